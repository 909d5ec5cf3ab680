"""Wait for changes without holding a thread: a stream asks the gateway to resume it later."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

from flask import Flask, request
from sqlalchemy.exc import DBAPIError

from api.database import own_session, session
from store import queries

PAUSES = "communique.pauses"
"""The key in the WSGI environment of a server that supports `Pause`."""

POLL_INTERVAL_S = 0.25
"""The interval at which one thread polls for changes, for all waiting requests."""


class Pause(bytes):
    """An empty piece of a stream: the next piece is due after `seconds`, or as soon as `ends` returns true."""

    seconds: float
    ends: Callable[[], bool]


class Head:
    """The number of the last change; a thread polls for it while any request waits."""

    def __init__(self, app: Flask) -> None:
        self.number = 0
        self._app, self._lock, self._waiting, self._is_watching = app, Lock(), 0, False

    def is_after(self, number: int) -> bool:
        """Return whether the feed has a change after this number."""
        return self.number > number

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Keep the number up to date during the block."""
        with self._lock:
            self._waiting += 1
            if not self._is_watching:
                self._is_watching = True
                Thread(target=self._watch, name="feed", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def _watch(self) -> None:
        while True:
            with suppress(DBAPIError), own_session(self._app):  # in an outage, the requests themselves fail
                self.number = queries.get_last_number_of_changes(session())
            time.sleep(POLL_INTERVAL_S)
            with self._lock:
                if self._waiting == 0:
                    self._is_watching = False
                    return


def pausing() -> Callable[[float, Callable[[], bool]], Iterator[bytes]]:
    """Return a function that pauses the stream of this request for some seconds, or until a condition holds.

    Under a server that does not support `Pause`, it blocks the thread.
    """
    if PAUSES in request.environ:
        return _pause
    return _sleep


def _pause(seconds: float, ends: Callable[[], bool]) -> Iterator[bytes]:
    pause = Pause()
    pause.seconds, pause.ends = seconds, ends
    yield pause


def _sleep(seconds: float, ends: Callable[[], bool]) -> Iterator[bytes]:
    deadline = time.monotonic() + seconds
    while not ends() and (left := deadline - time.monotonic()) > 0:
        time.sleep(min(POLL_INTERVAL_S, left))
    yield from ()
