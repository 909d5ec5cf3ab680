"""Functions that build time expressions from the values captured by the grammar; None for impossible values."""

from datetime import date
from typing import Any

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.composed import At, Counted, Duration, Lasting, Part, Range, Repeat
from extraction.dates.meaning import Meaning, Node
from extraction.dates.named import Fixed, InYear, Known, Weekday
from extraction.dates.relative import Before, Compared, Now, Shift, Within

_WINTER = 24
_MONTHS_A_YEAR = 12


def year(number: int) -> Node | None:
    return Fixed(calendar.year(number)) if 1000 <= number < 2200 else None


def month(month: int, year: Node | None = None, which: int | None = None) -> Node:
    return InYear(lambda number: Period(Unit.MONTH, date(number, month, 1)), which, year)


def day_of(month: int, day: int, year: Node | None = None, which: int | None = None) -> Node | None:
    """Build a day of a month; an impossible day such as 31 February is built too."""
    return InYear(lambda number: calendar.day(number, month, day), which, year) if 1 <= day <= 31 else None


def days(month: int, first: int, last: int, year: Node | None = None) -> Node | None:
    """Build the days of "March 3-5"."""
    start, end = day_of(month, first, year), day_of(month, last, year)
    return Range(start, end) if start and end and first < last else None


def season(code: int, year: Node | None = None, which: int | None = None) -> Node:
    return InYear(lambda number: calendar.season(number, code), which, year)


def quarter(written: int | str, year: Node | None = None) -> Node | None:
    """Build a quarter from its number or from "q3"."""
    return _piece(Unit.QUARTER, written if isinstance(written, int) else int(written[1]), year)


def half(number: int, year: Node | None = None) -> Node | None:
    return _piece(Unit.HALF, number, year)


def _piece(unit: Unit, number: int, year: Node | None) -> Node | None:
    months = 3 if unit is Unit.QUARTER else 6
    if not 1 <= number <= 12 // months:
        return None
    return InYear(lambda of: Period(unit, date(of, (number - 1) * months + 1, 1)), None, year)


def winter(code: int, first: int | str, last: int | None = None) -> Node | None:
    """Build the winter of "Winter 2023-24", which may look like an ISO date."""
    if isinstance(first, str):
        first, last = (int(part) for part in f"{first}-0".split("-")[:2])
    whole = year(first)
    over = last is not None and last % 100 == (first + 1) % 100
    return season(code, whole) if whole and over and code == _WINTER else None


def before_christ(number: float) -> Node | None:
    """Build the year of "44 BC"; EDTF has a year 0, which is 1 BC."""
    if not float(number).is_integer() or not 1 < number < 10_000:
        return None
    return Known(Meaning(edtf=f"-{int(number) - 1:04}"))


def century_before_christ(ordinal: int) -> Node | None:
    """Build the century of "the fifth century BC"."""
    last = (ordinal - 1) * 100
    return Known(Meaning(edtf=f"-{last + 99:04}/-{last:04}")) if 2 <= ordinal <= 99 else None


def fiscal_year(written: str) -> Node | None:
    """Build the fiscal year of "FY2024", "FY24"."""
    number = int(written[2:])
    return year(number if number > 99 else 2000 + number)


def september_11(month: int) -> Node | None:
    """Build the day of the attacks of September 11, which are named without a year."""
    return Fixed(calendar.day(2001, 9, 11)) if month == 9 else None


def century(ordinal: int) -> Node | None:
    return Fixed(Period(Unit.CENTURY, date((ordinal - 1) * 100, 1, 1))) if 2 <= ordinal <= 22 else None


def decade(written: str | int, definite: bool, part: str | None = None) -> Node | None:
    """Build a decade: "1990s", "'90s", "the nineties"; None for "30s" alone, which may be an age."""
    if isinstance(written, str):
        definite = definite or written[0] == "'" or len(written) > 4
        written = int("".join(filter(str.isdigit, written)))
    number = written if written >= 100 else 1900 + written
    if not definite or number < 1000:
        return None
    whole = Fixed(Period(Unit.DECADE, date(number, 1, 1)))
    return Part(part, whole) if part else whole


def short_year(written: str) -> Node | None:
    """Build the year of "'98"."""
    return year(_full(int(written[1:])))


def _full(number: int) -> int:
    return number + (2000 if number < 70 else 1900)


def years(first: int, last: int) -> Node | None:
    """Build the years of "1990-95", "2014-2018"."""
    if last < 100:
        last += first // 100 * 100
    start, end = year(first), year(last)
    return Range(start, end) if start and end and first < last else None


