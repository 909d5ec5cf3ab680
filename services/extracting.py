"""Extraction of facts: in this process, or in one that can be ended where a caller may mean harm."""

import extraction
from extraction import language
from extraction.model import Extraction
from services.errors import Unreadable
from services.processes import pool
from services.processes.work import Work

WORK = Work(pool.turns)
"""The extractions of this process, waiting and done."""

# Seconds of computing: 1 MiB of prose takes half of it on a slow core.
_LEAST_SECONDS = 10.0
_SECONDS_PER_CHARACTER = 110 / 1024**2

_apart = False


def work_apart() -> None:
    """Extract in other processes from now on, in which a deadline and a bound on memory hold."""
    global _apart
    _apart = True


def warm_up() -> None:
    """Load what a first text would have to wait for: its process, and here the language identifier."""
    language.load()
    pool.pool.warm_up()


def work_here() -> None:
    """Extract in this process again."""
    global _apart
    _apart = False


def extract(text: str, published_at: str | None) -> Extraction:
    """Return the facts of a text; raises Unreadable when it takes too long or too much memory."""
    with WORK.turn():
        if not _apart:
            return extraction.extract(text, published_at)
        seconds = _LEAST_SECONDS + len(text) * _SECONDS_PER_CHARACTER
        try:
            found: Extraction = pool.pool.run("extract", text, published_at, seconds=seconds)
        except pool.Ended as ended:
            reason = f"more than {seconds:.0f} seconds" if ended.too_slow else "too much memory"
            raise Unreadable(f"The text cannot be read: it takes {reason}.") from ended
        return found
