"""Actors named by nouns: as doers, as recipients, or as answerable for something."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.events import lexicon, sides

Find = Callable[[Token], int | None]

OWNERS = ("poss", "amod", "compound", "nmod")
_COLLECTIVE = frozenset(
    "group number dozen hundred thousand million most some many one all none both series score".split()
)
# Participles after the actor in "US-led invasion" and "Russian-backed attack".
LED = frozenset("led backed sponsored supported brokered imposed inspired".split())
# Prepositions of the owner: "the efforts of Haiti", "crimes by the rebels"; "aid for Haiti" is not Haiti's.
_OF_OWNER = frozenset("of by from in".split())
_WHERE = frozenset("in into at through inside within outside near across around throughout along off over".split())
_SOMEBODY = frozenset("i we he she they you who sides side parties leaders presidents ministers council both".split())
# Maximum depth of a phrase or clause; deeper words have no part in the event.
DEEPEST = 4
# The "of" after nouns with these verbal endings leads to the recipient: "the demolition of homes".
_DEVERBAL = ("tion", "sion", "ment", "ing", "ure", "age", "cide")


class Roles(NamedTuple):
    """Participants of an event, as indices of the actor table."""

    doers: list[int]
    recipients: list[int]
    link: str = ""
    """Preposition before the recipients, if any: "to" in "sent troops to"."""
    unnamed: bool = False
    """True if the doers are persons or a body named only by a pronoun or a word like "sides"."""


class Parties:
    """Finder of the actors of one table by their nouns."""

    def __init__(self, table: ActorTable) -> None:
        self.table = table
        self.types = [actor.type for actor in table.actors]

    def named(self, nouns: Iterable[Token], find: Find | None = None, depth: int = 0) -> list[int]:
        """Return the actors mentioned by nouns; `find` returns the actor of one noun."""
        find = find or self.affected
        found: list[int] = []
        for noun in nouns:
            index = find(noun)
            if index is None and noun.lemma_.lower() in _COLLECTIVE and depth < DEEPEST:
                found += self.named(sides.behind(noun, "of"), find, depth + 1)
            elif index is not None and index not in found:
                found += [one for one in self.table.together(noun.i) or (index,) if one not in found]
        return found

    def acting(self, noun: Token) -> int | None:
        """Return the actor that a noun names; an adjective names none."""
        return self.table.headed_by(noun.i) if noun.dep_ in OWNERS else self.affected(noun)

    def affected(self, noun: Token) -> int | None:
        """Return the actor that a noun or adjective names, except one that is only a place."""
        first = syntax.first_conjunct(noun)
        if first.dep_ == "pobj" and first.head.lower_ in _WHERE:
            return self.table.headed_by(noun.i)
        return self.table.named_by(noun.i)

    def anywhere(self, noun: Token) -> int | None:
        """Return the actor that a noun or adjective names, in any position."""
        return self.table.named_by(noun.i)

    def doers(self, nouns: list[Token]) -> list[int]:
        """Return the doers; "Danish farmers" are not Denmark."""
        return self.named(nouns) or self._owners(nouns, self.acting)

    def who(self, nouns: list[Token], *, places: bool = False) -> list[int]:
        """Return the recipients; with `places` include those that are only the place of the event."""
        return self.named(nouns, self.anywhere if places else None) or self._owners(nouns, self.affected)

    def owner(self, noun: Token) -> list[int]:
        """Return the owner of a person or thing: "Peru's ambassador", "the ambassador of Peru"."""
        return self.before(noun)[0] or self.named(sides.behind(noun, "of"))

    def _owners(self, nouns: Iterable[Token], find: Find, depth: int = 0) -> list[int]:
        """Return the owners of nouns that are not actors themselves: "Israeli changes", "efforts of Haiti"."""
        for noun in nouns:
            owners = [child for child in noun.lefts if child.dep_ in OWNERS]
            found = self.named(owners, find)
            for owner in owners:
                found += self.named((child for child in owner.children if child.dep_ in OWNERS), find)
            if found:
                return found
            for child in noun.rights if depth < DEEPEST else ():
                if child.dep_ in ("prep", "agent") and child.lower_ in _OF_OWNER:
                    deeper = sides.prepositional(child)
                elif child.dep_ == "acl" and child.tag_ == "VBN":
                    deeper = sides.doers(child)  # "crimes committed by the rebels"
                else:
                    continue
                found = self.named(deeper, find)
                if not found and child.lower_ != "in":  # "powers in the Horn of Africa" are not Africa's
                    found = self._owners(deeper, find, depth + 1)
                if found:
                    return found
        return []

    def answerable(self, nouns: Iterable[Token], depth: int = 0) -> list[int]:
        """Return the targets of praise, blame or refusal of nouns: the actors named, or the doers of the acts named.

        "Condemned the invasion of Kuwait by Iraq" is meant for Iraq, "condemned the attack on Oslo" for nobody.
        """
        for noun in nouns:
            found = self.named([noun]) or self._behind(noun, depth)
            if found:
                rest = [index for other in nouns for index in self.named([other]) if index not in found]
                return found + rest
        return []

    def _behind(self, act: Token, depth: int) -> list[int]:
        """Return the doers of an act or the owners of a thing that a noun names."""
        found = self.doers(agents(act))
        for clause in act.rights:
            if not found and clause.dep_ in ("acl", "relcl") and act.i in {n.i for n in sides.objects(clause)}:
                found = self.doers(sides.doers(clause))  # "the attacks that Libya carried out"
        found = found or self.before(act)[0]
        if found or depth >= DEEPEST:
            return found
        side = side_of(act)
        for phrase in act.rights:
            if phrase.dep_ != "prep":
                continue
            nouns = sides.prepositional(phrase)
            if phrase.lower_ == "of" and side == "whole":
                found = self.answerable(nouns, depth + 1)
            elif (phrase.lower_ == "of" and side == "actor") or phrase.lower_ == "between":
                found = self.doers(nouns)
            elif phrase.lower_ == "from" and side == "actor":
                found = self.named(nouns)
            if found:
                return found
        return []

    def before(self, noun: Token, *, there: bool = False, only_doers: bool = False) -> tuple[list[int], list[int]]:
        """Return the doers and recipients before a noun: "Iran's attack", "US-led invasion", "Iraq invasion".

        With `there` an adjective is only a place ("the Syrian conflict"); with `only_doers` nobody is a recipient.
        """
        doers: list[int] = []
        sufferers: list[int] = []
        side = side_of(noun)
        for child in noun.lefts:
            if child.lower_ in LED:
                doers += self.named(child.children)
            elif child.dep_ in OWNERS:
                phrase = [child, *(g for g in child.children if g.dep_ in ("compound", "amod", "conj", "nmod"))]
                found = self.named(phrase, self.acting if there else None)
                if child.dep_ == "poss":
                    found = found or self._owners([child], self.acting)
                    target = self._suffers(noun, found)
                else:
                    target = child.dep_ == "compound" and side != "actor" and self._is_target(child)
                (sufferers if target and not only_doers else doers).extend(found)
        return list(dict.fromkeys(doers)), list(dict.fromkeys(sufferers))

    def _is_target(self, noun: Token) -> bool:
        """Return whether a state's name in a compound is the target: "Iraq invasion" but "US invasion"."""
        index = self.affected(noun)
        return index is not None and self.types[index] == "state" and not noun.text.replace(".", "").isupper()

    def _suffers(self, noun: Token, found: list[int]) -> bool:
        """Return whether a possessive is the recipient of an act: "her arrest", "Palme's assassination"."""
        if side_of(noun) == "patient":
            return True
        entries = lexicon.nouns().get(noun.lemma_.lower())
        if not entries or entries[0].kind.name not in _DONE_TO_PEOPLE or sides.behind(noun, "of"):
            return False
        return bool(agents(noun)) or any(self.types[index] in ("person", "group") for index in found)


