"""What the rules for quotes yield."""

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
    """The words to look the speaker up by; None for a document whose issuer the text does not tell.

    Other than the mention for "critics who say" and for "the ministry's note says".
    """
    asks: bool = False
    """The words are a question put to another speaker: they state nothing, and who asks holds nothing."""