def iso(written: str) -> Node | None:
    """Build an ISO 8601 time: "2021-07-26T10:00:00Z", "2021-07-26", "2021-07"; "2020-21" is a range of years."""
    day, _, time = written.upper().partition("T")
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 2 and (parts[1] > 12 or parts[1] == parts[0] % 100 + 1):
        return years(*parts)
    try:
        return Fixed(
            Period(Unit.DAY if len(parts) > 2 else Unit.MONTH, date(*[*parts, 1][:3]), time.split(".")[0] or None)
        )
    except ValueError:
        return None


def numeric(written: str) -> Node | None:
    """Build a date in figures. Day and month come in either order, so an ambiguous date is known to the year only."""
    sign = next(c for c in written if not c.isdigit())
    a, b, c = written.split(sign)
    if len(a) == 4:
        return iso(f"{a}-{b:0>2}-{c:0>2}")
    if len(a) > 2 or (len(c) == 2 and sign == "-" and int(a) <= _MONTHS_A_YEAR):
        return None
    number = int(c) if len(c) == 4 else _full(int(c))
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
    """Build a named day from its rule in the lexicon: "12-25", "11 3 4", "11 0 1 1" or "easter -2"."""

    def of(number: int) -> Period:
        if written.startswith("easter"):
            return calendar.Period(Unit.DAY, calendar.easter(number)) + int(written.split()[1])
        if "-" in written[:3]:
            return calendar.day(number, int(written[:2]), int(written[3:]))
        month, weekday, nth, *later = (int(part) for part in written.split())
        return calendar.nth_weekday(number, month, weekday, nth) + sum(later)

    return InYear(of, which, year)


def relative(which: int, unit: Unit) -> Node | None:
    """Build a period relative to publication: "last year", "this week", "the coming weekend"."""
    if unit is Unit.DAY and which == 1:
        return Shift(unit, which, Before())
    return Shift(unit, which) if unit <= Unit.WEEKEND else None


def same(unit: Unit) -> Node | None:
    """Build "that year": the year of the last date in the text."""
    return Shift(unit, 0, Before()) if unit <= Unit.DAY else None


_YEARS = {Unit.MILLENNIUM: 1000, Unit.CENTURY: 100, Unit.DECADE: 10}


def ago(number: float, unit: Unit, sign: int, base: Node | None = None) -> Node | None:
    """Build a number of units before a date; "a decade ago" is ten years ago, half a year six months."""
    if unit < Unit.YEAR:
        number, unit = number * _YEARS[unit], Unit.YEAR
    if unit is Unit.YEAR and number % 1 == 0.5:
        number, unit = number * 12, Unit.MONTH
    if unit is Unit.WEEKEND or unit > Unit.DAY or not float(number).is_integer():
        return None
    return Shift(unit, sign * int(number), base or Now())


def compared(number: float, unit: Unit, base: Node | None = None) -> Node | None:
    shift = ago(number, unit, -1)
    return Compared(shift.unit, shift.number, base or Before()) if isinstance(shift, Shift) else None


def span(start: Node, end: Node) -> Node | None:
    """Build a range: "Monday to Friday"; None for "moved from Monday to June"."""
    return Range(start, end) if isinstance(start, Weekday) is isinstance(end, Weekday) else None


def within(number: float, unit: Unit) -> Node | None:
    shift = ago(number, unit, 1)
    return Within(shift, Duration(unit, number)) if isinstance(shift, Shift) else None


def duration(number: Any, unit: Unit) -> Node | None:
    return Duration(unit, number)


def lasting(which: int, number: Any, unit: Unit) -> Node | None:
    """Build a duration up to or from now: "the past two years", "the next few months"."""
    length = Duration(unit, number)
    shift = None if isinstance(number, str) or not which else ago(number, unit, which)
    return Lasting(length, shift) if isinstance(shift, Shift) else length


def counted(length: Node, sign: int, base: Node) -> Node | None:
    """Build a duration counted from a date: "two weeks after the election", "a day before 5 May"."""
    if not isinstance(length, Duration) or isinstance(length.number, str):
        return None
    date = ago(length.number, length.unit, sign, base)
    return Counted(length, date) if date else None


def one(unit: Unit) -> Node | None:
    """Build a duration of one: "a year"; None for "a second" and "a quarter", which mostly mean something else."""
    return None if unit in (Unit.SECOND, Unit.QUARTER, Unit.WEEKEND) else Duration(unit, 1)


def repeat(number: Any, unit: Unit) -> Node:
    return Repeat(unit, number or 1)


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
