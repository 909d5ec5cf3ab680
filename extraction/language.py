"""Detection of a text's language: the engine reads English only."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED = "und"

# Below this probability the identifier guesses: it takes "Biden met Putin." for Dutch, at 0.12.
_SURE = 0.8
_ENOUGH = 20_000
_LAST_LATIN = "\u024f"


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def load() -> None:
    """Load the language identifier now."""
    _identifier()


def detect_language(text: str) -> str:
    """Return the language as a BCP 47 code, "und" where the text is too short or too mixed to decide."""
    sample = text[:_ENOUGH]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return UNDETERMINED
    # Smaller languages are left out: the identifier mistakes short texts in large ones for them (Chinese for Wu).
    # It could leave them out itself, but would keep a second copy of most of its model (23 MB).
    ranked = [(label, probability) for label, probability in _identifier().rank(sample) if len(label) == 2]
    language, highest = ranked[0]
    probability = highest / sum(probability for _, probability in ranked)
    # A text in another script may be Russian or Bulgarian, but it is certainly not English.
    foreign = sum(c > _LAST_LATIN for c in letters) > len(letters) / 2
    return str(language) if foreign or probability >= _SURE else UNDETERMINED
