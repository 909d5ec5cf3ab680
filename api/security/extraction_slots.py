"""A bound on the requests that extract: one text is read at a time, and its queue must leave threads for the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from api.http.problems import ProblemError

MAX_SLOTS = 6
"""Requests that extract or wait for it at a time. The server has more threads than that."""

_slots = BoundedSemaphore(MAX_SLOTS)


@contextmanager
def slot() -> Iterator[None]:
    """Hold a place in the queue for the block; raises a 503 when there is none."""
    if not _slots.acquire(blocking=False):
        detail = f"{MAX_SLOTS} texts are being read or wait already. Nothing was stored; send the request again."
        raise ProblemError(503, detail, headers={"Retry-After": "2"})
    try:
        yield
    finally:
        _slots.release()
