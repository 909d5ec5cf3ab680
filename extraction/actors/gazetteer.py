"""What is known of names and nouns before a text is read: states, seats of power, organisations, kinds of body."""

from dataclasses import dataclass
from functools import cache

from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType


@dataclass(frozen=True, slots=True)
class Known:
    """A name that needs no context: what it names, in its fullest form."""

    name: str
    type: ActorType
    country: str | None
    capital: bool = False
    """A seat of government: it stands for the state only where it acts."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that names an actor: its type, the type of its plural, and the body it belongs to."""

    type: ActorType
    plural: ActorType
    body: str


@cache
def known_names() -> dict[str, Known]:
    """Every known name, as newspapers write it, without "the"."""
    names: dict[str, Known] = {}
    for name, code in countries.CAPITALS.entries.items():
        names[name] = Known(countries.name_of(code), ActorType.STATE, code, capital=True)
    for name, code in countries.NAMES.entries.items():
        names[name] = Known(countries.name_of(code), ActorType.STATE, code)
    for name, seat in countries.SEATS.entries.items():
        names[name] = Known(seat.name, seat.type, seat.code)
    for forms, actor_type, country in rows("known_actors.tsv"):
        full, *_ = forms.split("|")
        for form in forms.split("|"):
            names[form] = Known(full, ActorType(actor_type), None if country == "-" else country)
    return {name: known for name, known in names.items() if not name.startswith("the ")}


@cache
def longest_known() -> dict[str, int]:
    """For the first word of each known name, the number of words in the longest one that starts with it."""
    longest: dict[str, int] = {}
    for name in known_names():
        parts = name.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


@cache
def nouns() -> dict[str, Noun]:
    """The common nouns that name actors, by lemma."""
    found = {}
    for lemma, actor_type, body in rows("actor_nouns.tsv"):
        singular = ActorType(actor_type)
        if singular is ActorType.PERSON:
            found[lemma] = Noun(singular, ActorType(body), lemma)
        else:
            found[lemma] = Noun(singular, singular, body)
    return found


@cache
def name_nouns() -> dict[str, ActorType]:
    """The words that tell the type of a name they head."""
    return {word: ActorType(actor_type) for word, actor_type in rows("name_nouns.tsv")}
