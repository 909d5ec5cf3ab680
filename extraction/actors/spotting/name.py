"""A proper name in a text."""

from dataclasses import dataclass

from extraction.actors.gazetteer import Known

LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"))


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as token offsets [start, end); `label` is spaCy's, empty for a known name."""

    start: int
    end: int
    label: str
    text: str
    known: Known | None
    by: str = "model"
    """How a name that is not known was recognised: by spaCy's model, or by which rule where the model misses it."""

    @property
    def rule(self) -> str:
        """Return how the name was recognised, and as what."""
        return f"lexicon {self.known.type}" if self.known else f"{self.by} {self.label}"
