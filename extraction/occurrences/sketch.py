"""Sketches of reports: short texts that show of most pairs of reports that they are not of one event.

A character stands for a name, a word or a number, and two may have one character, so a sketch may hide that two reports
differ, but never that they agree.
"""

from collections.abc import Callable, Iterator
from itertools import repeat
from zlib import crc32

from extraction.occurrences.joining import ENOUGH, EXACT, LARGE, SPEECH, UNDATED, family
from extraction.occurrences.report import Report

_FIRST, _CHARACTERS = 0x100, 0x7000
# What a report may get without anything in its sketch: the same type.
_FREE = 1


def sketch(report: Report) -> str:
    """Return the sketch of a report."""
    return "".join(sorted({_character(kind, value) for kind, value in _features(report)}))


def likeness(report: Report) -> Callable[[str], bool]:
    """Return a function of the sketch of a report of the same family: whether both may be of one event."""
    points: dict[str, int] = {}
    for kind, value, worth in _worth(report):
        character = _character(kind, value)
        points[character] = points.get(character, 0) + worth
    needed = ENOUGH + UNDATED + SPEECH * (family(report) == "speech") - _FREE

    nothing = repeat(0)

    def may_be(other: str) -> bool:
        return sum(map(points.get, other, nothing)) >= needed  # thousands are compared: no loop in Python

    return may_be


def _character(kind: str, value: object) -> str:
    return chr(_FIRST + crc32(f"{kind} {value}".encode()) % _CHARACTERS)


def _features(report: Report) -> Iterator[tuple[str, object]]:
    for kind, values in (
        ("doer", report.doers),
        ("recipient", report.recipients),
        ("name", _names(report)),
        ("own", report.own),
        ("country", _countries(report)),
        ("word", report.words),
        ("trigger", report.triggers),
        ("number", report.numbers),
        ("figure", {kind for kind, *_ in report.figures}),
    ):
        for value in values:
            yield kind, value
    yield "noun", report.noun
    if report.dated:
        yield "dated", ""
    if any(number > LARGE for number in report.numbers):
        yield "large", ""


def _worth(report: Report) -> Iterator[tuple[str, object, int]]:
    """Yield the features that another report may share, each with the most points that it is worth in `compare`."""
    for kind, value in _features(report):
        match kind:
            case "doer" | "recipient" | "number":
                yield kind, value, 2
            case "name":
                yield "name", value, 2
                yield "own", value, 2
            case "own":  # names of who takes part in both count as parties
                yield "name", value, 2
            case "figure":
                yield kind, value, 3
            case "dated":
                yield kind, value, UNDATED + EXACT
            case _:
                yield kind, value, 1


def _names(report: Report) -> set[str]:
    return {*report.names, *([report.place] if report.place else [])}


def _countries(report: Report) -> set[str]:
    return {*report.countries, *report.scene, *([report.country] if report.country else [])}
