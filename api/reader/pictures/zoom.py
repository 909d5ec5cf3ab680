"""Numbers of events in each day, month or year of a time window, and the windows around it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ontology.edtf import EARLIEST, LATEST, Edtf, Precision, value_around

_UNITS = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_MOST_PARTS = 45
_HEIGHT, _LOWEST = 64, 2  # of bars, in pixels

Times = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Part:
    """A day, month, year, decade or century, as EDTF, with its number of events and the `height` of its bar."""

    when: Edtf
    count: int = 0
    height: int = 0

    @classmethod
    def around(cls, unit: Precision, moment: datetime) -> Self:
        """Return the part of this length that contains a moment."""
        return cls(Edtf.parse(value_around(moment, unit)))

    @property
    def window(self) -> dict[str, str]:
        """The filters that show this part only."""
        if self.when.precision > Precision.DECADE:
            return {"date_from": self.when.value, "date_to": self.when.value}
        first, last = self.when.earliest.year, self.when.latest.year
        return {"date_from": f"{first:04}", "date_to": f"{last if self.when.latest == LATEST else last - 1:04}"}

    @property
    def short(self) -> str:
        """The short name of the part: 5, Jul, 2021, 2020s, 1900s."""
        match self.when.precision:
            case Precision.DAY:
                return str(self.when.earliest.day)
            case Precision.MONTH:
                return f"{self.when.earliest:%b}"
            case Precision.YEAR:
                return self.when.value
        return f"{self.when.earliest.year}s"


@dataclass(frozen=True, slots=True)
class Zoom:
    """A time window in parts.

    `longer` is the number of events that do not fit into one part. `around` has the years and months that contain the
    window, the longest first. If the window is a day, a month or a year, `earlier` and `later` are its neighbours.
    """

    unit: str
    parts: Sequence[Part]
    longer: int
    around: Sequence[Part]
    here: Part | None
    earlier: Part | None
    later: Part | None

    @classmethod
    def of(cls, events: Sequence[Times], since: datetime | None, until: datetime | None) -> Self | None:
        """Divide a window into parts; a missing end is taken from the events. Return None if no event has a date."""
        ends = [end for times in events for end in times if end not in (EARLIEST, LATEST)]
        if not ends and not (since and until):
            return None
        first = since or min((until or LATEST, *ends))
        end = until or max((since or EARLIEST, *ends))
        unit, parts = _parts(first, end)
        around, here = _around(first, end) if since and until else ([], None)
        counted, longer = _counted(parts, events)
        earlier = later = None
        if here and here.when.earliest > EARLIEST:
            earlier = Part.around(here.when.precision, here.when.earliest - datetime.resolution)
        if here and here.when.latest < LATEST:
            later = Part.around(here.when.precision, here.when.latest)
        return cls(unit.name.lower(), counted, longer, around, here, earlier, later)


def _parts(first: datetime, end: datetime) -> tuple[Precision, list[Part]]:
    """Divide a time into the shortest parts that stay within the maximum number."""
    unit = next((unit for unit in _UNITS if _number(unit, first, end) <= _MOST_PARTS), _UNITS[-1])
    parts = [Part.around(unit, first)]
    while (latest := parts[-1].when.latest) < min(end, LATEST):
        parts.append(Part.around(unit, latest))
    return unit, parts


def _number(unit: Precision, first: datetime, end: datetime) -> float:
    days = {Precision.DAY: 1, Precision.MONTH: 30.4, Precision.YEAR: 365.2, Precision.DECADE: 3652}
    return (end - first).days / days.get(unit, 36524)


def _counted(parts: Sequence[Part], events: Sequence[Times]) -> tuple[list[Part], int]:
    unit = parts[0].when.precision
    ends = {part.when.value: part.when.latest for part in parts}
    held = [value for start, end in events if (value := value_around(start, unit)) in ends and end <= ends[value]]
    counts = Counter(held)
    most = max(counts.values(), default=1)
    counted = [
        Part(part.when, count, max(_LOWEST, round(_HEIGHT * count / most)) if count else 0)
        for part in parts
        for count in [counts[part.when.value]]
    ]
    return counted, len(events) - len(held)


def _around(first: datetime, end: datetime) -> tuple[list[Part], Part | None]:
    """Return the decades, years and months that contain a window, and the last of them if it equals the window."""
    found = [Part.around(unit, first) for unit in reversed(_UNITS[:-1])]
    found = [part for part in found if part.when.latest >= end]
    if found and (found[-1].when.earliest, found[-1].when.latest) == (first, end):
        return found[:-1], found[-1]
    return found, None
