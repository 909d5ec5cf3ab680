"""Extraction of facts: in this process, or in one that can be ended where a caller may mean harm."""

from typing import Any

import extraction
from extraction.model import Extraction, Header
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
    """Start the process that a first text would have to wait for."""
    pool.pool.warm_up()


def work_here() -> None:
    """Extract in this process again."""
    global _apart
    _apart = False


def examine(text: str) -> tuple[Header, str]:
    """Return the title and date that a text gives itself, and its language; raises Unreadable."""
    if not _apart:
        return extraction.examine(text)
    with pool.turns:
        found: tuple[Header, str] = _run("examine", text)
    return found


def extract(text: str, published_at: str | None, *, explain: bool = False) -> Extraction:
    """Return the facts of a text; raises Unreadable when it takes too long or too much memory."""
    with WORK.turn():
        if not _apart:
            return extraction.explain(text, published_at) if explain else extraction.extract(text, published_at)
        found: Extraction = _run("explain" if explain else "extract", text, published_at)
    return found


def _run(task: str, text: str, *arguments: Any) -> Any:
    seconds = _LEAST_SECONDS + len(text) * _SECONDS_PER_CHARACTER
    try:
        return pool.pool.run(task, text, *arguments, seconds=seconds)
    except pool.Ended as ended:
        reason = f"more than {seconds:.0f} seconds" if ended.too_slow else "too much memory"
        raise Unreadable(f"The text cannot be read: it takes {reason}.") from ended
