"""An article at a glance: a few lines made of its main facts, each a link into the text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ontology import countries
from ontology.edtf import Edtf
from ontology.enums import Modality, Stance

Fact = Mapping[str, Any]
T = TypeVar("T")

_MOST = 3
_SURE = 0.5  # of a fact that gives way to no other
_FOR, _AGAINST = {Stance.SUPPORTS, Stance.EXPECTS}, {Stance.OPPOSES, Stance.DOUBTS}


@dataclass(frozen=True, slots=True)
class Item:
    """Part of a line: a fact of a kind, or words; `start` is the first character of the text that shows it.

    `others` are the positions of further holders with the same stance on the same issue.
    """

    kind: str
    start: int
    fact: Fact | None = None
    words: str = ""
    others: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Line with its heading; without items it says `none`."""

    heading: str
    items: list[Item]
    none: str


def at_a_glance(brief: Mapping[str, Any]) -> list[Line]:
    """Return the lines of a brief: who, did what, when and where, who wants what, what is disputed."""
    real = [event for event in brief["events"] if event["modality"] in (Modality.OCCURRED, Modality.PLANNED)]
    actors = sorted(brief["actors"], key=lambda actor: -len(actor["mentions"]))[: _MOST + 1]
    return [
        Line("Who", [Item("actor", actor["mentions"][0]["start"], actor) for actor in actors], "No actor was found."),
        Line("Did what", _items("event", _main(real, _event_rank, _trigger), _trigger), "No event was found."),
        Line("When and where", [*_dates(real), *_places(real)], "The text does not say."),
        Line("Who wants what", _main(_shared(brief["positions"]), _shared_rank, _start), "No position was found."),
        Line("Disputed", _disputed(brief), "Nothing is denied, and nobody is contradicted."),
    ]  # fmt: skip


def _trigger(event: Fact) -> int:
    return int(event["triggers"][0]["start"])


def _evidence(position: Fact) -> int:
    return int(position["evidence"]["start"])


def _items(kind: str, facts: Iterable[Fact], start: Callable[[Fact], int]) -> list[Item]:
    return [Item(kind, start(fact), fact) for fact in facts]


def _start(item: Item) -> int:
    return item.start


def _main(found: Sequence[T], rank: Callable[[T], tuple[Any, ...]], start: Callable[[T], int]) -> list[T]:
    """Return the first by rank, in text order."""
    return sorted(sorted(found, key=lambda each: (*rank(each), start(each)))[:_MOST], key=start)


def _event_rank(event: Fact) -> tuple[Any, ...]:
    """Rank sure events first, then those named most often, then those that took place."""
    return event["confidence"] < _SURE, -len(event["triggers"]), event["modality"] == Modality.PLANNED


def _shared(positions: Iterable[Fact]) -> list[Item]:
    """Return one item for all who have the same stance on the same issue."""
    found: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for position in positions:
        found[position["stance"], position["issue"]["id"]].append(position)
    return [Item("position", _evidence(first), first, others=others) for first, *others in found.values()]


def _shared_rank(item: Item) -> tuple[Any, ...]:
    """Rank sure positions first, then those of the most holders."""
    return all(fact["confidence"] < _SURE for fact in (item.fact, *item.others) if fact), -len(item.others)


def _dates(events: Sequence[Fact]) -> list[Item]:
    """Return the dates of most events, in the order of time."""
    dated = [event["when"] for event in events if event["when"]]
    usual = [edtf for edtf, _ in Counter(when["edtf"] for when in dated).most_common(_MOST)]
    first = {when["edtf"]: when["span"]["start"] for when in reversed(dated)}
    return [Item("date", first[str(date)], words=date.in_words()) for date in sorted(map(Edtf.parse, usual))]


def _places(events: Sequence[Fact]) -> list[Item]:
    """Return the places of most events."""
    named = [(_place(event["where"]), _trigger(event)) for event in events if event["where"]]
    first = dict(reversed(named))
    return [Item("place", first[place], words=place) for place, _ in Counter(p for p, _ in named).most_common(_MOST)]


def _place(where: Fact) -> str:
    return where["place"] or countries.name_of(where["country"])


def _disputed(brief: Mapping[str, Any]) -> list[Item]:
    """Return what is denied, and the positions on issues that have some for and some against, in text order."""
    denied = [event for event in brief["events"] if event["modality"] == Modality.DENIED]
    of_issue: defaultdict[str, list[Fact]] = defaultdict(list)
    for position in brief["positions"]:
        of_issue[position["issue"]["id"]].append(position)
    apart = [
        position
        for positions in of_issue.values()
        if {position["stance"] in _FOR for position in positions if position["stance"] in _FOR | _AGAINST}
        == {True, False}
        for position in positions
    ]
    return sorted([*_items("event", denied, _trigger), *_shared(apart)], key=_start)[: _MOST + 1]
