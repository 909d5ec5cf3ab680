"""Waiting for changes without a thread: a stream tells the gateway when to go on with it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

from flask import Flask, request
from sqlalchemy.exc import DBAPIError

from api.database import own_session, session
from store import queries

PAUSES = "communique.pauses"
"""The key of the environment of a server that understands `Pause`."""

POLL_INTERVAL_S = 0.25
"""Between two looks for a change, by one thread for all who wait."""


class Pause(bytes):
    """A piece of a stream without bytes: the next one is to be made after so many seconds, or when `ends` is true."""

    seconds: float
    ends: Callable[[], bool]


class Head:
    """The number of the last change, which a thread looks up as long as anybody waits for one."""

    def __init__(self, app: Flask) -> None:
        self.number = 0
        self._app, self._lock, self._waiting, self._is_watching = app, Lock(), 0, False

    def is_after(self, number: int) -> bool:
        """Return whether there is a change after one."""
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
            with suppress(DBAPIError), own_session(self._app):  # an outage; the answers will tell
                self.number = queries.get_last_number_of_changes(session())
            time.sleep(POLL_INTERVAL_S)
            with self._lock:
                if self._waiting == 0:
                    self._is_watching = False
                    return


def pausing() -> Callable[[float, Callable[[], bool]], Iterator[bytes]]:
    """Return a function that waits so many seconds, or until something is true, in the stream that answers the request.

    Under a server that does not know `Pause`, it keeps the thread.
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
