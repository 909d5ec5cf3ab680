"""What a time expression means, and what it is read against."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol

from extraction.dates import calendar
from extraction.dates.calendar import Period

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


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
    """The value of an expression; `period` is the stretch of the calendar it names, if it names one."""

    timex: str
    type: TimexType = "DATE"
    edtf: str | None = None
    duration: str | None = None
    period: Period | None = None
    ends: tuple["Meaning", ...] = ()
    """Of a range: what its first and its last date mean by themselves."""


class Node(Protocol):
    """A time expression; `resolve` raises ValueError or OverflowError when it is not on the calendar."""

    def resolve(self, context: Context, /) -> Meaning: ...


def of(period: Period | None, unknown: str = "XXXX-XX-XX") -> Meaning:
    """The meaning that is a period; `unknown` is the TIMEX3 value where there is none."""
    if period is None:
        return Meaning(unknown)
    kind: TimexType = "TIME" if period.time else "DATE"
    return Meaning(calendar.timex(period), kind, calendar.edtf(period), period=period)
