"""EDTF level 1, as far as a brief uses it: times, dates, months, years, seasons, decades, centuries and intervals.

Source: the Extended Date/Time Format specification of the Library of Congress, part of ISO 8601-2:2019.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Self

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BEFORE_CHRIST = re.compile(r"-(?!0000)\d{4}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
_UNSPECIFIED = re.compile(r"(\d{3})X|(\d{2})XX", re.ASCII)
_OPEN = ("", "..")

# Level 1 seasons, in the months that meteorologists use in the northern hemisphere; winter runs into March.
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


class Precision(IntEnum):
    """How exactly a value says when, from coarse to fine."""

    INTERVAL = 0
    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    TIME = 7


# The number of characters of an ISO 8601 date with this precision.
_DIGITS = {
    Precision.CENTURY: 2, Precision.DECADE: 3, Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date: the EDTF value, and the time that it may mean, from `earliest`, included, to `latest`, excluded, in UTC.

    The calendar has no day before the year 1: what lies before it ends at EARLIEST.
    """

    value: str
    earliest: datetime
    latest: datetime
    precision: Precision

    @classmethod
    def parse(cls, value: str) -> Self:
        """The date of an EDTF value; raises ValueError, saying what is wrong, for anything else."""
        if "/" not in value:
            return cls(value, *_bounds(value))
        start, _, end = value.partition("/")
        if start in _OPEN and end in _OPEN:
            raise ValueError(f"{value!r} is an interval without a date")
        earliest = EARLIEST if start in _OPEN else _bounds(start)[0]
        latest = LATEST if end in _OPEN else _bounds(end)[1]
        if earliest >= latest > EARLIEST:
            raise ValueError(f"{value!r} ends before it starts")
        return cls(value, earliest, latest, Precision.INTERVAL)

    @classmethod
    def point(cls, value: str) -> Self:
        """The date of a time, a day, a month or a year: what a publication date can be."""
        if not (_DATE.fullmatch(value) or _TIME.fullmatch(value)) or _is_season(value):
            raise ValueError(
                f"{value!r} is not a time, a date, a month or a year; "
                "write 2021-07-26T12:00:00Z, 2021-07-26, 2021-07 or 2021"
            )
        return cls(value, *_bounds(value))

    def __str__(self) -> str:
        return self.value

    def __lt__(self, other: "Edtf") -> bool:
        return (self.earliest, self.latest) < (other.earliest, other.latest)

    def is_after(self, other: "Edtf") -> bool:
        """Return whether all of it comes after the other."""
        return self.earliest >= other.latest

    def overlaps(self, other: "Edtf") -> bool:
        """Return whether both may mean the same time."""
        return self.earliest < other.latest and other.earliest < self.latest

    def in_words(self, *, plain: bool = False) -> str:
        """The date in English; with `plain`, times, days, months and years stay as EDTF writes them."""
        start, slash, end = self.value.partition("/")
        if not slash:
            return _in_words(start, plain)
        if start in _OPEN:
            return f"until {_in_words(end, plain)}"
        if end in _OPEN:
            return f"since {_in_words(start, plain)}"
        return f"{_in_words(start, plain)} to {_in_words(end, plain)}"


def value_around(moment: date, precision: Precision) -> str:
    """Return the day, month, year, decade or century that contains a moment, as EDTF."""
    return moment.isoformat()[: _DIGITS[precision]].ljust(len("2021"), "X")


def _is_season(value: str) -> bool:
    return len(value) == 7 and value[5:] > "12"


def _bounds(value: str) -> tuple[datetime, datetime, Precision]:
    try:
        if _TIME.fullmatch(value):
            moment = datetime.fromisoformat(value)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return moment, moment + timedelta(seconds=1), Precision.TIME
        if _BEFORE_CHRIST.fullmatch(value):
            return EARLIEST, EARLIEST, Precision.YEAR
        if match := _UNSPECIFIED.fullmatch(value):
            decade, century = match.groups()
            first, years = (int(decade) * 10, 10) if decade else (int(century) * 100, 100)
            precision = Precision.DECADE if decade else Precision.CENTURY
            return _first(max(first, 1), 1), _first(first + years, 1), precision
        if match := _DATE.fullmatch(value):
            year, *finer = match.groups()
            return _date_bounds(int(year), *(int(part) if part else None for part in finer))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r} is not on the calendar: {error}") from None
    raise ValueError(f"{value!r} is not an EDTF date")


def _date_bounds(year: int, month: int | None, day: int | None) -> tuple[datetime, datetime, Precision]:
    if month is None:
        return _first(year, 1), _first(year + 1, 1), Precision.YEAR
    if day is not None:
        start = datetime(year, month, day, tzinfo=UTC)
        end = LATEST if start.date() == LATEST.date() else start + timedelta(days=1)
        return start, end, Precision.DAY
    if not 1 <= month <= 12 and month not in _SEASON_START:
        raise ValueError("month must be in 1..12, or 21..24 for a season")
    if month in _SEASON_START:
        first = _SEASON_START[month]
        return _first(year, first), _first(year, first + 3), Precision.SEASON
    return _first(year, month), _first(year, month + 1), Precision.MONTH


def _first(year: int, month: int) -> datetime:
    """The first moment of a month; months past 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return LATEST if year > LATEST.year else datetime(year, month, 1, tzinfo=UTC)


def _in_words(value: str, plain: bool) -> str:
    if "X" in value:
        return _years_in_words(value)
    if value.startswith("-"):
        return f"{1 - int(value)} BC"
    if _is_season(value):
        return f"{_SEASONS[int(value[5:])]} {value[:4]}"
    if plain:
        return value
    if "T" in value:
        moment = datetime.fromisoformat(value)
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"
    year, *finer = (int(part) for part in value.split("-"))
    month = [_MONTHS[finer[0] - 1]] if finer else []
    return " ".join([*map(str, finer[1:]), *month, str(year)])


def _years_in_words(value: str) -> str:
    """A decade as "1990s", a century as "20th century"; "1900s" would be either."""
    if value.endswith("XX"):
        number = int(value[:2]) + 1
        teen = 10 < number % 100 < 14
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')} century"
    first = int(value[:3]) * 10
    return f"{first} to {first + 9}" if first % 100 == 0 else f"{first}s"
