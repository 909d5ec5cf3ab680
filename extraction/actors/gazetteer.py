"""Knowledge of names and nouns independent of a text: states, seats of power, organisations, kinds of body."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from extraction.actors import names
from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType

if TYPE_CHECKING:  # links between articles are made where spaCy is not imported
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Known:
    """A name that needs no context: its type, country and fullest form."""

    name: str
    type: ActorType
    country: str | None
    capital: bool = False
    """A seat of government: it stands for the state only as an actor."""
    place: bool = False
    """A city, region or water: a place in the state."""
    article: bool = False
    """The name counts only after "the"."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that names an actor: its type, the type of its plural, and the body it belongs to."""

    type: ActorType
    plural: ActorType
    body: str


@cache
def known_names() -> dict[str, Known]:
    """Return every known name, as newspapers write it, without "the"."""
    known: dict[str, Known] = {}
    for name, place in countries.PLACES.entries.items():
        known[name] = Known(name, ActorType.STATE, place, place=True)
    for name, code in countries.CAPITALS.entries.items():
        known[name] = Known(countries.name_of(code), ActorType.STATE, code, capital=True)
    for name, code in countries.NAMES.entries.items():
        known[name] = Known(countries.name_of(code), ActorType.STATE, code)
    for name, seat in countries.SEATS.entries.items():
        known[name] = Known(seat.name.removeprefix("the "), seat.type, seat.code)
    for forms, actor_type, country in rows("actors/known_actors.tsv"):
        full, *_ = forms.split("|")
        for form in forms.split("|"):
            known[form] = Known(full, ActorType(actor_type), None if country == "-" else country)
    for name in [name for name in known if name.startswith("the ")]:
        known.setdefault(name.removeprefix("the "), replace(known.pop(name), article=True))
    return known


@cache
def longest_known() -> dict[str, int]:
    """Return the length in words of the longest known name, by the first word of the name."""
    longest: dict[str, int] = {}
    for name in known_names():
        parts = name.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


def starts_known(word: str) -> bool:
    """Return whether a word in lower case starts a longer known name: "fox", of Fox News."""
    return longest_known().get(word.title(), 0) > 1


_PENDING = frozenset(("elect", "designate", "designated"))


@cache
def nouns() -> dict[str, Noun]:
    """Return the common nouns that name actors, by lemma."""
    return {
        lemma: Noun(ActorType(singular), ActorType(plural), lemma if body == "-" else body)
        for lemma, singular, plural, body in rows("actors/actor_nouns.tsv")
    }


def noun_of(token: "Token") -> Noun | None:
    """Return the noun for a token, together with the word before it where the table has the two ("air force")."""
    table = nouns()
    lemma = token.lemma_.lower()
    if lemma in _PENDING and token.i > 1 and token.nbor(-1).text == "-":
        return table.get(token.nbor(-2).lemma_.lower())  # "president-elect"
    if token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ") and not token.is_sent_start:
        pair = table.get(f"{token.nbor(-1).lemma_.lower()} {lemma}")
        if pair:
            return pair
    return table.get(lemma) or table.get(token.lower_)


def is_pending(token: "Token") -> bool:
    """Return whether a token is an office that somebody is to take: "president" in "president-elect"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) > 1 and after[0].text == "-" and after[1].lower_ in _PENDING


def person_noun(token: "Token") -> bool:
    """Return whether a token is a person's role, in the singular."""
    noun = noun_of(token)
    return noun is not None and noun.type is ActorType.PERSON


@cache
def _titles() -> dict[str, str]:
    return dict(rows("actors/role_countries.tsv"))  # type: ignore[arg-type]


# Countries where the family name comes first.
_FAMILY_FIRST = frozenset("CN KH KP KR MM SG TW VN".split())


@cache
def _leaders() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the heads of state and government by family name: the words of their names, and the country."""
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, people in rows("actors/leaders.tsv"):
        for person in people.split("|"):
            form = names.words(person)
            family = form[0] if code in _FAMILY_FIRST else form[-1]
            for word in {family, form[-1]}:
                by_word.setdefault(word, []).append((form, code))
    return by_word


def leader_country(form: tuple[str, ...], *, titled: bool) -> str | None:
    """Return the country that a person leads or led, by the words of the name; for a surname alone only with a title.

    None where two countries had leaders of that name.
    """
    if not form:
        return None
    if len(form) > 1:
        codes = {code for other, code in _leaders().get(form[-1], ()) if names.same_person(form, other)}
    else:
        codes = {code for _, code in _leaders().get(form[0], ())} if titled else set()
    return codes.pop() if len(codes) == 1 else None


# Many countries have a "Social Democratic" or "Christian Democrat" party.
_CREEDS = frozenset("Social Christian Liberal Free National".split())


def country_of_title(role: str) -> str | None:
    """Return the country of a role whose title exists in one country only: "Sen.", "Home Secretary"; else None."""
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
def _international() -> re.Pattern[str]:
    forms = [name for name, known in known_names().items() if known.type is ActorType.INTERGOVERNMENTAL]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))}|European|[Ii]nternational)(?!\w)")


def is_international(role: str) -> bool:
    """Return whether a role belongs to a body of several states: "NATO's secretary general"."""
    return bool(_international().search(role))


@cache
def genders() -> dict[str, str]:
    """Return the gender, "m" or "f", by given name in lower case and without accents."""
    return {name.lower(): gender for gender, people in rows("actors/given_names.tsv") for name in people.split("|")}


@cache
def name_nouns() -> dict[str, ActorType | None]:
    """Return the type of a name by its head noun; None for names of things that do not act."""
    return {word: None if kind == "-" else ActorType(kind) for word, kind in rows("actors/name_nouns.tsv")}
