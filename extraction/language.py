"""Tells the language of a text: the engine reads English only."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED = "und"

# Below these the identifier guesses: "Biden met Putin." is Dutch to it, at 0.12.
_SURE = 0.8
_ENOUGH = 20_000
_LAST_LATIN = "\u024f"


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without the smaller languages, for which it takes short texts of the large ones (Wu for Chinese).
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


def load() -> None:
    """Load the identifier now."""
    _identifier()


def detect_language(text: str) -> str:
    """The language as a BCP 47 code, "und" where the text is too short or too mixed to tell."""
    sample = text[:_ENOUGH]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return UNDETERMINED
    language, probability = _identifier().classify(sample)
    # In another script the language may be open (Russian or Bulgarian); that it is not English is not.
    foreign = sum(c > _LAST_LATIN for c in letters) > len(letters) / 2
    return str(language) if foreign or probability >= _SURE else UNDETERMINED
