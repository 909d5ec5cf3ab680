"""Decision whether two reports are of one event."""

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.occurrences.report import Report
from ontology import countries
from ontology.enums import EventType, Modality

_WEEK = 7
# Keys of one week that a report has at most.
_ANCHORS = 4
# Types that different reports give to one event. A statement is only ever a statement.
_FAMILIES = {
    EventType.ASSAULT: "violence",
    EventType.COERCE: "measure",
    EventType.SANCTION: "measure",
    EventType.MOBILIZE: "force",
    EventType.RETREAT: "force",
    EventType.PROTEST: "protest",
    EventType.REQUEST: "speech",
    EventType.ACCUSE: "speech",
    EventType.REJECT: "speech",
    EventType.THREATEN: "speech",
    EventType.SUPPORT: "speech",
}
_DEALING = "dealing"
_VIOLENT = frozenset("death accident collision".split())
_CLOSE = 1.35  # ratio of two figures that may be of one event
_FAR = 3
LARGE = 20


# Points that are needed, and how many more where the day is open, for statements, and for what has not happened.
ENOUGH, UNDATED, SPEECH, _UNREAL = 7, 2, 2, 1
EXACT = 3  # points for the same days


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two reports agree: the points for and against, by their reasons, and the sum that makes them one."""

    points: dict[str, int]
    enough: int

    @property
    def score(self) -> int:
        """Return the sum of all points."""
        return sum(self.points.values())

    @property
    def same(self) -> bool:
        """Return whether they are of one event."""
        return self.score >= self.enough


def family(report: Report) -> str:
    """Return the family of types that other reports may give to the event."""
    if report.type is EventType.OTHER and report.noun in _VIOLENT:
        return "violence"
    return _FAMILIES.get(report.type, _DEALING)


def blocks(report: Report) -> list[str]:
    """Return the keys of a report: two reports of one event have one in common."""
    kind = family(report)
    weeks = range(report.start // _WEEK, report.end // _WEEK + 1)
    return [f"{kind} {anchor} {week}" for anchor in _anchors(report)[:_ANCHORS] for week in weeks]


def _anchors(report: Report) -> list[str]:
    """Return the countries and actors of a report, the place first; of a statement, who makes it."""
    doers, others = sorted(report.doers), sorted((*report.recipients, *report.countries))
    if family(report) == "speech":
        return doers
    place = [report.country] if report.country else []
    return list(dict.fromkeys((*place, *doers, *others, *sorted(report.scene))))


def compare(one: Report, other: Report) -> Comparison | None:
    """Return how far two reports agree; None where something excludes that they are of one event."""
    if family(one) != family(other) or not _may_both_be(one.modality, other.modality):
        return None
    points: dict[str, int] = {}
    for name, value in _evidence(one, other):
        if value is None:
            return None
        points[name] = value
    if points["type"] == 0 and points["parties"] <= 0:
        return None
    more = (
        UNDATED * (not (one.dated and other.dated)),
        SPEECH * (family(one) == "speech"),
        _UNREAL * (Modality.OCCURRED not in (one.modality, other.modality)),
    )
    return Comparison(points, ENOUGH + sum(more))


def _may_both_be(one: Modality, other: Modality) -> bool:
    return (one is Modality.DENIED) == (other is Modality.DENIED) and {one, other} != {
        Modality.OCCURRED,
        Modality.HYPOTHETICAL,
    }


def _evidence(one: Report, other: Report) -> Iterator[tuple[str, int | None]]:
    yield "date", _dates(one, other)
    yield "direction", None if _is_turned(one, other) else 0
    yield "parties", _parties(one, other)
    yield "place", _places(one, other)
    yield "figures", _figures(one, other)
    yield "words", min(len(one.words & other.words), 5)
    alike = one.type is other.type or family(one) == "violence"
    yield "type", alike + (one.noun == other.noun) + bool(one.triggers & other.triggers)
    yield "numbers", min(sum(2 if number > 20 else 1 for number in one.numbers & other.numbers), 3) or _near(one, other)


def _near(one: Report, other: Report) -> int:
    """Return a point where both have a large number, and these differ little: "some 4,500" and "about 5,000"."""
    pairs = ((a, b) for a in one.numbers for b in other.numbers if min(a, b) > LARGE)
    return int(any(max(pair) <= _CLOSE * min(pair) for pair in pairs))


def _dates(one: Report, other: Report) -> int | None:
    if one.start > other.end + 1 or other.start > one.end + 1:
        return None
    if not (one.dated and other.dated):
        return 0
    exact = max(one.end - one.start, other.end - other.start) <= 2
    apart = one.start > other.end or other.start > one.end
    if apart:
        return 0 if exact else None
    return EXACT if exact else 1


def _is_turned(one: Report, other: Report) -> bool:
    """Return whether those who do it in one report are those to whom it is done in the other."""
    return bool(
        (one.doers & other.recipients or one.recipients & other.doers)
        and not (one.doers & other.doers or one.recipients & other.recipients)
    )


def _parties(one: Report, other: Report) -> int | None:
    points = 0
    for ours, theirs in ((one.doers, other.doers), (one.recipients, other.recipients)):
        if ours & theirs:
            points += 2
        elif any(_of_kind(ours, kind) and _of_kind(theirs, kind) for kind in ("", "person ")):
            points -= 2
    if family(one) == "speech" and not one.doers & other.doers:
        return None
    return points


def _of_kind(parties: frozenset[str], kind: str) -> bool:
    """Return whether any of the parties is a state, or a person."""
    return any(party.startswith(kind) if kind else party in countries.COUNTRIES for party in parties)


def _places(one: Report, other: Report) -> int:
    ours, theirs = ({*each.names, *each.own} | ({each.place} if each.place else set()) for each in (one, other))
    both_own = one.own & other.own  # counted as parties
    named = [{*each.countries, *each.scene, each.country} - {None} for each in (one, other)]
    points = 2 * min(len(ours & theirs - both_own), 2) + min(len(named[0] & named[1]), 2)
    if one.country and other.country and one.country != other.country:
        points -= 2
    if one.place and other.place and one.place not in theirs and other.place not in ours:
        points -= 2
    return points


def _figures(one: Report, other: Report) -> int | None:
    points = 0
    for kind, low, high in one.figures:
        for other_kind, other_low, other_high in other.figures:
            if kind != other_kind:
                continue
            ratio = _ratio(low, high, other_low, other_high)
            if ratio > _FAR:
                return None
            points = max(points, 3) if ratio <= _CLOSE else min(points, -2)
    return points


def _ratio(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> float:
    """Return how many times the nearest bounds of two figures differ; 1 where they overlap."""
    for bottom, top in ((low, other_high), (other_low, high)):
        if bottom is not None and top is not None and bottom > top:
            return bottom / max(top, 0.5)
    return 1.0
