"""Meaning of a time expression, and the context in which it is resolved."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit


class Tense(Enum):
    """Tense of the clause of an expression."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Context:
    """Context in which an expression is resolved.

    `now` is the publication date, `before` the last date in the text, `quarter` the quarter currently discussed;
    `sure` is true if the tense is that of the verb modified by the expression.
    """

    now: Period | None
    before: Period | None
    quarter: Period | None
    tense: Tense
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """Value of an expression; unknown if all fields are null.

    `period` is its calendar period, `length` its length in units, or "X" of them when the number is not given,
    `on` the weekday or month of a repetition, `reference` PAST, PRESENT or FUTURE.
    """

    edtf: str | None = None
    duration: str | None = None
    period: Period | None = None
    length: tuple[Unit, float | str] | None = None
    on: tuple[Unit, int] | None = None
    reference: str | None = None
    ends: tuple["Meaning", ...] = ()
    """Meanings of the first and last date of a range by themselves."""


class Node(Protocol):
    """Time expression; `resolve` raises ValueError or OverflowError beyond the calendar."""

    def resolve(self, context: Context, /) -> Meaning: ...


def of(period: Period | None) -> Meaning:
    """Return the meaning of a period."""
    return Meaning(edtf=calendar.edtf(period), period=period) if period else Meaning()
