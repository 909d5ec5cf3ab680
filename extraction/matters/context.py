"""Names of a text, by how often it has them: they complete matters that a heading does not name in full."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extraction.matters import words
from extraction.matters.words import Kind

_OWN = re.compile(r"\b(?:we|us|our|ours|my)\b", re.IGNORECASE)
# Less than half counts, so that a dateline or a holder loses against what is named as often in the text.
_LESS = 0.5
_DATELINE = re.compile(r"\A[A-Z][A-Z /.,'-]{2,40}(?:, [A-Z][a-z]+\.? \d+)? *(?:\([^)]*\))? *[-–—]+ ")


@dataclass(frozen=True, slots=True)
class Context:
    """Names that complete a heading: those near the position, and the states and organisations of its text."""

    near: tuple[str, ...] = ()
    counts: tuple[tuple[str, float], ...] = ()
    holder: str | None = None
    is_own: bool = False
    """True where the holder speaks of itself, so that its state takes part in the matter."""

    def first(self, kind: Kind, others: Collection[str]) -> str | None:
        """Return the name of a kind that takes part most probably, apart from `others`; None where there is none."""
        near = (name for name in self.near if name != self.holder)
        own = [self.holder] if self.holder and self.is_own else []
        ranked = sorted(self.counts, key=lambda each: -each[1] * (_LESS if each[0] == self.holder else 1))
        names = (*own, *near, *(name for name, _ in ranked))
        return next((name for name in names if words.kind(name) is kind and name not in others), None)


def context_of(text: str, evidence: str, holder: str | None) -> Context:
    """Return the context of a position: the text, the evidence in it, and the code of the holder's state."""
    near = tuple(dict.fromkeys(_names(evidence)))
    return Context(near, _counts(text), holder, _OWN.search(evidence) is not None)


@lru_cache(maxsize=16)
def _counts(text: str) -> tuple[tuple[str, float], ...]:
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    counts: Counter[str] = Counter(_names(text[start:]))
    weights: dict[str, float] = dict(counts)
    for name in _names(text[:start].title()):
        weights[name] = weights.get(name, 0) + _LESS
    return tuple(sorted(weights.items(), key=lambda each: -each[1]))


def _names(text: str) -> Iterator[str]:
    """Yield the states, territories, organisations and groups that a text names, in its order."""
    parts = words.split(text)
    position = 0
    while position < len(parts):
        length, name = words.name_at(parts, position)
        if name is not None and words.kind(name) is not Kind.OTHER:
            yield words.power(name) if words.kind(name) is Kind.STATE else name
        position += length
