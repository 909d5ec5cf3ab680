"""The words that show a position, by class."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from extraction.lexicon import rows
from ontology.enums import Stance


class Attitude(StrEnum):
    """What a word tells of its holder."""

    FAVOURS = "favours"
    DEMANDS = "demands"
    ASKS = "asks"
    RESISTS = "resists"
    OBJECTS = "objects"
    ACCUSES = "accuses"
    EXPECTS = "expects"
    PREDICTS = "predicts"
    DOUBTS = "doubts"
    DENIES = "denies"
    DISPLEASES = "displeases"
    PLEASES = "pleases"
    EXCLUDES = "excludes"
    CREDITS = "credits"
    CALLS = "calls"
    WAVERS = "wavers"
    STRESSES = "stresses"

    @property
    def stance(self) -> Stance:
        """The stance towards what follows the word."""
        return _STANCES[self]

    @property
    def is_said(self) -> bool:
        """Whether the word stands for speech, so that the position is the holder's own statement."""
        return self in _SAID

    @property
    def holder_is_object(self) -> bool:
        """Whether the holder is the word's object, and the matter its subject: "the plan worries Poland"."""
        return self in (Attitude.DISPLEASES, Attitude.PLEASES)


_STANCES = {
    Attitude.FAVOURS: Stance.SUPPORTS,
    Attitude.DEMANDS: Stance.SUPPORTS,
    Attitude.ASKS: Stance.SUPPORTS,
    Attitude.PLEASES: Stance.SUPPORTS,
    Attitude.RESISTS: Stance.OPPOSES,
    Attitude.OBJECTS: Stance.OPPOSES,
    Attitude.ACCUSES: Stance.OPPOSES,
    Attitude.CREDITS: Stance.SUPPORTS,
    Attitude.CALLS: Stance.SUPPORTS,
    Attitude.STRESSES: Stance.SUPPORTS,
    Attitude.WAVERS: Stance.MIXED,
    Attitude.DISPLEASES: Stance.OPPOSES,
    Attitude.EXCLUDES: Stance.OPPOSES,
    Attitude.EXPECTS: Stance.EXPECTS,
    Attitude.PREDICTS: Stance.EXPECTS,
    Attitude.DOUBTS: Stance.DOUBTS,
    Attitude.DENIES: Stance.DOUBTS,
}
_SAID = frozenset(
    {
        Attitude.DEMANDS,
        Attitude.ASKS,
        Attitude.STRESSES,
        Attitude.CREDITS,
        Attitude.OBJECTS,
        Attitude.ACCUSES,
        Attitude.CALLS,
        Attitude.PREDICTS,
        Attitude.DENIES,
    }
)


class Shift(StrEnum):
    """What a word between an attitude and its matter does to it."""

    ENDS = "ends"
    VANISHES = "vanishes"
    CARRIES = "carries"
    EXPRESSES = "expresses"
    FAILS = "fails"
    IDLE = "idle"
    RECEIVES = "receives"
    CLAIMS = "claims"
    OWED = "owed"


class Value(StrEnum):
    """How a word judges its subject."""

    GOOD = "good"
    BAD = "bad"
    DAMNING = "damning"
    UNTRUE = "untrue"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: an attitude, and what must follow the word for it."""

    follows: frozenset[str]
    attitude: Attitude


PARTS = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun", "ADV": "adjective"}
"""The lexicons' parts of speech, by spaCy's."""


@cache
def attitudes() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The senses of a (lemma, part of speech)."""
    found: dict[tuple[str, str], list[Sense]] = {}
    for lemma, part, follows, name in rows("positions/words.tsv"):
        sense = Sense(frozenset(follows.split()), Attitude(name))
        found.setdefault((lemma, part), []).append(sense)
    return {key: tuple(senses) for key, senses in found.items()}


@cache
def _shifts() -> dict[tuple[str, str], Shift]:
    return {(lemma, part): Shift(name) for lemma, part, name in rows("positions/shifters.tsv")}


@cache
def _values() -> dict[tuple[str, str], Value]:
    return {(lemma, part): Value(name) for lemma, part, name in rows("positions/values.tsv")}


def key(token: Token) -> tuple[str, str]:
    """The lemma of a token and its part of speech, as the lexicons have them."""
    return token.lemma_.lower(), PARTS.get(token.pos_, "")


def senses(token: Token) -> Iterator[tuple[str, Sense]]:
    """The senses of a token, each with the part of speech it has in it; a participle is an adjective too."""
    lemma, part = key(token)
    parts = [(lemma, part)]
    if part == "noun":
        parts.append((lemma, "holder"))
    elif token.tag_ == "VBN":
        parts.append((token.lower_, "adjective"))
    for one in parts:
        for sense in attitudes().get(one, ()):
            yield one[1], sense


def shift(token: Token) -> Shift | None:
    """What the token does to an attitude that reaches through it."""
    return _shifts().get(key(token))


def value(token: Token) -> Value | None:
    """How the token judges its subject."""
    return _values().get(key(token))
