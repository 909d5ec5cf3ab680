"""Composed time expressions: parts and ranges of dates, durations and repetitions."""

from dataclasses import dataclass, field, replace

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.meaning import Context, Meaning, Node, Tense, of
from extraction.dates.named import InYear, Weekday
from extraction.dates.relative import Before, Shift


@dataclass(frozen=True, slots=True)
class At:
    """Time of day: "MO" for the morning, "10:35" by the clock; without a date, on the last date in the text."""

    time: str
    day: Node = field(default_factory=Before)

    def resolve(self, context: Context) -> Meaning:
        day = self.day.resolve(context).period
        if day is None or day.unit is not Unit.DAY:
            return Meaning()
        return of(replace(day, time=self.time))


@dataclass(frozen=True, slots=True)
class Part:
    """Start, end, early, middle or late part of a date; "earlier" and "later" are relative to publication."""

    part: str
    whole: Node

    def resolve(self, context: Context) -> Meaning:
        whole = self.whole.resolve(context)
        period, now = whole.period, context.now
        if period is None:
            return whole
        if self.part not in ("earlier", "later"):
            return replace(whole, edtf=calendar.part(period, self.part))
        if now is None or now.unit <= period.unit or not period.start <= now.start <= period.end:
            return whole
        start, end = (period, now) if self.part == "earlier" else (now, period)
        as_now = Period(now.unit, start.start), calendar.containing(now.unit, end.end)
        return replace(whole, edtf=f"{calendar.first(as_now[0])}/{calendar.last(as_now[1])}")


@dataclass(frozen=True, slots=True)
class Bounded:
    """Open range up to a date or from it on: "since 2014", "by the end of 2021"."""

    bound: str
    date: Node

    def resolve(self, context: Context) -> Meaning:
        date = self.date.resolve(context)
        if date.period is None or date.edtf is None:
            return date
        first, last = calendar.first(date.period), calendar.last(date.period)
        if isinstance(self.date, Part) and "X" not in date.edtf:  # "the later 1990s" are the same decade
            first, _, last = date.edtf.partition("/")
            last = str(date.period.end) if self.date.part == "end" else last or first
        if self.bound == "before":
            at_end = isinstance(self.date, Part) and self.date.part == "end"
            last = calendar.last(date.period if at_end else date.period + -1)
        return replace(date, edtf=f"{first}/.." if self.bound in ("since", "after") else f"../{last}")


@dataclass(frozen=True, slots=True)
class Range:
    """Range of two dates; a first date without a year takes the year of the last."""

    start: Node
    end: Node

    def resolve(self, context: Context) -> Meaning:
        start, end = self.start.resolve(context), self.end.resolve(context)
        if end.period and self._takes_year(start, end):
            start = self.start.resolve(replace(context, now=end.period, tense=Tense.PAST))
        if start.period is None or end.period is None or start.period.start > end.period.start:
            return replace(end, edtf=None, ends=(start, end))
        edtf = f"{calendar.first(start.period)}/{calendar.last(end.period)}"
        return replace(start, edtf=edtf, period=end.period, ends=(start, end))

    def _takes_year(self, start: Meaning, end: Meaning) -> bool:
        if isinstance(self.start, InYear) and self.start.year is None and getattr(self.end, "year", None):
            return True
        late = bool(start.period and end.period and start.period.start > end.period.start)
        return late and isinstance(self.start, InYear | Weekday)


@dataclass(frozen=True, slots=True)
class Duration:
    """Length of time; `number` is a number, or "X" when not given."""

    unit: Unit
    number: float | str

    def resolve(self, _: Context) -> Meaning:
        known = None if isinstance(self.number, str) else calendar.duration(self.unit, self.number)
        return Meaning(duration=known, length=(self.unit, self.number))


@dataclass(frozen=True, slots=True)
class Lasting:
    """Length of time up to now or from now on: "the past two years", "the next three months"."""

    length: Duration
    shift: Shift

    def resolve(self, context: Context) -> Meaning:
        length, other, now = self.length.resolve(context), self.shift.resolve(context).period, context.now
        if other is None or now is None:
            return length
        here = calendar.containing(self.shift.unit, now.start)
        start, end = sorted((here, other), key=lambda period: period.start)
        return replace(length, edtf=f"{calendar.first(start)}/{calendar.last(end)}")


@dataclass(frozen=True, slots=True)
class Counted:
    """Length of time from a date: "two weeks after 5 May"; without a known date only a length."""

    length: Node
    date: Node

    def resolve(self, context: Context) -> Meaning:
        date = self.date.resolve(context)
        return date if date.edtf else self.length.resolve(context)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Repetition: the time from one to the next, and its day of the week or its month."""

    unit: Unit
    number: float = 1
    on: tuple[Unit, int] | None = None

    def resolve(self, _: Context) -> Meaning:
        apart = calendar.duration(self.unit, self.number)
        return Meaning(duration=f"R/{apart}", length=(self.unit, self.number), on=self.on)


@dataclass(frozen=True, slots=True)
class Vague:
    """Vague reference: PAST, PRESENT or FUTURE."""

    reference: str

    def resolve(self, _: Context) -> Meaning:
        return Meaning(reference=self.reference)
