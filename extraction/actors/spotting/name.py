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
