"""EDTF level 1, as far as a brief uses it: times, dates, months, years, seasons, decades and intervals.

Source: the Extended Date/Time Format specification of the Library of Congress, part of ISO 8601-2:2019.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
_UNSPECIFIED = re.compile(r"(\d{3})X|(\d{2})XX", re.ASCII)

# Level 1 seasons, in the months that meteorologists use in the northern hemisphere; winter runs into March.
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}

EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The time an EDTF value may mean: from `earliest`, included, to `latest`, excluded. Both are UTC."""

    earliest: datetime
    latest: datetime


def bounds(value: str) -> Bounds:
    """The bounds of an EDTF value; raises ValueError, saying what is wrong, for anything else."""
    if "/" not in value:
        return _bounds(value)
    start, _, end = value.partition("/")
    open_ends = ("", "..")
    if start in open_ends and end in open_ends:
        raise ValueError(f"{value!r} is an interval without a date")
    earliest = EARLIEST if start in open_ends else _bounds(start).earliest
    latest = LATEST if end in open_ends else _bounds(end).latest
    if earliest >= latest:
        raise ValueError(f"{value!r} ends before it starts")
    return Bounds(earliest, latest)


def point(value: str) -> Bounds:
    """The bounds of a time, a date, a month or a year: what a publication date can be."""
    if not (_DATE.fullmatch(value) or _TIME.fullmatch(value)) or _is_season(value):
        raise ValueError(
            f"{value!r} is not a time, a date, a month or a year; "
            "write 2021-07-26T12:00:00Z, 2021-07-26, 2021-07 or 2021"
        )
    return _bounds(value)


def _is_season(value: str) -> bool:
    return len(value) == 7 and value[5:] > "12"


def _bounds(value: str) -> Bounds:
    try:
        if _TIME.fullmatch(value):
            moment = datetime.fromisoformat(value)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return Bounds(moment, moment + timedelta(seconds=1))
        if match := _UNSPECIFIED.fullmatch(value):
            decade, century = match.groups()
            first, years = (int(decade) * 10, 10) if decade else (int(century) * 100, 100)
            return Bounds(_first(max(first, 1), 1), _first(first + years, 1))
        if match := _DATE.fullmatch(value):
            year, *finer = match.groups()
            return _date_bounds(int(year), *(int(part) if part else None for part in finer))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r} is not on the calendar: {error}") from None
    raise ValueError(f"{value!r} is not an EDTF date")


def _date_bounds(year: int, month: int | None, day: int | None) -> Bounds:
    if month is None:
        return Bounds(_first(year, 1), _first(year + 1, 1))
    if day is not None:
        start = datetime(year, month, day, tzinfo=UTC)
        return Bounds(start, LATEST if start.date() == LATEST.date() else start + timedelta(days=1))
    if not 1 <= month <= 12 and month not in _SEASON_START:
        raise ValueError("month must be in 1..12, or 21..24 for a season")
    first, length = (_SEASON_START[month], 3) if month in _SEASON_START else (month, 1)
    return Bounds(_first(year, first), _first(year, first + length))


def _first(year: int, month: int) -> datetime:
    """The first moment of a month; months past 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return LATEST if year > LATEST.year else datetime(year, month, 1, tzinfo=UTC)
