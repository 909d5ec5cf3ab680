"""Two actors, or two articles, side by side: where they agree and where they contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ontology.enums import Stance
from ontology.stances import Agreement, agreement
from store.models import Actor, Article, Event
from store.queries import Matrix

_ORDER = {Agreement.CONTRADICT: 0, Agreement.AGREE: 1, Agreement.DIFFER: 2}


@dataclass(frozen=True, slots=True)
class Shared:
    """What both have a stance on, how these stand to each other, and what shows them on each side."""

    id: str
    name: str
    agreement: Agreement
    sides: tuple[list[Any], list[Any]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The shared, contradictions first, and what only the one or only the other has."""

    shared: list[Shared]
    only: tuple[list[Any], list[Any]]


def compare_holders(matrix: Matrix, a: str, b: str) -> Comparison:
    """The stances of two actors, by issue; a side has cells of the matrix."""
    cells: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for cell in matrix.cells:
        cells[cell.issue_id, cell.holder_id].append(cell)
    sides = [(row, cells[row.id, a], cells[row.id, b]) for row in matrix.issues]
    return Comparison(
        _shared((row.id, row.name, of_a, of_b) for row, of_a, of_b in sides),
        (
            [(row, of_a) for row, of_a, of_b in sides if not of_b],
            [(row, of_b) for row, of_a, of_b in sides if not of_a],
        ),
    )


def compare_articles(a: Article, b: Article) -> tuple[list[Shared], list[tuple[Event, Event]], list[Actor]]:
    """What two articles tell of the same holders on the same issues, the events both tell, the actors of both."""
    of_a, of_b = _by_stand(a), _by_stand(b)
    names = {key: f"{found[0].holder.name} on {found[0].issue.label}" for key, found in of_a.items()}
    stands = _shared((key[1], names[key], of_a[key], of_b[key]) for key in of_a if key in of_b)
    told = {_what(event): event for event in reversed(b.events)}
    events = [(event, told[_what(event)]) for event in a.events if event.participants and _what(event) in told]
    in_b = {appearance.actor.id for appearance in b.appearances}
    return stands, events, [each.actor for each in a.appearances if each.actor.id in in_b]


def _shared(rows: Iterable[tuple[str, str, list[Any], list[Any]]]) -> list[Shared]:
    both = [Shared(key, name, agreement(_stances(a), _stances(b)), (a, b)) for key, name, a, b in rows if a and b]
    return sorted(both, key=lambda each: _ORDER[each.agreement])


def _stances(shown: Iterable[Any]) -> set[Stance]:
    return {each.stance for each in shown}


def _by_stand(article: Article) -> Mapping[tuple[str, str], list[Any]]:
    stands = defaultdict(list)
    for position in article.positions:
        stands[position.holder_id, position.issue_id].append(position)
    return stands


def _what(event: Event) -> tuple[Any, ...]:
    return event.type, frozenset(event.actor_ids), frozenset(event.recipient_ids)
