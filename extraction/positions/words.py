"""Lexicons of the words that show a position, by class."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from extraction import syntax
from extraction.lexicon import rows
from extraction.values import key
from ontology.enums import Stance

_LAYING = frozenset({"put", "leave", "lay", "set", "cast"})


class Attitude(StrEnum):
    """Attitude of a holder that a word shows."""

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
    TOLERATES = "tolerates"

    @property
    def stance(self) -> Stance:
        """Return the stance to the complement of the word."""
        return _STANCES[self]

    @property
    def is_said(self) -> bool:
        """Return whether the word stands for speech, so that the position is the holder's own statement."""
        return self in _SAID

    @property
    def holder_is_object(self) -> bool:
        """Return whether the holder is the object of the word and the matter its subject: "the plan worries Poland"."""
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
    Attitude.TOLERATES: Stance.SUPPORTS,
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
    """Effect of a word between an attitude and its matter."""

    ENDS = "ends"
    VANISHES = "vanishes"
    LIFTS = "lifts"
    SETS = "sets"
    CARRIES = "carries"
    EXPRESSES = "expresses"
    FAILS = "fails"
    IDLE = "idle"
    RECEIVES = "receives"
    CLAIMS = "claims"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: an attitude, and the complement that it requires."""

    follows: frozenset[str]
    attitude: Attitude


@cache
def attitudes() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """Return the senses by (lemma, part of speech)."""
    found: dict[tuple[str, str], list[Sense]] = {}
    for lemma, part, follows, name in rows("positions/words.tsv"):
        sense = Sense(frozenset(follows.split()), Attitude(name))
        found.setdefault((lemma, part), []).append(sense)
    return {key: tuple(senses) for key, senses in found.items()}


@cache
def _shifts() -> dict[tuple[str, str], Shift]:
    return {(lemma, part): Shift(name) for lemma, part, name in rows("positions/shifters.tsv")}


def senses(token: Token) -> Iterator[tuple[str, Sense]]:
    """Yield the senses of a token, each with its part of speech; a participle is also an adjective."""
    lemma, part = key(token)
    parts = [(lemma, part)]
    if part == "noun":
        parts.append((lemma, "holder"))
    elif token.tag_ == "VBN":
        parts.append((token.lower_, "adjective"))
    for one in parts:
        for sense in attitudes().get(one, ()):
            yield one[1], sense


def idioms(verb: Token) -> Iterator[tuple[Sense, Token]]:
    """Yield the senses of a verb with another word, and that word: "speak up", "see no merit", "be at odds"."""
    lemma, part = key(verb)
    if part != "verb" or lemma not in _idiomatic():
        return
    for c in verb.children:
        if c.dep_ == "dobj":
            negated = "no " if syntax.is_negated(c) else ""
            yield from ((sense, c) for sense in attitudes().get((f"{lemma} {negated}{c.lemma_.lower()}", "verb"), ()))
        elif c.dep_ == "prt":
            yield from ((sense, c) for sense in attitudes().get((f"{lemma} {c.lower_}", "verb"), ()))
        elif lemma == "be" and (c.dep_ == "prep" or c.lower_ == "up"):
            inner = c if c.dep_ == "prep" else syntax.child(c, "prep") or c
            for noun in inner.children:
                idiom = f"{lemma} {inner.lower_} {noun.lower_}"
                yield from ((sense, noun) for sense in attitudes().get((idiom, "verb"), ()))


@cache
def _idiomatic() -> frozenset[str]:
    """Return the verbs of the idioms."""
    return frozenset(lemma.split()[0] for lemma, part in attitudes() if part == "verb" and " " in lemma)


def _is_aside(word: Token, verb: Token) -> bool:
    if word.lower_ not in ("behind", "aside") or word.i < verb.i:
        return False
    return word.head.i == verb.i or any(c.pos_ == "PRON" for c in word.children)


def shift(token: Token) -> Shift | None:
    """Return the effect of the token on an attitude outside it."""
    if token.lemma_ in _LAYING and any(_is_aside(c, token) for c in token.subtree):
        return Shift.ENDS  # "put the quarrel behind us"
    return _shifts().get(key(token))
