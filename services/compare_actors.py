"""Two actors side by side: the issues on which they agree, and those on which they contradict each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ontology.enums import Stance
from ontology.stances import Agreement, agreement
from store.queries import Matrix

_ORDER = (Agreement.CONTRADICT, Agreement.DIFFER, Agreement.AGREE)


@dataclass(frozen=True, slots=True)
class SharedIssue:
    """An issue on which both sides have stances, their agreement, and the stances of each side."""

    id: str
    name: str
    agreement: Agreement
    sides: tuple[list[Any], list[Any]]


@dataclass(frozen=True, slots=True)
class ActorComparison:
    """The issues that both actors share, contradictions first and agreements last, and the issues of only one actor."""

    shared: list[SharedIssue]
    only: tuple[list[Any], list[Any]]

    @property
    def counts(self) -> Counter[Agreement]:
        """The number of shared issues by agreement."""
        return Counter(each.agreement for each in self.shared)


def compare_actors(matrix: Matrix, a: str, b: str) -> ActorComparison:
    """Compare the stances of two actors, given by their ids; a side consists of cells of the matrix."""
    cells: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for cell in matrix.cells:
        cells[cell.issue_id, cell.holder_id].append(cell)
    sides = [(row, cells[row.id, a], cells[row.id, b]) for row in matrix.issues]
    return ActorComparison(
        compare_issues((row.id, row.name, of_a, of_b) for row, of_a, of_b in sides),
        (
            [(row, of_a) for row, of_a, of_b in sides if not of_b],
            [(row, of_b) for row, of_a, of_b in sides if not of_a],
        ),
    )


def compare_issues(rows: Iterable[tuple[str, str, list[Any], list[Any]]]) -> list[SharedIssue]:
    """Compare the sides of issues, each given by id, name and both sides; leave out those of one side only."""
    shared = [
        SharedIssue(id_, name, agreement(_stances(a), _stances(b)), (a, b)) for id_, name, a, b in rows if a and b
    ]
    return sorted(shared, key=lambda each: _ORDER.index(each.agreement))


def _stances(shown: Iterable[Any]) -> set[Stance]:
    return {each.stance for each in shown}
