"""Clues to the person meant by a bare surname, from the words around it: gender, relatives, office."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, gender, names

KIN = frozenset(
    "son daughter brother sister wife husband father mother widow widower uncle aunt nephew niece cousin grandson"
    " granddaughter grandfather grandmother fiancé fiancée girlfriend boyfriend stepson stepdaughter relative twin"
    " spouse brother-in-law sister-in-law son-in-law daughter-in-law father-in-law mother-in-law half-brother"
    " half-sister stepbrother stepsister".split()
)
# The possessor of one of these holds the office at its head.
_OF_HEADS = frozenset("government cabinet administration country nation people armed-force presidency kingdom".split())
_OF_MINISTERS = frozenset("ministry department portfolio".split())
HEADS = frozenset("president premier minister chancellor king queen emir sultan ruler leader monarch".split())
# The holder of one of these offices is called by the surname alone, rather than people without one.
OFFICES = HEADS | frozenset(
    "vice-president vice-premier senator lawmaker legislator parliamentarian congressman congresswoman representative"
    " deputy official general admiral colonel major captain commander officer prosecutor judge justice governor mayor"
    " ambassador envoy consul diplomat secretary undersecretary commissioner director director-general"
    " secretary-general chairman chairwoman chair speaker head chief spokesman spokeswoman spokesperson treasurer"
    " attorney inspector sheriff marshal brigadier prince princess bishop archbishop cardinal pope ayatollah".split()
)
_MINE = frozenset("his her my our".split())
_GENDERS = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_TELLING = frozenset(("as", *_MINE, *_GENDERS))


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues to a person in the sentence with the name."""

    title: str = ""
    """The gender of the title before the name."""
    address: str = ""
    """The form of address before the name: "Mrs."."""
    pronoun: str = ""
    """The gender of the pronouns that follow the name."""
    relatives: frozenset[str] = frozenset()
    """Nouns of kin in the person's possession, and so the roles of others: "his son"."""
    offices: frozenset[str] = frozenset()
    """Nouns of offices, one of which the person holds: "as president", "his ministry"."""


NO_CLUES = Clues()


def find_clues(doc: Doc, start: int, name: int, head: Token) -> Clues:
    """Return the clues to the person of a name that starts at `name`, with its title at `start`."""
    title = gender.of_words(token.lower_ for token in doc[start:name])
    genders: set[str] = set()
    relatives: set[str] = set()
    offices: set[str] = set()
    for token in head.sent:
        word = token.lower_
        if word not in _TELLING:
            continue
        if token.i > head.i and word in _GENDERS and not _others_between(doc, head.i, token.i):
            genders.add(_GENDERS[word])
        if word == "as" and token.dep_ == "prep":
            offices |= {child.lemma_.lower() for child in token.children if gazetteer.person_noun(child)}
        if word in _MINE and token.dep_ == "poss":
            owned = token.head.lemma_.lower()
            relatives |= {owned} & KIN
            offices |= HEADS if owned in _OF_HEADS else {"minister", "secretary"} if owned in _OF_MINISTERS else set()
    address = doc[name - 1].text if name > start and names.is_courtesy(doc[name - 1].text) else ""
    return Clues(title, address, genders.pop() if len(genders) == 1 else "", frozenset(relatives), frozenset(offices))


def _others_between(doc: Doc, first: int, last: int) -> bool:
    """Return whether another person, a possible antecedent of a pronoun, is mentioned between two tokens."""
    return any(
        (token.ent_type_ == "PERSON" or gazetteer.person_noun(token)) and token.dep_ != "compound"
        for token in doc[first + 1 : last]
    )
