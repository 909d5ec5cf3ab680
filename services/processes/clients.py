"""The client that a thread works for: when it goes, the process that works for it is ended."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_thread = threading.local()


class Client:
    """A client that waits for an answer; as a context manager, it is the one that the thread works for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._has_gone = False

    def __enter__(self) -> None:
        _thread.client = self

    def __exit__(self, *_: object) -> None:
        _thread.client = None

    def watch(self) -> None:
        """Begin to call `leave` when the client goes; called, maybe again, once there is work to end."""

    def leave(self) -> None:
        """End the work that is done for the client, now and from now on."""
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
        self.watch()
        try:
            yield
        finally:
            with self._lock:
                self._end = None


@contextmanager
def ending(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when the client of this thread, if it has one, goes during the block or has gone before."""
    client: Client | None = getattr(_thread, "client", None)
    if client is None:
        yield
    else:
        with client.ending(end):
            yield
