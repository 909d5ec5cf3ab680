"""Time expressions as TIMEX3 writes them, for the corpora that are annotated in it."""

from extraction.dates import calendar
from extraction.dates.calendar import Period, Unit
from extraction.dates.meaning import Meaning

_UNKNOWN = "XXXX-XX-XX"
_SEASON_CODES = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
# Letters that ISO 8601 does not have; a number is not always said.
_CODES = {Unit.MILLENNIUM: "L", Unit.CENTURY: "C", Unit.DECADE: "E", Unit.YEAR: "Y", Unit.QUARTER: "Q"}


def timex(meaning: Meaning) -> tuple[str, str]:
    """The type (DATE, TIME, DURATION or SET) and the value of what an expression means."""
    if meaning.on:
        unit, number = meaning.on
        return "SET", f"XXXX-WXX-{number + 1}" if unit is Unit.DAY else f"XXXX-{number:02}"
    if meaning.length:
        repeats = meaning.duration is not None and meaning.duration.startswith("R/")
        return "SET" if repeats else "DURATION", _length(*meaning.length)
    if meaning.reference:
        return "DATE", f"{meaning.reference}_REF"
    if meaning.period:
        return "TIME" if meaning.period.time else "DATE", _period(meaning.period)
    if meaning.edtf and meaning.edtf.startswith("-"):
        return "DATE", f"BC{1 - int(meaning.edtf[:5]):04}"
    return "DATE", _UNKNOWN


def _length(unit: Unit, number: float | str) -> str:
    if isinstance(number, str):
        iso = calendar.duration(unit, 1)
        return f"{'PT' if unit > Unit.DAY else 'P'}{number}{_CODES.get(unit, iso[-1])}"
    if unit is Unit.QUARTER:
        return f"P{int(number) if number == int(number) else number}Q"
    return calendar.duration(unit, number)


def _period(period: Period) -> str:
    """A period, such as "2020-Q3"."""
    start = period.start
    match period.unit:
        case Unit.DAY:
            return f"{start}T{period.time}" if period.time else str(start)
        case Unit.WEEK | Unit.FORTNIGHT:
            return f"{start.isocalendar().year}-W{start.isocalendar().week:02}"
        case Unit.WEEKEND:
            return f"{start.isocalendar().year}-W{start.isocalendar().week:02}-WE"
        case Unit.SEASON:
            return f"{start.year:04}-{_SEASON_CODES[start.month]}"
        case Unit.QUARTER:
            return f"{start.year:04}-Q{start.month // 3 + 1}"
        case Unit.HALF:
            return f"{start.year:04}-H{start.month // 6 + 1}"
        case Unit.DECADE:
            return f"{start.year // 10:03}"
        case Unit.CENTURY:
            return f"{start.year // 100:02}"
        case Unit.MILLENNIUM:
            return f"{start.year // 1000}"
    return calendar.edtf(period)
