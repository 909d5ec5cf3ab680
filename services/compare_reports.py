"""Reports of one event: the matters in which they differ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from ontology.enums import ActorType, FigureKind
from ontology.figure import Figure
from store.models import Article, Event
from store.queries import OccurrenceSummary

_OF_STATE = frozenset((ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY))


@dataclass(frozen=True, slots=True)
class Version:
    """What some reports say of a matter, and the ids of these events."""

    value: str
    events: list[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A matter in which reports differ, with the version of the first report first.

    `about` is date, modality, actors or a kind of figure.
    """

    about: str
    versions: list[Version]


@dataclass(frozen=True, slots=True)
class ComparedOccurrence(OccurrenceSummary):
    """An occurrence with its articles and events, and the matters in which these differ."""

    articles: list[Article]
    events: Sequence[Event]
    disagreements: list[Disagreement]


def compare_reports(occurrence: OccurrenceSummary, events: Sequence[Event]) -> ComparedOccurrence:
    """Return an occurrence with its events, which are loaded like `list_reports`."""
    values = {field.name: getattr(occurrence, field.name) for field in fields(occurrence)}
    articles = list(dict.fromkeys(event.article for event in events))
    return ComparedOccurrence(**values, articles=articles, events=events, disagreements=disagreements(events))


def disagreements(events: Sequence[Event]) -> list[Disagreement]:
    """Return the matters in which reports of one event differ; one that does not say differs from none."""
    matters: list[tuple[str, Callable[[Event], str | None], Callable[[Event, Event], bool]]] = [
        ("date", lambda event: event.when_edtf, dates_differ),
        ("modality", lambda event: event.modality.value, lambda one, other: one.modality != other.modality),
        ("actors", lambda event: ", ".join(actor.name for actor in event.actors) or None, _other_actors),
        *((kind.value, _Amount(kind).in_words, _Amount(kind).differs) for kind in FigureKind),
    ]
    return [found for about, say, differ in matters for found in _differing(about, events, say, differ)]


def _differing(
    about: str,
    events: Sequence[Event],
    say: Callable[[Event], str | None],
    differ: Callable[[Event, Event], bool],
) -> Iterator[Disagreement]:
    said = [(event, value) for event in events if (value := say(event)) is not None]
    if any(differ(one, other) for (one, _), (other, _) in combinations(said, 2)):
        versions: dict[str, list[str]] = {}
        for event, value in said:
            versions.setdefault(value, []).append(event.id)
        yield Disagreement(about, [Version(value, ids) for value, ids in versions.items()])


def dates_differ(one: Event, other: Event) -> bool:
    """Return whether the dates of two reports of one event exclude each other."""
    if one.when_from is None or one.when_to is None or other.when_from is None or other.when_to is None:
        return False
    return one.when_from >= other.when_to or other.when_from >= one.when_to


def _other_actors(one: Event, other: Event) -> bool:
    return acting(one).isdisjoint(acting(other))


def acting(event: Event) -> set[str]:
    """Return the ids of the actors of an event, and the codes of the states that act through them."""
    states = {actor.country for actor in event.actors if actor.country and actor.type in _OF_STATE}
    return {actor.id for actor in event.actors} | states


def figures_differ(one: Event, other: Event) -> bool:
    """Return whether two reports of one event give figures that exclude each other."""
    return any(_Amount(kind).differs(one, other) for kind in FigureKind)


class _Amount:
    """The one figure of a kind that a report gives; several are parts."""

    def __init__(self, kind: FigureKind) -> None:
        self.kind = kind

    def in_words(self, event: Event) -> str | None:
        figure = self._of(event)
        if figure is None:
            return None
        low, high = (None if bound is None else f"{bound:,}" for bound in (figure.min, figure.max))
        amount = f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
        return f"{low if low == high else amount} {figure.unit}"

    def differs(self, one: Event, other: Event) -> bool:
        a, b = self._of(one), self._of(other)
        if a is None or b is None or a.unit != b.unit:
            return False
        return any(
            low.min is not None and high.max is not None and low.min > high.max for low, high in ((a, b), (b, a))
        )

    def _of(self, event: Event) -> Figure | None:
        found = [figure for figure in event.figures if figure.kind is self.kind]
        return found[0] if len(found) == 1 else None
