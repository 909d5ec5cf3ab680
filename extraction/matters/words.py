"""Word classes, concepts and names of the matters, from the tables in extraction/data/matters."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from extraction.actors import gazetteer
from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType, Topic
from ontology.issues import stem

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*")
_POSSESSIVE = re.compile(r"['’]s?$")
GENERIC = frozenset("strip province region peninsula enclave territory islands island shoal".split())
"""Words after the name of a place that do not change it: the Gaza Strip is Gaza, Gaza City a part of it."""
COMMON = frozenset("handling end give build close move stay leave reform return money deal state aid defence".split())
"""Classes that many matters share."""
_MEASURES = frozenset("sanction restriction embargo tariff price_cap ban blockade lockdown visa".split())
_DONE = frozenset({"handling", "end"})
_TERRITORIES = frozenset({"Gaza", "West Bank", "Crimea"})
_WARS = frozenset({"war", "fighting"})
_RULE = frozenset("government administration regime".split())
_ORGANISATIONS = frozenset({ActorType.INTERGOVERNMENTAL, ActorType.ARMED_GROUP})
_GROUPS = frozenset({ActorType.ARMED_GROUP, ActorType.MILITARY})


class Mode(StrEnum):
    """Names that tell one matter of a concept from another."""

    ALL = "all"
    PLACE = "place"
    STATE = "state"
    PAIR = "pair"
    DIRECTED = "directed"
    OBJECTS = "objects"
    MEMBER = "member"
    LISTED = "listed"


class Kind(StrEnum):
    """What a name stands for in a matter."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Concept:
    """A matter that many positions are on; each of `parts` is a set of classes of which one is needed."""

    key: str
    parts: tuple[frozenset[str], ...]
    mode: Mode
    topic: Topic

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
    if not words[position][:1].isupper() and not words[position][:1].isdigit():
        return 1, None
    for length in range(min(6, len(words) - position), 0, -1):
        text = " ".join([*words[position : position + length - 1], plain(words[position + length - 1])])
        found = _known(text)
        if found is not None:
            return length, found
    return 1, None


@lru_cache(maxsize=4096)
def kind(name: str) -> Kind:
    """Return what a name, as `name_at` returns it, stands for; a territory that is a matter of its own is a state."""
    if name in countries.COUNTRIES or name in _TERRITORIES or countries.PLACES.find(name):
        return Kind.STATE
    known = gazetteer.known_names().get(name)
    if known is None:
        return Kind.GROUP if name in _homes() else Kind.OTHER
    return Kind.GROUP if known.type in _GROUPS else Kind.ORGANISATION if known.type in _ORGANISATIONS else Kind.OTHER


@lru_cache(maxsize=4096)
def power(name: str) -> str:
    """Return the state whose matter the matter of a place is: "CD" for Goma, "Gaza" for Gaza, Rafah for Rafah."""
    return name if name in _names() else countries.PLACES.find(name) or name


def home(name: str) -> str | None:
    """Return where an armed group fights; None for all other names."""
    if kind(name) is not Kind.GROUP:
        return None
    known = gazetteer.known_names().get(name)
    return _homes().get(name) or (known.country if known is not None else None)


def country(name: str) -> str | None:
    """Return the code of the country that a name, as `name_at` returns it, is or lies in; a group lies in its home."""
    place = home(name) or name
    return place if place in countries.COUNTRIES else countries.place_country(place)


@cache
def goods() -> frozenset[str]:
    """Return the classes of goods on which tariffs are."""
    return frozenset("vehicle metal drink solar farm_goods chip oil gas coal fish".split())


@cache
def concepts() -> tuple[Concept, ...]:
    """Return the concepts, those with the most parts first."""
    found = [
        Concept(key, tuple(frozenset(part.split("|")) for part in parts.split()), Mode(mode), Topic(topic))
        for key, parts, mode, topic in rows("matters/concepts.tsv")
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
def topic_of(classes: frozenset[str]) -> Topic:
    """Return the topic of a matter without a concept, by the classes of its words."""
    return next((topic for topic, of_topic in _topics() if of_topic & classes), Topic.OTHER)


@cache
def directed() -> frozenset[str]:
    """Return the classes of what somebody does to another, so that a name before them is the doer."""
    modes = (Mode.DIRECTED, Mode.OBJECTS)
    return frozenset().union(*(concept.classes for concept in concepts() if concept.mode in modes))


@cache
def _homes() -> dict[str, str]:
    return dict(rows("matters/homes.tsv"))  # type: ignore[arg-type]


@cache
def _topics() -> tuple[tuple[Topic, frozenset[str]], ...]:
    return tuple((Topic(topic), frozenset(of.split("|"))) for topic, of in rows("matters/topics.tsv"))


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
