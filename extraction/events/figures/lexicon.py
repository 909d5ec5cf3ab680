"""Words of figures: what is counted, persons, and currencies (extraction/data/events)."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from extraction.lexicon import rows
from ontology import countries
from ontology.enums import FigureKind

_ENDINGS = ("men", "women", "people", "folk")


@dataclass(frozen=True, slots=True)
class Currencies:
    """ISO 4217 codes by signs, by words that mean one alone, and by words after the adjective of a country."""

    signs: dict[str, str]
    words: dict[str, str]
    national: dict[tuple[str, str], str]


@cache
def kinds(link: str) -> dict[str, FigureKind]:
    """Return what persons go through, by the lemma to which their number is linked in this way."""
    return {
        word: FigureKind(kind)
        for kind, linked, words in rows("events/figures.tsv")
        if linked == link
        for word in words.split()
    }


@cache
def currencies() -> Currencies:
    """Return the currencies."""
    found = Currencies({}, {}, {})
    for code, country, signs, words, national in rows("events/currencies.tsv"):
        found.signs.update(dict.fromkeys(signs.split(), code))
        found.words.update(dict.fromkeys(words.split(), code))
        found.national.update({(country, word): code for word in national.split()})
    return found


@cache
def _persons() -> frozenset[str]:
    own = {word for kind, _, words in rows("events/figures.tsv") if kind == "persons" for word in words.split()}
    return frozenset(own | {lemma for lemma, singular, *_ in rows("actors/actor_nouns.tsv") if singular == "person"})


def is_person(noun: Token) -> bool:
    """Return whether a noun means persons: "soldiers", "Norwegians", "policewomen"."""
    lemma, word = noun.lemma_.lower(), noun.lower_
    if not {lemma, word, word.removesuffix("s")}.isdisjoint(_persons()) or word.endswith(_ENDINGS):
        return True
    # "Three Saudis", but not "two French": an adjective leaves open what it counts.
    return noun.text[:1].isupper() and noun.pos_ in ("NOUN", "PROPN") and countries.demonym(noun.text) is not None
