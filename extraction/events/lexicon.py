"""Lexicon of event triggers: verbs, nouns and verbs with an object, each with its class (extraction/data)."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache

from extraction.lexicon import rows
from ontology.enums import EventType, Modality


class Needs(StrEnum):
    """Participants that a trigger needs to be an event between political actors."""

    NONE = "none"
    ONE = "one"
    ACTOR = "actor"
    BOTH = "both"
    RECIPIENT = "recipient"
    STATES = "states"
    """Both, and one of them a state, an organ of one, a force or an alliance of states."""
    ECHO = "echo"
    """Only as a further mention of an earlier event."""


# Particles that are seldom prepositions.
_ADVERBS = frozenset("off out up down away back".split())
_JUDGING = frozenset((EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.PROTEST))


class Sense(Enum):
    """Modality that a governor gives to its complement, when affirmed and when denied."""

    INTENDED = Modality.PLANNED, Modality.DENIED
    PROMISED = Modality.PLANNED, Modality.HYPOTHETICAL
    WANTED = Modality.HYPOTHETICAL, Modality.HYPOTHETICAL
    DOUBTED = Modality.HYPOTHETICAL, Modality.OCCURRED
    REFUSED = Modality.DENIED, Modality.HYPOTHETICAL
    FAILED = Modality.DENIED, Modality.OCCURRED
    CANCELLED = Modality.DENIED, Modality.PLANNED
    SHOWN = Modality.OCCURRED, Modality.HYPOTHETICAL
    ONGOING = Modality.OCCURRED, Modality.OCCURRED
    TRUE = Modality.OCCURRED, Modality.DENIED

    def __init__(self, plain: Modality, denied: Modality) -> None:
        self.plain = plain
        self.denied = denied


@dataclass(frozen=True, slots=True)
class EventClass:
    """Kind of event; `reciprocal` when both sides do it to each other."""

    name: str
    type: EventType
    needs: Needs
    reciprocal: bool
    title: str
    """Noun of the heading and the preposition before the recipient: "invasion of"."""

    @property
    def is_judgement(self) -> bool:
        """Return whether the class judges an act or a thing, so that the recipient is its owner."""
        return self.type in _JUDGING or self.name in ("demand", "boycott", "pressure")


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """Verb that names an event, with its particle and the positions of its recipient."""

    particle: str
    kind: EventClass
    slots: tuple[str, ...]
    required: tuple[str, ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class NounEntry:
    """Noun that names an event; `of` is the side that "of" leads to."""

    modifiers: frozenset[str]
    """Words one of which must modify the noun; empty if it names an event alone."""
    kind: EventClass
    of: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class Frame:
    """Verb that names an event together with nouns as its object."""

    particle: str
    """One word, or two joined by "+": "out+of"."""
    objects: frozenset[str]
    kind: EventClass
    slots: tuple[str, ...]
    required: tuple[str, ...]
    needs: Needs


@cache
def classes() -> dict[str, EventClass]:
    """Return every class of events by its name."""
    return {
        name: EventClass(name, EventType(type_), Needs(needs), title.startswith("="), title.removeprefix("="))
        for name, type_, needs, title in rows("events/classes.tsv")
    }


@cache
def verbs() -> dict[str, tuple[VerbEntry, ...]]:
    """Return the entries of each verb, those with a particle first."""
    found: dict[str, list[VerbEntry]] = {}
    for word, name, places, *needs in rows("events/verbs.tsv"):
        lemma, _, particle = word.partition("+")
        kind = classes()[name]
        slots, required = _slots(places)
        if particle in _ADVERBS and "obj" in slots:
            slots += (particle,)  # the parser takes "laughed off the charge" for "laughed from the charge"
        entry = VerbEntry(particle, kind, slots, required, Needs(needs[0]) if needs else kind.needs)
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.particle)) for lemma, entries in found.items()}


@cache
def adjectives() -> dict[str, VerbEntry]:
    """Return the entry of each adjective that names an event after "be"."""
    return {
        word: VerbEntry("", classes()[name], _slots(places)[0], (), classes()[name].needs)
        for word, name, places in rows("events/adjectives.tsv")
    }


@cache
def nouns() -> dict[str, tuple[NounEntry, ...]]:
    """Return the entries of each noun, those with a modifier first."""
    found: dict[str, list[NounEntry]] = {}
    for word, name, of, *needs in rows("events/nouns.tsv"):
        modifier, _, lemma = word.rpartition(" ")
        kind = classes()[name]
        modifiers = object_classes()[modifier[1:-1]] if modifier.startswith("<") else frozenset(modifier.split())
        entry = NounEntry(modifiers, kind, of, Needs(needs[0]) if needs else kind.needs)
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.modifiers)) for lemma, entries in found.items()}


@cache
def sides() -> dict[str, str]:
    """Return the side that "of" leads to after nouns whose ending does not show it."""
    return {noun: side for nouns_, side in rows("events/noun_sides.tsv") for noun in nouns_.split()}


@cache
def object_classes() -> dict[str, frozenset[str]]:
    """Return the nouns of each class of objects."""
    return {name: frozenset(words.split()) for name, words in rows("events/objects.tsv")}


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames of each verb, in the order of the file."""
    found: dict[str, list[Frame]] = {}
    for words, objects, name, places, *needs in rows("events/frames.tsv"):
        kind = classes()[name]
        nouns_ = frozenset(objects[1:].split()) if objects.startswith("=") else object_classes()[objects]
        for word in words.split():
            lemma, _, particle = word.partition("+")
            frame = Frame(particle, nouns_, kind, *_slots(places), Needs(needs[0]) if needs else kind.needs)
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.particle)) for lemma, entries in found.items()}


@cache
def light_verbs() -> dict[str, str]:
    """Return the verbs that leave the event to their object, with the side of their subject."""
    return dict(rows("events/light_verbs.tsv"))  # type: ignore[arg-type]


@cache
def context() -> dict[str, Sense]:
    """Return the governors that set a modality; "+" joins a word with its preposition or particle."""
    return {
        word: Sense[name.upper()]
        for name, words in rows("events/context.tsv")
        if name != "occurring"
        for word in words.split()
    }


@cache
def occurring() -> frozenset[str]:
    """Return the verbs that only state that their subject takes place."""
    return frozenset(
        word for name, words in rows("events/context.tsv") if name == "occurring" for word in words.split()
    )


def _slots(places: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = [name for name in places.split() if name != "-"]
    return tuple(name.removesuffix("!") for name in names), tuple(
        name.removesuffix("!") for name in names if name.endswith("!")
    )
