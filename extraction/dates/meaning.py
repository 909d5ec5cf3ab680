"""What a time expression means, and what it is read against."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit


class Tense(Enum):
    """Of the clause that an expression stands in."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    `now` is the publication date, `before` the date the text gave last, `quarter` the quarter it is about just here;
    `sure` that the tense is that of the very verb that the expression modifies.
    """

    now: Period | None
    before: Period | None
    quarter: Period | None
    tense: Tense
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """The value of an expression; nothing is known where all is null.

    `period` is the stretch of the calendar it names, `length` its length in units, or "X" of them when it is not said
    how many, `on` the day of the week or the month it comes again on, `reference` PAST, PRESENT or FUTURE.
    """

    edtf: str | None = None
    duration: str | None = None
    period: Period | None = None
    length: tuple[Unit, float | str] | None = None
    on: tuple[Unit, int] | None = None
    reference: str | None = None
    ends: tuple["Meaning", ...] = ()
    """Of a range: what its first and its last date mean by themselves."""


class Node(Protocol):
    """A time expression; `resolve` raises ValueError or OverflowError when it is not on the calendar."""

    def resolve(self, context: Context, /) -> Meaning: ...


def of(period: Period | None) -> Meaning:
    """The meaning that is a period."""
    return Meaning(edtf=calendar.edtf(period), period=period) if period else Meaning()
