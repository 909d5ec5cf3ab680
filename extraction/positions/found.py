"""What the rules for positions yield."""

from dataclasses import dataclass

from ontology.enums import Basis, Stance


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """What an actor wants, values or expects on an issue. Offsets are code points into the text, half-open.

    `holder` is an index of the actor table, `quote` of the quotes the position was read from.
    """

    holder: int
    issue: str
    stance: Stance
    evidence: tuple[int, int]
    basis: Basis
    quote: int | None
    confidence: float
