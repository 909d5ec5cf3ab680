"""What a time expression means: the nodes that the grammar builds, and how each finds its place on the calendar."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from typing import Literal, Protocol

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Tense(Enum):
    """Of the clause that an expression stands in."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: `now` is the publication date, `before` the date the text last gave."""

    now: Period | None
    before: Period | None
    tense: Tense


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


def _of(period: Period | None, unknown: str = "XXXX-XX-XX") -> Meaning:
    if period is None:
        return Meaning(unknown)
    return Meaning(calendar.timex(period), "TIME" if period.time else "DATE", calendar.edtf(period), period=period)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that needs no other."""

    period: Period

    def resolve(self, _: Context) -> Meaning:
        return _of(self.period)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; `which` is -1 for the last one, 0 for this week's, 1 for the next, else None."""

    number: int
    which: int | None = None
    week: Node | None = None

    def resolve(self, context: Context) -> Meaning:
        now = self.week.resolve(context).period if self.week else context.now
        unknown = f"XXXX-WXX-{self.number + 1}"
        if now is None or now.unit < Unit.WEEK:
            return Meaning(unknown)
        monday = calendar.containing(Unit.WEEK, now.start).start
        this = calendar.containing(Unit.DAY, monday) + self.number
        if self.week or self.which == 0:
            return _of(this)
        return _of(_choose([this + -7, this, this + 7], now, self.which, context.tense, -1), unknown)


@dataclass(frozen=True, slots=True)
class Weekend:
    """ "the weekend": the last or the next one, by the tense."""

    def resolve(self, context: Context) -> Meaning:
        if context.now is None or context.now.unit is not Unit.DAY:
            return Meaning("XXXX-WXX-WE")
        this = calendar.containing(Unit.WEEKEND, context.now.start)
        return _of(_choose([this + -1, this, this + 1], context.now, None, context.tense, -1))


@dataclass(frozen=True, slots=True)
class InYear:
    """What comes once a year: a month, a day of a month, a season, a quarter, a holiday."""

    of: Callable[[int], Period]
    which: int | None = None
    year: Node | None = None

    def resolve(self, context: Context) -> Meaning:
        unknown = "XXXX" + calendar.timex(self.of(2000))[4:]
        year = self.year.resolve(context).period if self.year else context.now
        if year is None or (year.unit is Unit.YEAR and not self.year and self.which != 0):
            return Meaning(unknown)
        number = year.start.year
        if self.year or self.which == 0:
            return _of(self.of(number))
        return _of(_choose(list(self._around(number)), year, self.which, context.tense, 0), unknown)

    def _around(self, year: int) -> Iterator[Period]:
        for number in range(max(year - 8, 1), year + 9):  # a 29 February can be eight years away
            try:
                yield self.of(number)
            except ValueError:
                continue


# Who means a date further off than this says the year.
_FARTHEST = timedelta(days=320)


def _choose(candidates: list[Period], now: Period, which: int | None, tense: Tense, otherwise: int) -> Period | None:
    """The one that is meant of some like periods in text order; with no tense to tell, `otherwise` -1 is the
    last one, 0 the nearest."""
    if which:
        chosen = (
            [p for p in candidates if p.end < now.start][-1:]
            if which < 0
            else [p for p in candidates if p.start > now.end][:1]
        )
        return chosen[0] if chosen else None
    nearest = min(candidates, key=lambda period: abs(period.start - now.start), default=None)
    direction = tense.value or otherwise
    if direction == 0:
        return nearest
    if direction > 0 and nearest and nearest.unit is Unit.QUARTER:
        return nearest  # what is told of a quarter to come is mostly a result of one that has ended
    if direction < 0:
        chosen = [p for p in candidates if p.start <= now.end][-1:]
    else:
        chosen = [p for p in candidates if p.end >= now.start][:1]
    return chosen[0] if chosen and abs(chosen[0].start - now.start) < _FARTHEST else nearest


@dataclass(frozen=True, slots=True)
class Now:
    """The publication date."""

    def resolve(self, context: Context) -> Meaning:
        return _of(context.now)


