"""What is known of names and nouns before a text is read: states, seats of power, organisations, kinds of body."""

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

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
    place: bool = False
    """A city, region or water: it says where, and what state that is in."""
    article: bool = False
    """A name only behind "the"."""


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
    for name, place in countries.PLACES.entries.items():
        names[name] = Known(name, ActorType.STATE, place, place=True)
    for name, code in countries.CAPITALS.entries.items():
        names[name] = Known(countries.name_of(code), ActorType.STATE, code, capital=True)
    for name, code in countries.NAMES.entries.items():
        names[name] = Known(countries.name_of(code), ActorType.STATE, code)
    for name, seat in countries.SEATS.entries.items():
        names[name] = Known(seat.name.removeprefix("the "), seat.type, seat.code)
    for forms, actor_type, country in rows("known_actors.tsv"):
        full, *_ = forms.split("|")
        for form in forms.split("|"):
            names[form] = Known(full, ActorType(actor_type), None if country == "-" else country)
    for name in [name for name in names if name.startswith("the ")]:
        names.setdefault(name.removeprefix("the "), replace(names.pop(name), article=True))
    return names


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
    return {
        lemma: Noun(ActorType(singular), ActorType(plural), lemma if body == "-" else body)
        for lemma, singular, plural, body in rows("actor_nouns.tsv")
    }


def noun_of(token: Token) -> Noun | None:
    """The noun that a token is, together with the word before it where the table has the two ("air force")."""
    table = nouns()
    lemma = token.lemma_.lower()
    if token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ") and not token.is_sent_start:
        pair = table.get(f"{token.nbor(-1).lemma_.lower()} {lemma}")
        if pair:
            return pair
    return table.get(lemma) or table.get(token.lower_)


def person_noun(token: Token) -> bool:
    """Whether a token is a person's role, in the singular."""
    noun = noun_of(token)
    return noun is not None and noun.type is ActorType.PERSON


@cache
def _titles() -> dict[str, str]:
    return dict(rows("role_countries.tsv"))  # type: ignore[arg-type]


# "Social Democratic" and "Christian Democrat" are of many countries.
_CREEDS = frozenset("Social Christian Liberal Free National".split())


def country_of_title(role: str) -> str | None:
    """The country of a title that one country alone has, where a role holds one: "Sen.", "Home Secretary"."""
    titles = _titles()
    words = [word.strip(";,") for word in role.split()]
    for start in range(len(words)):
        if start and words[start - 1] in _CREEDS:
            continue
        for length in (4, 3, 2, 1):
            if country := titles.get(" ".join(words[start : start + length])):
                return country
    return None


@cache
def name_nouns() -> dict[str, ActorType]:
    """The words that tell the type of a name they head."""
    return {word: ActorType(actor_type) for word, actor_type in rows("name_nouns.tsv")}
