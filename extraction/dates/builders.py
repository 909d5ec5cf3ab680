"""What the rules of the grammar make of the values they capture; None where the values make no sense."""

from datetime import date, timedelta
from typing import Any

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.resolve import (
    At,
    Before,
    Duration,
    Fixed,
    InYear,
    Like,
    Node,
    Now,
    Part,
    Range,
    Repeat,
    Shift,
    Weekday,
    Within,
)


def year(number: int) -> Node | None:
    return Fixed(calendar.year(number)) if 1000 <= number < 2200 else None


def month(month: int, year: Node | None = None, which: int | None = None) -> Node:
    return InYear(lambda number: Period(Unit.MONTH, date(number, month, 1)), which, year)


def day_of(month: int, day: int, year: Node | None = None, which: int | None = None) -> Node | None:
    if not 1 <= day <= (date(2000 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day:
        return None
    return InYear(lambda number: calendar.day(number, month, day), which, year)


def season(code: int, year: Node | None = None, which: int | None = None) -> Node:
    return InYear(lambda number: calendar.season(number, code), which, year)


def piece(unit: Unit, ordinal: int | str, year: Node | None = None, which: int | None = None) -> Node | None:
    """The nth quarter or half of a year."""
    months = 3 if unit is Unit.QUARTER else 6
    number = 12 // months if ordinal == "last" else int(ordinal)
    if not 1 <= number <= 12 // months:
        return None
    return InYear(lambda y: Period(unit, date(y, (number - 1) * months + 1, 1)), which, year)


def century(ordinal: int) -> Node | None:
    return Fixed(Period(Unit.CENTURY, date((ordinal - 1) * 100, 1, 1))) if 2 <= ordinal <= 22 else None


def decade(written: str | int, definite: bool, part: str | None = None) -> Node | None:
    """ "1990s", "'90s", "the nineties"; "30s" alone is as likely an age."""
    if isinstance(written, str):
        definite = definite or written[0] == "'" or len(written) > 4
        written = int("".join(filter(str.isdigit, written)))
    number = written if written >= 100 else 1900 + written
    if not definite or number < 1000:
        return None
    whole = Fixed(Period(Unit.DECADE, date(number, 1, 1)))
    return Part(part, whole) if part else whole


def short_year(written: str) -> Node:
    number = int(written[1:])
    return Fixed(calendar.year(number + (2000 if number < 30 else 1900)))


def iso(written: str) -> Node | None:
    day, _, time = written.upper().partition("T")
    try:
        parts = [int(part) for part in day.split("-")]
        if len(parts) == 2:
            return Fixed(Period(Unit.MONTH, date(parts[0], parts[1], 1))) if parts[0] >= 1000 else None
        return Fixed(Period(Unit.DAY, date(*parts), time.partition(".")[0] or None))
    except ValueError:
        return None


def numeric(written: str) -> Node | None:
    """A date in figures; day and month stand in either order, so one that reads both ways has no value."""
    sign = next(c for c in written if not c.isdigit())
    a, b, c = written.split(sign)
    if len(a) == 4:
        return iso(f"{a}-{b:0>2}-{c:0>2}")
    if len(a) > 2 or (len(c) == 2 and sign != "/"):
        return None
    number = int(c) if len(c) == 4 else int(c) + (2000 if int(c) < 70 else 1900)
    readings = set()
    for day, month in ((a, b), (b, a)) if sign != "." else ((a, b),):
        try:
            readings.add(date(number, int(month), int(day)))
        except ValueError:
            continue
    if len(readings) == 1:
        return Fixed(Period(Unit.DAY, readings.pop()))
    return Fixed(calendar.year(number)) if readings else None


def holiday(written: str, year: Node | None = None, which: int | None = None) -> Node:
    """A named day by its rule in the lexicon: "12-25", "11 3 4" or "easter -2"."""

    def of(number: int) -> Period:
        if written.startswith("easter"):
            return calendar.Period(Unit.DAY, calendar.easter(number)) + int(written.split()[1])
        if "-" in written[:3]:
            return calendar.day(number, int(written[:2]), int(written[3:]))
        return calendar.nth_weekday(number, *(int(part) for part in written.split()))

    return InYear(of, which, year)


def relative(which: int, unit: Unit) -> Node | None:
    """ "last year", "this week", "the coming weekend"."""
    return Shift(unit, which) if unit <= Unit.WEEKEND else None


def same(unit: Unit) -> Node | None:
    """ "that year", "the quarter": the one of the date the text gave last."""
    return Shift(unit, 0, Before()) if unit <= Unit.DAY else None


def ago(number: float | None, unit: Unit, sign: int, base: Node | None = None) -> Node | None:
    """So many units from a date; "a decade ago" is ten years ago."""
    number = 1 if number is None else number
    years = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}
    if unit in years:
        number, unit = number * years[unit], Unit.YEAR
    if unit is Unit.WEEKEND or unit > Unit.DAY or not float(number).is_integer():
        return None
    return Shift(unit, sign * int(number), base or Now())


def like(number: float | None, unit: Unit, base: Node | None = None) -> Node | None:
    shift = ago(number, unit, -1)
    return Like(shift.unit, shift.number, base or Before()) if isinstance(shift, Shift) else None


def span(start: Node, end: Node) -> Node | None:
    """ "Monday to Friday" is a range, "moved from Monday to June" is none."""
    return Range(start, end) if isinstance(start, Weekday) is isinstance(end, Weekday) else None


def within(number: float, unit: Unit) -> Node | None:
    shift = ago(number, unit, 1)
    return Within(shift, Duration(unit, number)) if isinstance(shift, Shift) else None


def duration(number: Any, unit: Unit) -> Node | None:
    return Duration(unit, number)


def one(unit: Unit) -> Node | None:
    """ "a year"; "a second" and "a quarter" are mostly something else."""
    return None if unit in (Unit.SECOND, Unit.QUARTER, Unit.WEEKEND) else Duration(unit, 1)


def repeat(number: Any, unit: Unit) -> Node:
    return Repeat(calendar.duration(unit, number or 1, timex=True), calendar.duration(unit, number or 1))


def clock(hour: int, minute: int, half: str | None, zone: str | None) -> Node | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    return At(f"{hour:02}:{minute:02}" + ("Z" if zone in ("gmt", "utc") else ""))


def written_clock(written: str, half: str | None = None, zone: str | None = None) -> Node | None:
    hour, minute = written.split(":")[:2]
    return clock(int(hour), int(minute), half, zone)