@dataclass(frozen=True, slots=True)
class Before:
    """The date that the text gave last."""

    def resolve(self, context: Context) -> Meaning:
        return _of(context.before)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from another date: "last year", "two days ago", "a month later", "the next day"."""

    unit: Unit
    number: int
    base: Node = field(default_factory=Now)
    time: str | None = None

    def resolve(self, context: Context) -> Meaning:
        base = self.base.resolve(context).period
        if base is None or self.unit > Unit.DAY or base.unit < self.unit:
            return Meaning(_UNKNOWN.get(self.unit, "XXXX-XX-XX"))
        return _of(calendar.shift(calendar.containing(self.unit, base.start), self.unit, self.number).at(self.time))


_UNKNOWN = {Unit.YEAR: "XXXX", Unit.MONTH: "XXXX-XX", Unit.WEEK: "XXXX-WXX", Unit.QUARTER: "XXXX-QX"}


@dataclass(frozen=True, slots=True)
class Like:
    """A date as long as the one that the text gave last, some units from it: "a year earlier".

    "A year ago" is such a date beside a quarter, whose figures are set against those of the year before.
    """

    unit: Unit
    number: int
    base: Node = field(default_factory=Before)

    def resolve(self, context: Context) -> Meaning:
        base = context.before
        if base is None or base.unit < self.unit or base.unit is Unit.DAY:
            return Shift(self.unit, self.number, self.base).resolve(context)
        if self.base != Before() and base.unit is not Unit.QUARTER:
            return Shift(self.unit, self.number, self.base).resolve(context)
        return _of(calendar.shift(base.at(None), self.unit, self.number))


@dataclass(frozen=True, slots=True)
class At:
    """A time of day: "MO" for the morning, "10:35" by the clock; of the day the text gave last when it says none."""

    time: str
    day: Node = field(default_factory=Before)

    def resolve(self, context: Context) -> Meaning:
        day = self.day.resolve(context).period
        if day is None or day.unit is not Unit.DAY:
            return Meaning(f"XXXX-XX-XXT{self.time}", "TIME")
        return _of(day.at(self.time))


@dataclass(frozen=True, slots=True)
class Part:
    """The start, the end, the early, middle or late part of a date."""

    part: str
    whole: Node

    def resolve(self, context: Context) -> Meaning:
        whole = self.whole.resolve(context)
        if whole.period is None or whole.edtf is None:
            return whole
        return replace(whole, edtf=calendar.part(whole.period, self.part))


@dataclass(frozen=True, slots=True)
class Bounded:
    """Everything up to a date, or from it: "since 2014", "by the end of 2021"."""

    bound: str
    date: Node

    def resolve(self, context: Context) -> Meaning:
        date = self.date.resolve(context)
        period = date.period
        if period is None or date.edtf is None:
            return date
        first, last = calendar.first(period), calendar.last(period)
        if isinstance(self.date, Part):
            first, last = date.edtf.partition("/")[0], date.edtf.rpartition("/")[2]
            if self.date.part == "end":
                last = str(period.end)
        if self.bound == "before":
            return replace(date, edtf=f"../{calendar.first(calendar.containing(period.unit, period.start) + -1)}")
        return replace(date, edtf=f"{first}/.." if self.bound in ("since", "after") else f"../{last}")


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another."""

    start: Node
    end: Node

    def resolve(self, context: Context) -> Meaning:
        start, end = self.start.resolve(context), self.end.resolve(context)
        if start.period is None or end.period is None:
            return replace(start, edtf=None, ends=(start, end))
        if start.period.start > end.period.start and isinstance(self.start, InYear | Weekday):
            start = self.start.resolve(replace(context, now=end.period, tense=Tense.PAST))
        if start.period is None or start.period.start > end.period.start:
            return replace(end, edtf=None, ends=(start, end))
        edtf = f"{calendar.first(start.period)}/{calendar.last(end.period)}"
        return replace(start, edtf=edtf, period=end.period, ends=(start, end))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `number` is a number, or "X" when it is not said."""

    unit: Unit
    number: float | str

    def resolve(self, _: Context) -> Meaning:
        return Meaning(
            calendar.duration(self.unit, self.number, timex=True),
            "DURATION",
            duration=None if self.number == "X" else calendar.duration(self.unit, self.number),
        )


@dataclass(frozen=True, slots=True)
class Within:
    """ "in three months": a date in what is to come, a length of time in what has been."""

    date: Node
    length: Node

    def resolve(self, context: Context) -> Meaning:
        return (self.date if context.tense is Tense.FUTURE else self.length).resolve(context)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What comes again and again: `timex` is its TIMEX3 value, `duration` the ISO 8601 time from one to the next."""

    timex: str
    duration: str

    def resolve(self, _: Context) -> Meaning:
        return Meaning(self.timex, "SET", duration=f"R/{self.duration}")


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    reference: str

    def resolve(self, _: Context) -> Meaning:
        return Meaning(self.reference)
