"""Calendar periods from a day to a century, with arithmetic and output in EDTF."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from ontology.edtf import Precision, value_around

_ONE_DAY = timedelta(days=1)
_CLOCK = re.compile(r"(\d\d:\d\d)(:\d\d)?(.*)")


class Unit(IntEnum):
    """Calendar units, from coarse to fine."""

    MILLENNIUM = 1
    CENTURY = 2
    DECADE = 3
    YEAR = 4
    HALF = 5
    QUARTER = 6
    SEASON = 7
    MONTH = 8
    FORTNIGHT = 9
    WEEK = 10
    WEEKEND = 11
    DAY = 12
    HOUR = 13
    MINUTE = 14
    SECOND = 15


# The units with a value in EDTF, except the season.
_PRECISIONS = {
    Unit.CENTURY: Precision.CENTURY,
    Unit.DECADE: Precision.DECADE,
    Unit.YEAR: Precision.YEAR,
    Unit.MONTH: Precision.MONTH,
    Unit.DAY: Precision.DAY,
}
_MONTHS = {
    Unit.MILLENNIUM: 12_000,
    Unit.CENTURY: 1200,
    Unit.DECADE: 120,
    Unit.YEAR: 12,
    Unit.HALF: 6,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.MONTH: 1,
}
_DAYS = {Unit.FORTNIGHT: 14, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.DAY: 1}
# Seasons start in March, June, September and December.
_FIRST_MONTH = {Unit.SEASON: 2}
_EDTF_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar unit. `time` is the time of day ("10:35") or the part of the day ("MO" for morning)."""

    unit: Unit
    start: date
    time: str | None = None

    @property
    def end(self) -> date:
        """Return the last day."""
        if self.unit is Unit.WEEKEND:
            return self.start + _ONE_DAY
        if self.unit in _DAYS:
            return self.start + timedelta(days=_DAYS[self.unit] - 1)
        return _month_end(_index(self.start) + _MONTHS[self.unit] - 1)

    def __add__(self, number: int) -> "Period":
        return shift(self, self.unit, number)


def containing(unit: Unit, day: date) -> Period:
    """Return the unit that contains a day; for weekends the one in the day's week."""
    if unit in _MONTHS:
        first = _FIRST_MONTH.get(unit, 0)
        return Period(unit, _month_start((_index(day) - first) // _MONTHS[unit] * _MONTHS[unit] + first))
    if unit in (Unit.WEEK, Unit.FORTNIGHT):
        return Period(unit, day - timedelta(days=day.weekday()))
    if unit is Unit.WEEKEND:
        return Period(unit, day + timedelta(days=5 - day.weekday()))
    return Period(Unit.DAY, day)


def shift(period: Period, unit: Unit, number: int) -> Period:
    """Return a period of the same length, moved by a number of units.

    Raises OverflowError or ValueError beyond the calendar.
    """
    if unit in _DAYS:
        moved = period.start + timedelta(days=number * _DAYS[unit])
    else:
        month = _month_start(_index(period.start) + number * _MONTHS[unit])
        moved = min(month + timedelta(days=period.start.day - 1), _month_end(_index(month)))
    return replace(containing(period.unit, moved), time=period.time)


def year(number: int) -> Period:
    return Period(Unit.YEAR, date(number, 1, 1))


def day(number: int, month: int, day_of_month: int) -> Period:
    return Period(Unit.DAY, date(number, month, day_of_month))


def season(number: int, code: int) -> Period:
    """Return a season by its EDTF number, 21 to 24; winter begins in the year named."""
    return Period(Unit.SEASON, date(number, (code - 20) * 3, 1))


def nth_weekday(number: int, month: int, weekday: int, nth: int) -> Period:
    """Return the nth such weekday of a month, the last one when nth is -1."""
    if nth < 0:
        last_day = _month_end(number * 12 + month - 1)
        return Period(Unit.DAY, last_day - timedelta(days=(last_day.weekday() - weekday) % 7))
    start = date(number, month, 1)
    return Period(Unit.DAY, start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1)))


