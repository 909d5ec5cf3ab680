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
    antecedent: tuple[int, int] | None = None
    """The words a speaker that is a relative pronoun stands for: "critics" in "critics who say"."""

    @property
    def named_by(self) -> tuple[int, int] | None:
        """The words to look the speaker up by: the mention, or what its relative pronoun stands for."""
        return self.antecedent or self.speaker
