"""Words that judge what they are said of, and verbs that call something good or bad."""

from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from extraction import syntax
from extraction.lexicon import rows

_AMOUNTS = frozenset("little much few many late soon slow fast far long short weak soft high low".split())
# "An act of barbarity", "a culture of death": the noun after "of" judges.
_INSTANCES = frozenset("act campaign case climate culture display form instance policy recipe show sign source".split())

PARTS = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun", "ADV": "adjective"}
"""Parts of speech of the lexicons, by those of spaCy."""


class Value(StrEnum):
    """Judgement of a word on its subject."""

    GOOD = "good"
    BAD = "bad"
    DAMNING = "damning"
    UNTRUE = "untrue"


@cache
def _values() -> dict[tuple[str, str], Value]:
    return {(lemma, part): Value(name) for lemma, part, name in rows("positions/values.tsv")}


def key(token: Token) -> tuple[str, str]:
    """Return the lemma and part of speech of a token as in the lexicons."""
    return token.lemma_.lower(), PARTS.get(token.pos_, "")


def value(token: Token) -> Value | None:
    """Return the judgement of the token on its subject."""
    return _values().get(key(token))


def is_good(predicate: Token) -> bool | None:
    """Return whether calling something this noun or adjective praises it; None if it does not judge."""
    predicate = syntax.counted(predicate)
    found = value(predicate)
    if found is None and predicate.pos_ in ("NOUN", "PROPN"):
        inner = syntax.prepositional(predicate, ("of",)) if predicate.lemma_.lower() in _INSTANCES else ()
        parts = (*(c for c in predicate.children if c.dep_ == "amod"), *inner)
        found = next((value(part) for part in parts if value(part)), None)
    if found is None and predicate.pos_ == "ADJ":
        found = next((value(each) for each in syntax.conjuncts(predicate)[1:] if value(each)), None)
    if found is None and predicate.lower_ in _AMOUNTS and any(c.lower_ == "too" for c in predicate.children):
        found = Value.BAD
    if found is None or found is Value.UNTRUE:
        return None
    return (found is Value.GOOD) ^ syntax.is_negated(predicate)


def called(verb: Token) -> Token | None:
    """Return the judging word that a verb says its object is: "called the plan a disgrace", "described it as brave"."""
    name = syntax.child(verb, "oprd", "acomp")
    if name is None:
        as_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        name = syntax.child(as_, "amod", "pobj", "pcomp") if as_ is not None else None
    return name if name is not None and is_good(name) is not None else None
