"""The lines of an import: JSON, read as strictly as a body that is posted."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from marshmallow import ValidationError

from api.http.bodies import decode, parse
from api.http.parsing import flat
from api.http.problems import ProblemError
from schemas.articles import ArticleIn
from schemas.briefs.brief_in import ReadyIn
from services.bulk.imports import Record

LONGEST = 64 * 1024 * 1024
"""Bytes of a line: a brief of the longest text, 1 MiB, has about ten times as many as the text."""

# Objects made between two looks for garbage, and how often the older ones are looked at: see `collecting_less`.
_THRESHOLDS = (50_000, 20, 20)
_LONGEST_REASON = 1000
_ARTICLE, _READY = ArticleIn(), ReadyIn()


def lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, a byte more than a line may have."""
    while line := file.readline(LONGEST + 1):
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST + 1)
        yield line


@contextmanager
def collecting_less() -> Iterator[None]:
    """For a process that does nothing but read lines: look for garbage seldom, and not among the models.

    Rows refer to each other in circles and are many, but they live for a batch only. An import takes a fifth less.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def read(numbered: Iterable[tuple[int, bytes]]) -> Iterator[Record]:
    """What is in the lines that are not blank, or why it cannot be read."""
    for number, line in numbered:
        if line.strip():
            try:
                yield _record(number, line)
            except (ProblemError, ValidationError) as error:
                yield Record(number, {}, refusal=reason(error))


def reason(error: ProblemError | ValidationError) -> str:
    """Why a line cannot be read, in one of its own."""
    if isinstance(error, ProblemError):
        told = str(error.description)
    else:
        wrong = (f"{'.'.join(map(str, path)) or 'line'}: {detail}" for path, detail in flat(error.messages))
        told = "; ".join(wrong)
    # It quotes names that nobody has bounded.
    return told if len(told) <= _LONGEST_REASON else f"{told[:_LONGEST_REASON]}…"


def _record(number: int, line: bytes) -> Record:
    if len(line) > LONGEST:
        raise ProblemError(413, f"The line is longer than {LONGEST} bytes.")
    value: Any = parse(decode(line, "line", "utf-8-sig"), "line")
    if isinstance(value, dict) and ("article" in value or "brief" in value):
        ready = _READY.load(value)
        return Record(number, ready["article"], ready["brief"])
    return Record(number, _ARTICLE.load(value))
