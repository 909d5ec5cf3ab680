"""Words that attribute, by class, and the constructions of each class."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extraction.lexicon import rows


class Frame(StrEnum):
    """The construction of the reported words with their verb."""

    QUOTE = "quote"
    """In quotation marks."""
    THAT = "that"
    """A clause, with or without "that"."""
    INSERTED = "inserted"
    """A sentence that encloses the verb and its subject or precedes them: "The talks, he said, had failed"."""
    WH = "wh"
    ING = "ing"
    TO = "to"
    OBJECT = "object"
    OBJECT_TO = "object_to"
    OBJECT_AS = "object_as"
    OBJECT_NAMED = "object_named"
    PREPOSITION = "preposition"
    SHOWN = "shown"
    """The finding of a document: "the poll shows the party in the lead"."""


_QUOTE, _THAT, _INSERTED, _WH, _ING, _TO = Frame.QUOTE, Frame.THAT, Frame.INSERTED, Frame.WH, Frame.ING, Frame.TO
_OBJECT, _OBJECT_TO, _OBJECT_AS, _OBJECT_NAMED = (
    Frame.OBJECT, Frame.OBJECT_TO, Frame.OBJECT_AS, Frame.OBJECT_NAMED,
)  # fmt: skip

VERB_CLASSES: dict[str, frozenset[Frame]] = {
    "say": frozenset({_QUOTE, _THAT, _INSERTED, _WH, _ING}),
    "utter": frozenset({_QUOTE}),
    "announce": frozenset({_QUOTE, _THAT, _INSERTED, _WH, _ING, _OBJECT, _OBJECT_AS}),
    "deny": frozenset({_QUOTE, _THAT, _INSERTED, _ING, _TO, _OBJECT}),
    "tell": frozenset({_QUOTE, _THAT, _INSERTED, _WH}),
    "warn": frozenset({_QUOTE, _THAT, _INSERTED, _OBJECT_TO}),
    "ask": frozenset({_QUOTE, _WH, _THAT, _TO, _OBJECT_TO}),
    "question": frozenset({_QUOTE, _WH, _OBJECT}),
    "urge": frozenset({_QUOTE, _THAT, _TO, _OBJECT_TO}),
    "promise": frozenset({_QUOTE, _THAT, _TO, _OBJECT}),
    "agree": frozenset({_QUOTE, _THAT}),
    "want": frozenset(),
    "hope": frozenset({_THAT, _INSERTED}),
    "demand": frozenset({_QUOTE, _THAT, _WH, _TO}),
    "offer": frozenset({_QUOTE, _TO}),
    "prefer": frozenset({_THAT, _TO, _OBJECT}),
    "think": frozenset({_QUOTE, _THAT, _INSERTED}),
    "expect": frozenset({_THAT, _TO, _OBJECT_TO}),
    "judge": frozenset({_QUOTE, _OBJECT, _OBJECT_AS}),
    "accuse": frozenset({_QUOTE}),
    "cite": frozenset({_OBJECT, _OBJECT_AS}),
    "call": frozenset({_QUOTE, _THAT, _OBJECT_NAMED}),
    "consider": frozenset({_OBJECT_NAMED}),
    "portray": frozenset({_OBJECT_AS}),
    "talk": frozenset(),
}
"""The constructions of the verbs of a class, besides the prepositions listed with each verb."""

CLAUSES = frozenset({Frame.THAT, Frame.INSERTED, Frame.WH, Frame.ING})


NOUN_CLASSES: dict[str, frozenset[Frame]] = {
    "word": frozenset({_THAT}),
    "thought": frozenset({_THAT}),
    "wish": frozenset({_TO}),
}


ADJECTIVE_CLASSES: dict[str, frozenset[Frame]] = {"attitude": frozenset({_THAT})}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its class, its constructions, and the prepositions that introduce the reported words."""

    name: str
    takes: frozenset[Frame]
    prepositions: frozenset[str]


@cache
def verbs() -> dict[str, Cue]:
    """Return the verbs by lemma."""
    return _read("quotes/verbs.tsv", VERB_CLASSES)


@cache
def nouns() -> dict[str, Cue]:
    """Return the nouns by lemma."""
    return _read("quotes/nouns.tsv", NOUN_CLASSES)


@cache
def adjectives() -> dict[str, Cue]:
    """Return the adjectives by lemma."""
    return _read("quotes/adjectives.tsv", ADJECTIVE_CLASSES)


@cache
def documents() -> dict[str, str]:
    """Return the classes of the nouns for documents, by lemma."""
    return {lemma: name for lemma, name, *_ in rows("quotes/document_nouns.tsv")}


def _read(file: str, classes: dict[str, frozenset[Frame]]) -> dict[str, Cue]:
    table = {}
    for lemma, name, *rest in rows(file):
        table[lemma] = Cue(name, classes[name], frozenset(rest[0].split() if rest else ()))
    return table
