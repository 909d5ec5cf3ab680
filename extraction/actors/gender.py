"""Gender by titles, roles and given names: "m", "f" or empty."""

from collections.abc import Iterable

from extraction.actors import gazetteer, names

_MALE = frozenset(
    "mr sir king prince lord pope father son husband brother man boy spokesman chairman congressman policeman"
    " businessman gunman sheikh emir sultan emperor imam ayatollah patriarch archbishop bishop cardinal uncle nephew"
    " grandfather grandson widower boyfriend monsieur signor señor senor herr shri sri duke baron count actor"
    " stepfather stepson fiancé father-in-law son-in-law brother-in-law half-brother".split()
)
_FEMALE = frozenset(
    "mrs ms miss lady dame queen princess mother daughter wife widow sister woman girl spokeswoman chairwoman"
    " congresswoman policewoman businesswoman actress aunt niece grandmother granddaughter girlfriend mme mlle madame"
    " madam signora señora senora frau doña smt duchess baroness countess empress stepmother stepdaughter fiancée"
    " mother-in-law daughter-in-law sister-in-law half-sister".split()
)


def of_words(words: Iterable[str]) -> str:
    """Return the gender of words in lower case, dots of abbreviations ignored; a feminine word takes precedence."""
    found = {word.rstrip(".") for word in words}
    if found & _FEMALE:
        return "f"
    return "m" if found & _MALE else ""


def of_name(name: str) -> str:
    """Return the gender of the given names in a full name."""
    genders = gazetteer.genders()
    return next((gender for word in names.words(name)[:-1] if (gender := genders.get(word))), "")
