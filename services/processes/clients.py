"""The client that a thread works for: when it goes, the process that works for it is ended."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_thread = threading.local()


class Client:
    """A client that waits; `watch` is called once there is work to end, and then `leave` when the client goes."""

    def __init__(self, watch: Callable[[], object]) -> None:
        self._watch = watch
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._has_gone = False

    def leave(self) -> None:
        """End the work that is done for the client, if any."""
        with self._lock:
            self._has_gone = True
            if self._end is not None:
                self._end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Call `end` when the client goes during the block, or has gone before."""
        with self._lock:
            self._end = end
            if self._has_gone:
                end()
        self._watch()
        try:
            yield
        finally:
            with self._lock:
                self._end = None


@contextmanager
def working_for(client: Client) -> Iterator[None]:
    """Let the thread work for a client during the block."""
    _thread.client = client
    try:
        yield
    finally:
        _thread.client = None


@contextmanager
def ending(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when the client of this thread, if it has one, goes during the block or has gone before."""
    client: Client | None = getattr(_thread, "client", None)
    if client is None:
        yield
    else:
        with client.ending(end):
            yield
