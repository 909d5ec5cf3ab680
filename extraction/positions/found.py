"""Result type of the rules for positions."""

from dataclasses import dataclass

from extraction.rule_words import RuleWords
from ontology.enums import Basis, Stance


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """Wish, judgement or expectation of an actor on an issue. Offsets are code points into the text, half-open.

    `holder` is an index of the actor table, `quote` of the quotes that contain the position.
    """

    holder: int
    issue: str
    stance: Stance
    evidence: tuple[int, int]
    basis: Basis
    quote: int | None
    confidence: float
    signs: tuple[str, ...]
    """The signs of its confidence."""
    rule: RuleWords
    """With the word that shows it, and its evidence."""
