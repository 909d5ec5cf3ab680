"""Results of the rules for quotes."""

from dataclasses import dataclass

from ontology.enums import QuoteKind


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words attributed to a speaker; all offsets are code points into the text, half-open."""

    kind: QuoteKind
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    confidence: float
    named_by: tuple[int, int] | None = None
    """The words that identify the speaker; None for a document whose issuer the text does not give.

    It differs from the mention for "critics who say" and for "the ministry's note says".
    """
    rule: str = ""
    asks: bool = False
    """The words are a question to another speaker: they state nothing, and the asker takes no position."""
