"""The words that name events: verbs, nouns and verbs with an object, each with its class (extraction/data)."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache

from extraction.lexicon import rows
from ontology.enums import EventType, Modality


class Needs(StrEnum):
    """Who must take part for a trigger to be an event between political actors."""

    NONE = "none"
    ONE = "one"
    ACTOR = "actor"
    BOTH = "both"
    RECIPIENT = "recipient"
    STATES = "states"
    """Both, and one of them a state, an organ of one, a force or an alliance of states."""
    ECHO = "echo"
    """Only as a further word for an event told before."""


_JUDGING = frozenset((EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.PROTEST))


class Sense(Enum):
    """The modality that a word gives to what hangs on it: said as it is, and denied."""

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
    """A kind of event; `reciprocal` when both sides do it to each other."""

    name: str
    type: EventType
    needs: Needs
    reciprocal: bool
    title: str
    """The noun of the heading and the preposition that leads to the recipient: "invasion of"."""

    @property
    def is_judgement(self) -> bool:
        """Whether it is said of an act or a thing, so that its recipient is whose that is."""
        return self.type in _JUDGING or self.name in ("demand", "boycott", "pressure")


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb that names an event, with its particle and the places where its recipient stands."""

    particle: str
    kind: EventClass
    slots: tuple[str, ...]
    required: tuple[str, ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A noun that names an event; `of` is the side that "of" leads to."""

    modifier: str
    kind: EventClass
    of: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb that names an event together with the nouns it has as its object."""

    particle: str
    objects: frozenset[str]
    kind: EventClass
    slots: tuple[str, ...]
    required: tuple[str, ...]


@cache
def classes() -> dict[str, EventClass]:
    """Every class of events by its name."""
    return {
        name: EventClass(name, EventType(type_), Needs(needs), title.startswith("="), title.removeprefix("="))
        for name, type_, needs, title in rows("events/classes.tsv")
    }


@cache
def verbs() -> dict[str, tuple[VerbEntry, ...]]:
    """The entries of each verb, those with a particle first."""
    found: dict[str, list[VerbEntry]] = {}
    for word, name, places, *needs in rows("events/verbs.tsv"):
        lemma, _, particle = word.partition("+")
        kind = classes()[name]
        slots, required = _slots(places)
        entry = VerbEntry(particle, kind, slots, required, Needs(needs[0]) if needs else kind.needs)
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.particle)) for lemma, entries in found.items()}


@cache
def adjectives() -> dict[str, VerbEntry]:
    """The entry of each adjective that names an event behind "be"."""
    return {
        word: VerbEntry("", classes()[name], _slots(places)[0], (), classes()[name].needs)
        for word, name, places in rows("events/adjectives.tsv")
    }


@cache
def nouns() -> dict[str, tuple[NounEntry, ...]]:
    """The entries of each noun, those with a modifier first."""
    found: dict[str, list[NounEntry]] = {}
    for word, name, of, *needs in rows("events/nouns.tsv"):
        modifier, _, lemma = word.rpartition(" ")
        kind = classes()[name]
        entry = NounEntry(modifier, kind, of, Needs(needs[0]) if needs else kind.needs)
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.modifier)) for lemma, entries in found.items()}


@cache
def sides() -> dict[str, str]:
    """The side that "of" leads to behind nouns whose ending does not say it."""
    return {noun: side for nouns_, side in rows("events/noun_sides.tsv") for noun in nouns_.split()}


@cache
def object_classes() -> dict[str, frozenset[str]]:
    """The nouns of each class of objects."""
    return {name: frozenset(words.split()) for name, words in rows("events/objects.tsv")}


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each verb, in the order of the file."""
    found: dict[str, list[Frame]] = {}
    for words, objects, name, places in rows("events/frames.tsv"):
        for word in words.split():
            lemma, _, particle = word.partition("+")
            frame = Frame(particle, object_classes()[objects], classes()[name], *_slots(places))
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(entries, key=lambda e: not e.particle)) for lemma, entries in found.items()}


@cache
def light_verbs() -> dict[str, str]:
    """Verbs that leave the event to their object, with the side their subject stands on."""
    return dict(rows("events/light_verbs.tsv"))  # type: ignore[arg-type]


@cache
def context() -> dict[str, Sense]:
    """Words that say whether what hangs on them took place; "+" joins one with its preposition or particle."""
    return {
        word: Sense[name.upper()]
        for name, words in rows("events/context.tsv")
        if name != "occurring"
        for word in words.split()
    }


@cache
def occurring() -> frozenset[str]:
    """Verbs that only say that their subject takes place."""
    return frozenset(
        word for name, words in rows("events/context.tsv") if name == "occurring" for word in words.split()
    )


def _slots(places: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = [name for name in places.split() if name != "-"]
    return tuple(name.removesuffix("!") for name in names), tuple(
        name.removesuffix("!") for name in names if name.endswith("!")
    )
