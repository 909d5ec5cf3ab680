"""An article at a glance: a few lines made of its surest facts, each a link into the text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology import countries
from ontology.edtf import Edtf
from ontology.enums import Modality, Stance

Fact = Mapping[str, Any]

_MOST = 3
_FOR, _AGAINST = {Stance.SUPPORTS, Stance.EXPECTS}, {Stance.OPPOSES, Stance.DOUBTS}


@dataclass(frozen=True, slots=True)
class Item:
    """Part of a line: a fact of a kind, or words; `start` is the first character of the text that shows it."""

    kind: str
    start: int
    fact: Fact | None = None
    words: str = ""


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
        Line("Did what", _items("event", _surest(real, _trigger), _trigger), "No event was found."),
        Line("When and where", [*_dates(real), *_places(real)], "The text does not say."),
        Line("Who wants what", _items("position", _surest(brief["positions"], _evidence), _evidence),
             "No position was found."),
        Line("Disputed", _disputed(brief), "Nothing is denied, and nobody is contradicted."),
    ]  # fmt: skip


def _trigger(event: Fact) -> int:
    return int(event["triggers"][0]["start"])


def _evidence(position: Fact) -> int:
    return int(position["evidence"]["start"])


def _items(kind: str, facts: Iterable[Fact], start: Callable[[Fact], int]) -> list[Item]:
    return [Item(kind, start(fact), fact) for fact in facts]


def _surest(facts: Sequence[Fact], start: Callable[[Fact], int]) -> list[Fact]:
    """Return the surest facts in text order; what is only planned gives way to what took place."""

    def rank(fact: Fact) -> tuple[bool, float, int]:
        return fact.get("modality") == Modality.PLANNED, -fact["confidence"], start(fact)

    return sorted(sorted(facts, key=rank)[:_MOST], key=start)


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
    found = [*_items("event", denied, _trigger), *_items("position", apart, _evidence)]
    return sorted(found, key=lambda item: item.start)[: _MOST + 1]
