"""Figures of work that takes turns, for monitoring."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


class Work:
    """Turns of a lock or a semaphore, with counts of waiting threads, of turns and of the total time they took."""

    def __init__(self, turns: AbstractContextManager[object]) -> None:
        self._turns = turns
        self._counting = threading.Lock()
        self.waiting = 0
        self.done = 0
        self.seconds = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold it for the block."""
        self._wait(1)
        with self._turns:
            self._wait(-1)
            start = time.perf_counter()
            try:
                yield
            finally:
                self._end(time.perf_counter() - start)

    def _wait(self, change: int) -> None:
        with self._counting:
            self.waiting += change

    def _end(self, seconds: float) -> None:
        with self._counting:
            self.done += 1
            self.seconds += seconds
