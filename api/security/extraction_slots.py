"""Room for other requests while long texts are read: extraction takes one text at a time, and its queue is short."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from api.http.problems import ProblemError

MOST = 6
"""Requests that extract or wait for it at a time. The server has more threads than that."""

_slots = BoundedSemaphore(MOST)


@contextmanager
def slot() -> Iterator[None]:
    """A place in the queue, for as long as the block takes; raises a 503 when there is none."""
    if not _slots.acquire(blocking=False):
        detail = f"{MOST} texts are being read or wait for it already. Nothing was stored; send it again."
        raise ProblemError(503, detail, headers={"Retry-After": "2"})
    try:
        yield
    finally:
        _slots.release()
