"""Figures of the heads on texts that were held back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extraction.encoder.heads import HEADS
from training.labels import IGNORED, spans_of


@dataclass(slots=True)
class Tally:
    """Counts of what was found, of what is annotated, and of what is both."""

    found: int = 0
    annotated: int = 0
    right: int = 0

    def add(self, found: Iterable[object], annotated: Iterable[object]) -> None:
        """Count two sets."""
        mine, theirs = set(found), set(annotated)
        self.found += len(mine)
        self.annotated += len(theirs)
        self.right += len(mine & theirs)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.annotated, 1)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.annotated, 1)
        return f"{precision:9.3f} {recall:9.3f} {self.f1:9.3f} {self.annotated:9}"


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies by what is counted."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, labels: Mapping[str, Sequence[int]], found: Mapping[str, Sequence[int]]) -> None:
        """Count one row: for each word the number of its label, annotated and found, by head."""
        for head, numbers in labels.items():
            names = HEADS[head]
            known = [i for i, number in enumerate(numbers) if number != IGNORED]
            theirs, mine = [names[numbers[i]] for i in known], [names[found[head][i]] for i in known]
            if head in ("quote", "mention"):
                self._count(f"{head} span, with label", spans_of(mine), spans_of(theirs))
                self._count(f"{head} span", _places(spans_of(mine)), _places(spans_of(theirs)))
            if head != "mention":
                self._count(f"{head} word, with label", _labelled(mine), _labelled(theirs))
                if head != "modality":
                    self._count(f"{head} word", _places(_labelled(mine)), _places(_labelled(theirs)))
                for name in names:
                    self._count(f"{head} {name}", _labelled(mine, name), _labelled(theirs, name))

    def _count(self, what: str, found: Iterable[object], annotated: Iterable[object]) -> None:
        self.tallies.setdefault(what, Tally()).add(found, annotated)

    def lines(self) -> list[str]:
        """Return a table: precision, recall, F1 and how many are annotated."""
        rows = (f"{what:24} {tally}" for what, tally in self.tallies.items() if tally.found or tally.annotated)
        return [f"{'':24} precision    recall        F1 annotated", *rows]


def _labelled(labels: Sequence[str], only: str | None = None) -> list[tuple[int, str]]:
    return [(i, label) for i, label in enumerate(labels) if label != "O" and only in (None, label)]


def _places(items: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return items without their labels."""
    return [item[:-1] for item in items]
