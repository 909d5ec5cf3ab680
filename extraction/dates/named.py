"""Dates by name: a year, a day of the week, a month, a holiday."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.meaning import Context, Meaning, Node, Tense, of

# A date further off than this is written with its year, unless it modifies a verb with a clear tense.
_FARTHEST = timedelta(days=300)
# In the time zone of the article it may already be the next day.
_TIME_ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Date that depends on no other."""

    period: Period

    def resolve(self, _: Context) -> Meaning:
        return of(self.period)


@dataclass(frozen=True, slots=True)
class Known:
    """Date beyond Python's calendar, such as a year before Christ."""

    meaning: Meaning

    def resolve(self, _: Context) -> Meaning:
        return self.meaning


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """Day of a month, "the 14th": in the month of a clause in the past, else the last or the next one, by the tense."""

    number: int

    def resolve(self, context: Context) -> Meaning:
        told = context.before if context.tense is Tense.PAST else None
        if told and Unit.MONTH <= told.unit <= Unit.DAY:
            return of(self._of(told.start))
        now = context.now
        if now is None or now.unit is not Unit.DAY:
            return Meaning()
        month = calendar.containing(Unit.MONTH, now.start)
        candidates = [day for step in (-2, -1, 0, 1, 2) if (day := self._of((month + step).start))]
        return of(_choose(candidates, now, None, context, -1))

    def _of(self, day: date) -> Period | None:
        try:
            return calendar.day(day.year, day.month, self.number)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Day of the week; `which` is -1 for the last one, 0 for this week's, 1 for the next, else None."""

    number: int
    which: int | None = None
    week: Node | None = None

    def resolve(self, context: Context) -> Meaning:
        now = self.week.resolve(context).period if self.week else context.now
        if now is None or now.unit < Unit.WEEK:
            return Meaning()
        monday = calendar.containing(Unit.WEEK, now.start).start
        this = calendar.containing(Unit.DAY, monday) + self.number
        if self.week or self.which == 0:
            return of(this)
        return of(_choose([this + -7, this, this + 7], now, self.which, context, -1))


@dataclass(frozen=True, slots=True)
class Weekend:
    """Weekend, "the weekend": the last or the next one, by the tense."""

    def resolve(self, context: Context) -> Meaning:
        now = context.now
        if now is None or now.unit is not Unit.DAY:
            return Meaning()
        this = calendar.containing(Unit.WEEKEND, now.start)
        return of(_choose([this + -1, this, this + 1], now, None, context, -1))


@dataclass(frozen=True, slots=True)
class InYear:
    """Yearly period: a month, a day of a month, a season, a quarter, a holiday.

    `which` is as with Weekday; `in_year` returns the period in a year and may raise ValueError.
    """

    in_year: Callable[[int], Period]
    which: int | None = None
    year: Node | None = None

    def resolve(self, context: Context) -> Meaning:
        now = self.year.resolve(context).period if self.year else context.now
        if now is None or (now.unit < Unit.MONTH and not self.year and self.which != 0):
            return Meaning()
        if self.year:
            return of(self.in_year(now.start.year))
        if self.which == 0:
            return of(self._of_now(now))
        return of(_choose(list(self._around(now.start.year)), now, self.which, context, 0))

    def _of_now(self, now: Period) -> Period:
        """Return the one of this year; in winter, the one that began last year if publication lies in it."""
        before = self.in_year(max(now.start.year - 1, 1))
        return before if before.end >= now.start else self.in_year(now.start.year)

    def _around(self, year: int) -> Iterator[Period]:
        for number in range(max(year - 8, 1), year + 9):  # a 29 February can be eight years away
            try:
                yield self.in_year(number)
            except ValueError:
                continue


def _choose(
    candidates: list[Period], now: Period, which: int | None, context: Context, otherwise: int
) -> Period | None:
    """Return the intended one of some periods in order, None if none is near.

    `which` is -1 for the last, 1 for the next; else the tense decides, else `otherwise`: -1 for the last, 0 for the
    nearest.
    """
    if which == -1:
        return next((period for period in reversed(candidates) if period.end < now.start), None)
    if which == 1:
        return next((period for period in candidates if period.start > now.end), None)
    nearest = min(candidates, key=lambda period: abs(period.start - now.start), default=None)
    direction = context.tense.value or otherwise
    chosen = nearest
    if direction < 0:
        # A day with its month may be the next day, in the time zone of the article.
        latest = now.end + (_TIME_ZONES if otherwise == 0 and now.unit is Unit.DAY else timedelta())
        chosen = next((period for period in reversed(candidates) if period.start <= latest), None)
    elif direction > 0 and nearest and nearest.unit is not Unit.QUARTER:  # future results concern a past quarter
        chosen = next((period for period in candidates if period.end >= now.start), None)
    return chosen if chosen and (context.sure or abs(chosen.start - now.start) < _FARTHEST) else nearest