def easter(number: int) -> date:
    """Return Western Easter Sunday, by the anonymous Gregorian computus."""
    a, (b, c) = number % 19, divmod(number, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day_before = divmod(h + k - 7 * m + 114, 31)
    return date(number, month, day_before + 1)


def edtf(period: Period) -> str:
    """Return the period in EDTF level 1."""
    start = period.start
    match period.unit:
        case Unit.DAY if period.time == "24:00":
            return f"{start + _ONE_DAY}T00:00:00"
        case Unit.DAY if period.time and (clock := _CLOCK.fullmatch(period.time)):
            return f"{start}T{clock[1]}{clock[2] or ':00'}{clock[3]}"
        case unit if unit in _PRECISIONS:
            return value_around(start, _PRECISIONS[unit])
        case Unit.SEASON:
            return f"{start.year:04}-{_EDTF_SEASONS[start.month]}"
    if period.unit in _MONTHS:
        return f"{first(period)}/{last(period)}"
    return f"{start}/{period.end}"


def first(period: Period) -> str:
    """Return the first year, month or day of the period in EDTF."""
    return _edge(period, period.start)


def last(period: Period) -> str:
    """Return the last year, month or day of the period in EDTF."""
    return _edge(period, period.end)


def _edge(period: Period, day: date) -> str:
    if period.unit <= Unit.YEAR:
        return value_around(day, Precision.YEAR)
    return value_around(day, Precision.MONTH if period.unit <= Unit.MONTH else Precision.DAY)


def part(period: Period, name: str) -> str:
    """Return the early, mid or late third, or the start or end, of a period in EDTF; a day is not divided."""
    if period.unit >= Unit.WEEKEND:
        return edtf(period)
    if period.unit > Unit.MONTH:
        pieces = [Period(Unit.DAY, period.start) + i for i in range((period.end - period.start).days + 1)]
    else:
        piece = {Unit.MILLENNIUM: Unit.CENTURY, Unit.CENTURY: Unit.DECADE, Unit.DECADE: Unit.YEAR, Unit.MONTH: Unit.DAY}
        pieces = [containing(piece.get(period.unit, Unit.MONTH), period.start)]
        while pieces[-1].end < period.end:
            pieces.append(pieces[-1] + 1)
    third = len(pieces) // 3
    if name in ("start", "end") and period.unit <= Unit.SEASON:
        return edtf(pieces[0 if name == "start" else -1])
    if name in ("early", "start"):
        pieces = pieces[:third]
    else:
        pieces = pieces[third : len(pieces) - third] if name == "mid" else pieces[-third:]
    return f"{first(pieces[0])}/{last(pieces[-1])}"


_ISO = {
    Unit.MILLENNIUM: (1000, "Y"),
    Unit.CENTURY: (100, "Y"),
    Unit.DECADE: (10, "Y"),
    Unit.YEAR: (1, "Y"),
    Unit.HALF: (6, "M"),
    Unit.QUARTER: (3, "M"),
    Unit.SEASON: (3, "M"),
    Unit.MONTH: (1, "M"),
    Unit.FORTNIGHT: (2, "W"),
    Unit.WEEK: (1, "W"),
    Unit.WEEKEND: (2, "D"),
    Unit.DAY: (1, "D"),
    Unit.HOUR: (1, "H"),
    Unit.MINUTE: (1, "M"),
    Unit.SECOND: (1, "S"),
}
_HALVES = {Unit.YEAR: "6M", Unit.HOUR: "30M", Unit.MINUTE: "30S"}


def duration(unit: Unit, number: float) -> str:
    """Return an ISO 8601 duration."""
    factor, code = _ISO[unit]
    prefix = "PT" if unit > Unit.DAY else "P"
    if unit in _HALVES and number > 1 and number % 1 == 0.5:
        return f"{prefix}{int(number)}{code}{_HALVES[unit]}"
    amount = number * factor
    return f"{prefix}{int(amount) if amount == int(amount) else round(amount, 2)}{code}"


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(index: int) -> date:
    # The century and the decade of the year 5 would begin in year 0, which the calendar does not have.
    return date(max(index // 12, 1) if index >= 0 else index, index % 12 + 1, 1)


def _month_end(index: int) -> date:
    if index == date.max.year * 12 + 11:
        return date.max
    return _month_start(index + 1) - _ONE_DAY
