"""Matching of what the machine finds with the facts that are stored, by their places in the text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology.enums import FactStatus, Subject
from services.review.values import Value
from store.queries import FactEntity

_BLOCK = 100  # characters; facts that have none in common are not compared
_ENOUGH = 0.5  # of the mentions of an actor that people have judged
_INTERNAL = frozenset(("status", "keys", "link", "issue", "label"))

_Span = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored fact: its value, that of revision 0, and the one that the machine found last, if any."""

    fact: FactEntity
    value: Value
    first: Value
    machine: Value | None

    @property
    def state(self) -> Value:
        """Return the status and the value, as revisions keep them."""
        return {"status": self.fact.status.value, **self.value}

    @property
    def readings(self) -> Sequence[Value]:
        """Return the values by which the fact is found again."""
        return [self.value] if self.machine is None else [self.machine, self.value]


def said(value: Value) -> Value:
    """Return what a value says, as people judge it: without what joins it with other articles."""
    words = {name: each for name, each in value.items() if name not in _INTERNAL}
    if "issue" in value:
        words["issue"] = value.get("label") or value["issue"].get("label")
    return words


def pair(subject: Subject, stored: Sequence[Stored], found: Sequence[Value]) -> dict[int, int]:
    """Match values that the machine finds with stored facts, one to one.

    Returns indexes of `stored` by those of `found`. Two match where their words overlap, those first that say the same.
    An actor is the same only with the same name or a key in common, unless people have judged it: then half of its
    mentions will do. A rejected fact matches only one of the same type or holder.
    """
    there: defaultdict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(stored):
        for block in _blocks(span for value in each.readings for span in _spans(subject, value)):
            there[block].append(i)
    ranked = []
    for j, new in enumerate(found):
        for i in {i for block in _blocks(_spans(subject, new)) for i in there[block]}:
            rank = _rank(subject, stored[i], new)
            if rank is not None:
                ranked.append((rank, -i, -j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(ranked, reverse=True):
        if -j not in pairs and -i not in taken:
            pairs[-j] = -i
            taken.add(-i)
    return pairs


def _rank(subject: Subject, stored: Stored, new: Value) -> tuple[bool, int, float] | None:
    spans = _spans(subject, new)
    shared = max(_shared(subject, _spans(subject, value), spans) for value in stored.readings)
    kinship = max(_kinship(subject, value, new) for value in stored.readings)
    status = stored.fact.status
    if subject is Subject.ACTOR:
        is_same = kinship > 0 or (status is not FactStatus.MACHINE and shared >= _ENOUGH)
    else:
        is_same = kinship > 0 or status is not FactStatus.REJECTED
    if not shared or not is_same:
        return None
    return any(said(value) == said(new) for value in stored.readings), kinship, shared


def _kinship(subject: Subject, one: Value, other: Value) -> int:
    match subject:
        case Subject.ACTOR:
            if (one["type"], one["name"]) == (other["type"], other["name"]):
                return 2
            return int(not set(one["keys"]).isdisjoint(other["keys"]))
        case Subject.EVENT:
            return int(one["type"] == other["type"])
        case Subject.POSITION:
            return int(one["holder"] == other["holder"])
    return 1


def _spans(subject: Subject, value: Value) -> Sequence[_Span]:
    match subject:
        case Subject.ACTOR:
            spans: Sequence[_Span] = value["mentions"]
        case Subject.QUOTE:
            spans = value["content"]
        case Subject.EVENT:
            spans = value["triggers"]
        case Subject.POSITION:
            spans = [value["evidence"]]
    return spans


def _shared(subject: Subject, some: Sequence[_Span], others: Sequence[_Span]) -> float:
    """Return the share of the words of two facts that both have: of mentions, or of characters."""
    if subject is Subject.ACTOR:
        one, other = ({(span["start"], span["end"]) for span in spans} for spans in (some, others))
        return len(one & other) / len(one | other)
    both: int = sum(
        max(0, min(one["end"], other["end"]) - max(one["start"], other["start"])) for one in some for other in others
    )
    either: int = sum(span["end"] - span["start"] for span in (*some, *others)) - both
    return both / either


def _blocks(spans: Iterable[_Span]) -> set[int]:
    return {block for span in spans for block in range(span["start"] // _BLOCK, (span["end"] - 1) // _BLOCK + 1)}
