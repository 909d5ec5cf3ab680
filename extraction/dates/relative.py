"""Dates counted from another date: from publication, or from a date in the text."""

from dataclasses import dataclass, field
from datetime import timedelta

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.meaning import Context, Meaning, Node, Tense, of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Now:
    """Publication date."""

    def resolve(self, context: Context) -> Meaning:
        return of(context.now)


@dataclass(frozen=True, slots=True)
class Before:
    """Last date in the text."""

    def resolve(self, context: Context) -> Meaning:
        return of(context.before)


@dataclass(frozen=True, slots=True)
class Told:
    """Reference date of a clause: in the past the last date in the text, otherwise the publication date."""

    def resolve(self, context: Context) -> Meaning:
        return of(context.before if context.tense is Tense.PAST and context.before else context.now)


@dataclass(frozen=True, slots=True)
class Shift:
    """Number of units from another date: "last year", "two days ago", "a month later", "the next day".

    From an unknown date it is still a length of time.
    """

    unit: Unit
    number: int
    base: Node = field(default_factory=Now)

    def resolve(self, context: Context) -> Meaning:
        base = self.base.resolve(context).period
        if base is None or base.unit < self.unit:
            return self._apart() if isinstance(self.base, Before) and self.number else Meaning()
        return of(calendar.shift(calendar.containing(self.unit, base.start), self.unit, self.number))

    def _apart(self) -> Meaning:
        number = abs(self.number)
        return Meaning(duration=calendar.duration(self.unit, number), length=(self.unit, number))


@dataclass(frozen=True, slots=True)
class Nth:
    """Nth week, month, ... of a longer date, or the last one when `number` is -1."""

    unit: Unit
    number: int
    whole: Node

    def resolve(self, context: Context) -> Meaning:
        whole = self.whole.resolve(context).period
        if whole is None or whole.unit >= self.unit:
            return Meaning()
        if self.unit is Unit.WEEK:  # the first week of a month is its first seven days
            days = 7 * (self.number - 1)
            found = Period(
                self.unit, (whole.start if days >= 0 else whole.end + _ONE_DAY) + timedelta(days=max(days, -7))
            )
        elif self.number > 0:
            found = calendar.containing(self.unit, whole.start) + (self.number - 1)
        else:
            found = calendar.containing(self.unit, whole.end)
        return of(found if found.start <= whole.end else None)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """Nth Friday of a month or a longer date, or the last one when `number` is -1."""

    weekday: int
    number: int
    whole: Node

    def resolve(self, context: Context) -> Meaning:
        whole = self.whole.resolve(context).period
        if whole is None or whole.unit > Unit.MONTH:
            return Meaning()
        if self.number > 0:
            ahead = (self.weekday - whole.start.weekday()) % 7 + 7 * (self.number - 1)
            day = whole.start + timedelta(days=ahead)
        else:
            day = whole.end - timedelta(days=(whole.end.weekday() - self.weekday) % 7)
        return of(Period(Unit.DAY, day) if day <= whole.end else None)


@dataclass(frozen=True, slots=True)
class Quarter:
    """Quarter, "the quarter", "the latest quarter": the one under discussion, else the last that has ended."""

    def resolve(self, context: Context) -> Meaning:
        quarter = context.quarter
        if quarter is None and context.now and context.now.unit >= Unit.MONTH:
            quarter = calendar.containing(Unit.QUARTER, context.now.start) + -1
        return of(quarter)


@dataclass(frozen=True, slots=True)
class Compared:
    """Date of comparison, as long as the last date in the text: "a year earlier".

    A figure of a quarter is compared with that of the same quarter some years before.
    """

    unit: Unit
    number: int
    base: Node = field(default_factory=Before)

    def resolve(self, context: Context) -> Meaning:
        like = context.quarter if self.unit is Unit.YEAR else None
        if like is None and isinstance(self.base, Before) and context.before:
            like = context.before if self.unit <= context.before.unit < Unit.DAY else None
        if like is None:
            return Shift(self.unit, self.number, self.base).resolve(context)
        return of(calendar.shift(like, self.unit, self.number))


@dataclass(frozen=True, slots=True)
class Within:
    """Time from now, "in three months": a date after a future verb, a length of time after a past one."""

    date: Node
    length: Node

    def resolve(self, context: Context) -> Meaning:
        return (self.date if context.tense is Tense.FUTURE else self.length).resolve(context)
