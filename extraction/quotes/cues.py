"""The words that attribute, by class, and what each class can take."""

from dataclasses import dataclass
from functools import cache

from extraction.lexicon import rows

QUOTE, THAT, INSERTED, WH, ING, TO, OBJECT, OBJECT_TO, OBJECT_THAT, OBJECT_AS, OBJECT_NAMED = (
    "quote", "that", "inserted", "wh", "ing", "to", "object", "object_to", "object_that", "object_as", "object_named",
)  # fmt: skip

VERB_CLASSES: dict[str, frozenset[str]] = {
    "say": frozenset({QUOTE, THAT, INSERTED, WH, ING, TO}),
    "announce": frozenset({QUOTE, THAT, INSERTED, WH, ING, OBJECT, OBJECT_AS}),
    "utter": frozenset({QUOTE}),
    "warn": frozenset({QUOTE, THAT, INSERTED, OBJECT_THAT, OBJECT_TO}),
    "tell": frozenset({QUOTE, THAT, INSERTED, WH, OBJECT_THAT, OBJECT_TO}),
    "ask": frozenset({QUOTE, WH, THAT, TO, OBJECT_TO, OBJECT_THAT}),
    "question": frozenset({QUOTE, WH, THAT, OBJECT}),
    "urge": frozenset({QUOTE, THAT, TO, OBJECT_TO}),
    "promise": frozenset({QUOTE, THAT, TO, OBJECT}),
    "want": frozenset({TO}),
    "seek": frozenset({TO, OBJECT_TO, OBJECT}),
    "demand": frozenset({QUOTE, THAT, WH, TO, OBJECT}),
    "offer": frozenset({QUOTE, TO, OBJECT}),
    "hope": frozenset({THAT, INSERTED, TO}),
    "prefer": frozenset({THAT, TO, OBJECT}),
    "think": frozenset({QUOTE, THAT, INSERTED, WH}),
    "expect": frozenset({THAT, TO, OBJECT_TO}),
    "fear": frozenset({QUOTE, THAT, OBJECT}),
    "consider": frozenset({OBJECT_NAMED}),
    "judge": frozenset({QUOTE, OBJECT, OBJECT_AS}),
    "discuss": frozenset({WH, OBJECT}),
    "cite": frozenset({OBJECT, OBJECT_AS}),
    "call": frozenset({QUOTE, THAT, OBJECT_NAMED}),
    "portray": frozenset({OBJECT_AS}),
    "talk": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that attributes: its class and the prepositions that introduce what is said."""

    name: str
    takes: frozenset[str]
    prepositions: frozenset[str]


@cache
def verbs() -> dict[str, Verb]:
    """The verbs by lemma."""
    table = {}
    for lemma, name, *rest in rows("quote_verbs.tsv"):
        table[lemma] = Verb(name, VERB_CLASSES[name], frozenset(rest[0].split() if rest else ()))
    return table
