"""Coordinates of charts. Horizontal ones are percentages, because a chart is as wide as its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from ontology.edtf import EARLIEST, LATEST

_DAY = timedelta(days=1)
_MOST_TICKS = 6
_MONTHS = (1, 2, 3, 4, 6)  # each divides a year, so that every year starts with a tick
_DAYS = (1, 2, 5, 10, 15)
_FEW_DAYS = timedelta(days=60)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_MARGIN = 0.03
_FEW, _FAR = 20, 3  # with this many dates one may be left out if the others take up less than a third of the axis
_SHORTEST = 3.0  # a bar, so that a month never looks more precise than the dot of a day

_ROW, _TOP = 26, 22
_SIDES = 8
_MIDDLE = 460


@dataclass(frozen=True, slots=True)
class Bar:
    """Time of a date on an axis: a dot for a day or less, otherwise a bar, which may be open at either side."""

    start: float
    width: float
    dot: bool
    since: bool
    until: bool

    @property
    def middle(self) -> float:
        return round(self.start + self.width / 2, 2)


class Axis:
    """Time axis between two moments."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self._first, self._last, self._length = first, last, last - first

    @classmethod
    def of(cls, bounds: Iterable[tuple[datetime, datetime]]) -> Self | None:
        """Return an axis for some dates, with a margin on both sides; None if all dates are open on both sides.

        It omits a few very early dates that would squeeze all others into a corner.
        """
        ends = sorted(end for pair in bounds for end in pair if end not in (EARLIEST, LATEST))
        if not ends:
            return None
        first, last = ends[0], ends[-1]
        usual = ends[len(ends) // _FEW]
        if last - first > _FAR * (last - usual):
            first = usual
        room = max((last - first) * _MARGIN, 31 * _DAY)
        return cls(max(first, EARLIEST + room) - room, min(last, LATEST - room) + room)

    def bar(self, start: datetime, end: datetime) -> Bar:
        """Return the bar of a date."""
        if end <= self._first:
            return Bar(0, 0, dot=False, since=False, until=True)
        left = max(self._place(start), 0.0)
        right = 100.0 if end > self._last else self._place(end)
        short = max(_SHORTEST - (right - left), 0) / 2
        left, right = round(left - short, 2), round(right + short, 2)
        return Bar(left, round(right - left, 2), end - start <= _DAY, end > self._last, start < self._first)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the coordinates and names of round years, months or days, whichever are few."""
        if self._length < _FEW_DAYS:
            return self._days()
        months = self._length.days / 30
        by_month = months < 24
        steps, length = (_MONTHS, months) if by_month else (_YEARS, months / 12)
        step = next((step for step in steps if length / step <= _MOST_TICKS), steps[-1])
        years = range(self._first.year, self._last.year + 1) if by_month else range(0, self._last.year + 1, step)
        starts = [
            datetime(year, month, 1, tzinfo=UTC)
            for year in years
            for month in (range(1, 13, step) if by_month else (1,))
            if year >= self._first.year
        ]
        within = [start for start in starts if self._first <= start <= self._last]
        named = [f"{start:%Y}" if start.month == 1 else f"{start:%b}" for start in within]
        if within and within[0].month > 1:
            named[0] = f"{within[0]:%b %Y}"
        return [(self._place(start), name) for start, name in zip(within, named, strict=True)]

    def _days(self) -> list[tuple[float, str]]:
        step = next(step for step in _DAYS if self._length / step <= _MOST_TICKS * _DAY)
        midnight = self._first.replace(hour=0, minute=0, second=0, microsecond=0)
        days = (midnight + number * _DAY for number in range(self._length.days + 1))
        within = [day for day in days if day >= self._first and (day.day - 1) % step == 0 and day.day <= 32 - step]
        return [(self._place(day), f"{day.day} {day:%b}") for day in within]

    def _place(self, moment: datetime) -> float:
        return round((moment - self._first) / self._length * 100, 2)


@dataclass(frozen=True, slots=True)
class Star:
    """Actor in the middle, with actors that act upon it on the left and actors that it acts upon on the right."""

    height: int
    middle: tuple[int, int]
    left: list[tuple[int, Any, float]]
    right: list[tuple[int, Any, float]]


def star(acting: Sequence[tuple[Any, int]], acted_upon: Sequence[tuple[Any, int]]) -> Star:
    """Place the strongest ties of both sides, each with a height and the width of its line."""
    acting, acted_upon = acting[:_SIDES], acted_upon[:_SIDES]
    rows = max(len(acting), len(acted_upon))
    height = 2 * _TOP + (rows - 1) * _ROW
    most = max(weight for _, weight in (*acting, *acted_upon))

    def side(others: Sequence[tuple[Any, int]]) -> list[tuple[int, Any, float]]:
        top = (height - (len(others) - 1) * _ROW) // 2
        return [(top + i * _ROW, other, round(1 + 5 * weight / most, 1)) for i, (other, weight) in enumerate(others)]

    return Star(height, (_MIDDLE, height // 2), side(acting), side(acted_upon))
