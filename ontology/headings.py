"""Words at the beginning of an event's title that give its modality: "no attack on Libya by Egypt"."""

from ontology.enums import Modality

MODALITY_WORDS = {Modality.DENIED: "no", Modality.HYPOTHETICAL: "possible", Modality.PLANNED: "planned"}


def without_modality(title: str, modality: Modality) -> str:
    """Return a title without its word for the modality, for use after another sign of it."""
    return title.removeprefix(f"{MODALITY_WORDS.get(modality, '')} ")