# A person as the possessive of these classes is the recipient.
_DONE_TO_PEOPLE = frozenset(
    "arrest imprisonment killing assassination abduction torture release extradition deportation expulsion trial charge"
    " wounding appointment".split()
)


def is_somebody(noun: Token) -> bool:
    """Return whether a noun or pronoun stands for unnamed persons or an unnamed body."""
    return noun.lower_ in _SOMEBODY


def agents(noun: Token) -> list[Token]:
    """Return the nouns of "by" phrases after a noun, even if the parser attached the phrase to the verb before it."""
    found = [pobj for phrase in phrases(noun) if phrase.lower_ == "by" for pobj in sides.prepositional(phrase)]
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if found or verb is None or verb.pos_ != "VERB" or syntax.is_passive(verb):
        return found
    if not syntax.has_subject(verb) and verb.dep_ != "conj":
        return found
    by = next((c for c in verb.rights if c.lower_ == "by" and c.dep_ in ("prep", "agent") and c.i > noun.i), None)
    return sides.prepositional(by) if by is not None else found


def phrases(noun: Token) -> list[Token]:
    """Return the prepositions after a noun, including those that the parser attached to the noun before it."""
    found: list[Token] = []
    for child in noun.rights:
        if child.dep_ in ("prep", "agent"):
            found.append(child)
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    found += [
                        deeper
                        for deeper in pobj.rights
                        if deeper.dep_ == "prep" and deeper.lower_ in ("by", "to", "from")
                    ]
    return found


def side_of(noun: Token) -> str:
    """Return the side of "of" after a noun: doer (actor), affected party (recipient, patient), or
    the whole that contains it (whole).
    """
    lemma = noun.lemma_.lower()
    side = lexicon.sides().get(lemma)
    if side is not None:
        return side
    entries = lexicon.nouns().get(noun.lower_) or lexicon.nouns().get(lemma)
    if entries:
        return "actor" if entries[0].of == "-" else entries[0].of
    return "recipient" if lemma.endswith(_DEVERBAL) else "actor"
