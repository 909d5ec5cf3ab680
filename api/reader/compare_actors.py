"""Two actors side by side: where they agree and where they contradict each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ontology.enums import Stance
from ontology.stances import Agreement, agreement
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

    @property
    def counts(self) -> Counter[Agreement]:
        """On how many issues they agree, contradict each other and differ."""
        return Counter(each.agreement for each in self.shared)


def compare_holders(matrix: Matrix, a: str, b: str) -> Comparison:
    """The stances of two actors, by issue; a side has cells of the matrix."""
    cells: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for cell in matrix.cells:
        cells[cell.issue_id, cell.holder_id].append(cell)
    sides = [(row, cells[row.id, a], cells[row.id, b]) for row in matrix.issues]
    return Comparison(
        shared((row.id, row.name, of_a, of_b) for row, of_a, of_b in sides),
        (
            [(row, of_a) for row, of_a, of_b in sides if not of_b],
            [(row, of_b) for row, of_a, of_b in sides if not of_a],
        ),
    )


def shared(rows: Iterable[tuple[str, str, list[Any], list[Any]]]) -> list[Shared]:
    """Of rows of an id, a name and the two sides those that have both, contradictions first."""
    both = [Shared(key, name, agreement(_stances(a), _stances(b)), (a, b)) for key, name, a, b in rows if a and b]
    return sorted(both, key=lambda each: _ORDER[each.agreement])


def _stances(shown: Iterable[Any]) -> set[Stance]:
    return {each.stance for each in shown}
