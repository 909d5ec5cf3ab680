"""Word classes, concepts and names of the matters, from the tables in extraction/data/matters."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from extraction.actors import gazetteer
from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType
from ontology.issues import stem

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*")
_POSSESSIVE = re.compile(r"['’]s?$")
GENERIC = frozenset("strip province region peninsula enclave territory islands island shoal".split())
"""Words after the name of a place that do not change it: the Gaza Strip is Gaza, Gaza City a part of it."""
_MEASURES = frozenset("sanction restriction embargo tariff price_cap ban blockade lockdown visa".split())
_DONE = frozenset({"handling", "end"})
_WARS = frozenset({"war", "fighting"})
_RULE = frozenset("government administration regime".split())
_ORGANISATIONS = frozenset({ActorType.INTERGOVERNMENTAL, ActorType.ARMED_GROUP})


class Mode(StrEnum):
    """Names that tell one matter of a concept from another."""

    ALL = "all"
    TARGET = "target"
    DIRECTED = "directed"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class Concept:
    """A matter that many positions are on; each of `parts` is a set of classes of which one is needed."""

    key: str
    parts: tuple[frozenset[str], ...]
    mode: Mode

    @property
    def classes(self) -> frozenset[str]:
        """All classes that name it."""
        return frozenset().union(*self.parts)

    def fits(self, classes: frozenset[str]) -> bool:
        """Return whether words of these classes name it."""
        return all(part & classes for part in self.parts)


def split(text: str) -> list[str]:
    """Return the words of a text without punctuation; possessive endings stay."""
    return [
        match.group() + ("'" if text[match.end() : match.end() + 1] in ("'", "’") else "")
        for match in _WORD.finditer(text)
    ]


def plain(word: str) -> str:
    """Return a word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=16384)
def form(word: str) -> str:
    """Return what all forms of a word have in common: "deliver" for "deliveries" and "delivering"."""
    return stem(stem(plain(word).lower().replace("’", "'")))


def class_at(words: list[str], position: int) -> tuple[int, str | None]:
    """Return the length in words of the longest phrase of a class at a position, and the class; 1 and None for none."""
    for length in range(min(_longest(), len(words) - position), 0, -1):
        found = _classes().get(tuple(form(word) for word in words[position : position + length]))
        if found is not None:
            return length, found
    return 1, None


def has_class(word: str) -> bool:
    """Return whether a word begins the usual name of a class of matters; those of handling and ending are left out."""
    return form(word) in _first_words()


def is_measure(word: str) -> bool:
    """Return whether a noun is a measure that is put in force and lifted."""
    return class_at([word], 0)[1] in _MEASURES


def is_war(word: str) -> bool:
    """Return whether a noun is a war, the end of which is a ceasefire."""
    return class_at([word], 0)[1] in _WARS


def name_at(words: list[str], position: int) -> tuple[int, str | None]:
    """Return the length in words of a known name at a position, and its usual form; 1 and None for none.

    A country is its code. A place inside a country stays itself.
    """
    if not words[position][:1].isupper():
        return 1, None
    for length in range(min(6, len(words) - position), 0, -1):
        text = " ".join([*words[position : position + length - 1], plain(words[position + length - 1])])
        found = _known(text)
        if found is not None:
            return length, found
    return 1, None


@cache
def concepts() -> tuple[Concept, ...]:
    """Return the concepts, those with the most parts first."""
    found = [
        Concept(key, tuple(frozenset(part.split("|")) for part in parts.split()), Mode(mode))
        for key, parts, mode in rows("matters/concepts.tsv")
    ]
    return tuple(sorted(found, key=lambda concept: -len(concept.parts)))


@cache
def classes_of(key: str) -> frozenset[str]:
    """Return all classes that name a concept."""
    return frozenset().union(*(concept.classes for concept in concepts() if concept.key == key))


@lru_cache(maxsize=4096)
def _known(text: str) -> str | None:
    own = _names().get(text)
    if own is not None:
        return own
    words = text.split()
    if len(words) > 1 and words[-1].lower() in GENERIC:
        shorter = " ".join(words[:-1])
        if countries.PLACES.find(text) or countries.PLACES.find(shorter):
            return _known(shorter) or shorter
    if words[-1].lower() in _RULE and len(words) > 1:
        led = gazetteer.leader_country(tuple(word.lower() for word in words[:-1]), titled=True)
        if led is not None:
            return led
    code = countries.lookup(text) or countries.demonym(text) or countries.capital(text)
    if code is not None:
        return code
    organ = countries.seat(text)
    if organ is not None:
        return organ.code
    if countries.PLACES.find(text):
        return text
    known = gazetteer.known_names().get(text)
    return known.name if known is not None and known.type in _ORGANISATIONS else None


@cache
def _names() -> dict[str, str]:
    return {spelling: name for name, others in rows("matters/names.tsv") for spelling in (name, *others.split("|"))}


@cache
def _classes() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for name, words in rows("matters/classes.tsv"):
        for phrase in words.split("|"):
            found.setdefault(tuple(form(word) for word in phrase.split()), name)
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase, found in _classes().items() if found not in _DONE)


@cache
def _longest() -> int:
    return max(map(len, _classes()))
