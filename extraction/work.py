"""The lock that allows one extraction at a time, with figures for monitoring."""

import threading
import time


class Work:
    """A lock for use in `with`, with counts of waiting threads, of uses and of the total time held."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._counting = threading.Lock()
        self._since = 0.0
        self.waiting = 0
        self.done = 0
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._wait(1)
        self._lock.acquire()
        self._wait(-1)
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._since
        self.done += 1
        self._lock.release()

    def _wait(self, change: int) -> None:
        with self._counting:
            self.waiting += change
