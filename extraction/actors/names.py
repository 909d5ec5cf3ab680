"""Names of people and bodies: the forms of one name."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_PARTICLES = frozenset(
    "al el ul as ash an ad ar bin ben ibn abu von van der den de del della da dos du la le di st ter ten".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv jnr snr phd md".split())
# Abbreviated titles that the tokenizer would separate from their dot.
ABBREVIATED_TITLES = tuple(
    f"{title}."
    for title in (
        "Adj Amb Asst Atty Brig Capt Cdr Cmdr Cmdre Col Comdr Cpl Cpt Dep Det Eng Engr Fmr Fr Gens Hon Insp Lieut Lt"
        " Maj Mlle Mme Msgr Pres Profs Pte Pvt Reps Sens Sgt Shri Smt Supt"
    ).split()
)
_COURTESY = frozenset(
    "mr mrs ms miss sir lady lord madam madame dame mme mlle monsieur signor signora señor señora senor senora herr"
    " frau doña shri smt sri h.e h.h h.r.h hrh hon hon'ble hon’ble excellency highness majesty honourable"
    " honorable".split()
)
# What companies are by law, at the end of their names.
_LEGAL_FORMS = frozenset(
    "limited ltd plc inc llc llp gmbh kft bt zrt nyrt ag kg sa sas srl spa bv nv oy oyj asa pjsc ojsc jsc ooo"
    " corp corporation company bhd pte pty pvt holding holdings group".split()
)
_RANKS = frozenset(
    "dr prof rev fr msgr sen rep gov pres gen lt lieut col maj capt cpt cpl sgt pte pvt adm cmdr cdr comdr cmdre brig"
    " amb eng engr st supt insp det president premier minister king queen prince princess pope saint".split()
)
_TITLES = _RANKS | _COURTESY
# Offices that headlines and ministries abbreviate: "PM", "FM".
INITIALS = frozenset("PM FM DPM EAM VP HRVP".split())
_TRANSLITERATION = (
    ("dh", "z"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("ck", "k"), ("ph", "f"),
    ("q", "k"), ("c", "k"), ("w", "v"), ("j", "y"), ("x", "ks"),
)  # fmt: skip
# Shorter words that differ by one letter mean different people.
_FUZZY = 5
_VOWELS = frozenset("aeiouyh")


def is_particle(word: str) -> bool:
    """Return whether a word in lower case joins the parts of names: "von", "al"."""
    return word in _PARTICLES


def is_title(word: str) -> bool:
    """Return whether a word is a form of address or the title of a rank: "Mr.", "Sen.", "King"."""
    return word.lower().rstrip(".") in _TITLES or word in INITIALS


def is_courtesy(word: str) -> bool:
    """Return whether a word is a form of address without a role: "Mr.", "Lady"."""
    return word.lower().rstrip(".") in _COURTESY


def is_legal_form(word: str) -> bool:
    """Return whether a word says what kind of company a name is of: "Ltd.", "GmbH"."""
    return word.lower().rstrip(".") in _LEGAL_FORMS and word[:1].isupper()


def straight(name: str) -> str:
    """Return the name with straight apostrophes, as the tables have them."""
    return name.replace("’", "'").replace("ʼ", "'")


def without_possessive(name: str) -> str:
    """Return the name without a possessive ending."""
    return _POSSESSIVE.sub("", name)


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Return the words in lower case, without accents, dots, hyphens, particles, titles and generations."""
    plain = unicodedata.normalize("NFKD", without_possessive(name).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").replace("’", "'")
    found = [word.replace(".", "").replace("'", "") for word in _WORD.findall(plain)]
    kept = [word for word in found if word not in _PARTICLES and word not in _SUFFIXES]
    while len(kept) > 1 and kept[0] in _TITLES:
        kept = kept[1:]
    return tuple(kept or found)


def generation(name: str) -> str:
    """Return the mark of a son with his father's name: "jr" for "Jr.", empty for a name without one."""
    last = name.split()[-1].lower().strip(".,") if name.split() else ""
    return last if last in _SUFFIXES else ""


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Return the part shared by transliterations: the consonants, similar ones made equal ("Kazemi", "Kadhimi")."""
    for spelling, sound in _TRANSLITERATION:
        word = word.replace(spelling, sound)
    consonants = [c for c in word[1:] if c not in _VOWELS]
    return word[:1] + "".join(c for i, c in enumerate(consonants) if not i or c != consonants[i - 1])


def spelling_key(word: str) -> str:
    """Return a key shared by all spellings of a word: `same_word` holds only for words with one key."""
    return skeleton(word) if len(word) >= _FUZZY else word


def same_word(one: str, other: str) -> bool:
    """Return whether two words of names can be spellings of one."""
    if one == other:
        return True
    return min(len(one), len(other)) >= _FUZZY and abs(len(one) - len(other)) <= 2 and skeleton(one) == skeleton(other)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two full names, as `words`, can name one person: the surnames and the names before must agree."""
    if not one or not other or not same_word(one[-1], other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    if not short:
        return True
    position = 0
    for word in short:
        while position < len(long) and not _same_given(word, long[position]):
            position += 1
        if position == len(long):
            return False
        position += 1
    return True


def _same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_word(one, other) or (
        min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
    )


def acronym(name: str) -> str:
    """Return the initials of the capitalised words of a name: "IAEA" for "International Atomic Energy Agency"."""
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isupper()]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def undotted(name: str) -> str:
    """Return an acronym without its dots."""
    return name.replace(".", "")
