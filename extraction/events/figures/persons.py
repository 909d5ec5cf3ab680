"""Persons that a number counts: killed, injured, detained, displaced, sent."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Token

from extraction import syntax
from extraction.events.figures import lexicon
from extraction.events.figures.quantities import Quantity
from extraction.syntax import is_negative
from ontology.enums import FigureKind

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "SYM")
_BEFORE_NOUN = ("nummod", "quantmod", "amod", "nmod", "compound")
_LIVES = frozenset("claim take cost lose".split())
_RISING = frozenset("rise climb reach stand jump grow increase hit pass exceed top surpass".split())
_PASSING = frozenset("pass exceed top surpass".split())
# A number without a noun counts persons with these; others send ships and tanks, too.
_BARE = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.DETAINED)
_DEEPEST = 4


class Counted(NamedTuple):
    """A quantity with what it counts; `word` says it, `noun` carries the number."""

    kind: FigureKind
    quantity: Quantity
    word: Token
    noun: Token


def find_persons(quantity: Quantity) -> Counted | None:
    """Return what the persons of a number went through; None where the words leave it open or name two things.

    Of "a man and two women", two is the least.
    """
    if quantity.unit is not None:
        return None
    bearer, noun = _carried(quantity)
    if bearer is None or is_negative(bearer):
        return None
    found = [
        Counted(kind, quantity, word, bearer)
        for kind, word in _links(bearer, noun)
        if noun is not None or kind in _BARE or quantity.root.tag_ == "NNS"
    ]
    if len({each.kind for each in found}) != 1 or _is_repeated(found[-1].word):
        return None
    if not _is_part(bearer) or found[-1].word.i == bearer.i:
        return found[-1]
    return found[-1]._replace(quantity=replace(quantity, high=None)) if quantity.low is not None else None


def _is_repeated(word: Token) -> bool:
    """Return whether something happened several times: "two were killed at each place"."""
    return any(
        inner.dep_ == "pobj" and any(each.lower_ in ("each", "every") for each in (inner, *inner.lefts))
        for phrase in word.rights
        if phrase.dep_ == "prep"
        for inner in phrase.rights
    )


def _is_part(noun: Token) -> bool:
    """Return whether a noun is joined to others to which the same happened."""
    return (noun.dep_ == "conj" and noun.head.pos_ in _NOUNS) or any(
        child.dep_ == "conj" and child.pos_ in _NOUNS for child in noun.rights
    )


def _carried(quantity: Quantity) -> tuple[Token | None, Token | None]:
    """Return the word that stands in the clause for a number, and the noun that it counts, if any."""
    root = bearer = quantity.root
    for _ in range(_DEEPEST):
        head = bearer.head
        if bearer.dep_ not in _BEFORE_NOUN or head.i == bearer.i:
            break
        if head.i < bearer.i:
            return None, None  # "Resolution 2254", "aged 12"
        bearer = head
    if bearer.i != root.i:
        return bearer, bearer
    one = quantity.low == quantity.high == 1
    of = next((child for child in root.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    noun = syntax.child(of, "pobj") if of is not None else None
    if one or (of is not None and noun is None):
        return None, None  # "one of the"
    return bearer, noun


def _links(bearer: Token, noun: Token | None) -> Iterator[tuple[FigureKind, Token]]:
    counted = noun if noun is not None else bearer
    kind = lexicon.kinds("counts").get(counted.lower_) or lexicon.kinds("counts").get(counted.lemma_.lower())
    if kind is not None and not _is_used_up(counted):
        yield kind, bearer
        return
    if counted.lemma_.lower() == "life" and bearer.head.lemma_.lower() in _LIVES:
        yield FigureKind.KILLED, bearer.head
        return
    if noun is None and (toll := _toll(bearer)) is not None:
        yield FigureKind.KILLED, toll
        return
    if noun is not None and not lexicon.is_person(noun):
        return
    base = _first(bearer)
    yield from _of_verb(base)
    yield from _of_noun(base)
    for clause in bearer.rights:
        if clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD") and syntax.is_passive(clause):
            yield from _linked("object", clause)
        elif clause.dep_ == "relcl":
            yield from _of_relative(clause)


def _is_used_up(noun: Token) -> bool:
    """Return whether "dead" or "wounded" only describes another noun."""
    return noun.dep_ in _BEFORE_NOUN and noun.head.i > noun.i


def _first(noun: Token) -> Token:
    """Return the first noun of a coordination, whose place in the clause all have."""
    for _ in range(_DEEPEST):
        if noun.dep_ != "conj" or noun.head.pos_ not in _NOUNS:
            break
        noun = noun.head
    return noun


def _linked(link: str, verb: Token) -> Iterator[tuple[FigureKind, Token]]:
    lemma, table = verb.lemma_.lower(), lexicon.kinds(link)
    particle = next((f"{lemma}+{child.lower_}" for child in verb.rights if child.dep_ == "prt"), lemma)
    kind = table.get(particle) or table.get(lemma)
    if kind is not None:
        yield kind, verb


def _of_verb(noun: Token) -> Iterator[tuple[FigureKind, Token]]:
    """Yield what the verb of a noun and the verbs joined to it say of it."""
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ == "be" and syntax.child(verb, "expl") is not None:
        return
    if noun.dep_ == "dobj":
        for each in _joined(verb, objects=True):
            yield from _linked("object", each)
        if verb.lemma_.lower() == "lose" and any(c.dep_ == "dobj" and c.lemma_ == "life" for c in verb.children):
            yield FigureKind.KILLED, verb
        yield from _states(verb)
    elif noun.dep_ in ("nsubj", "nsubjpass"):
        own = syntax.child(verb, "dobj")
        if own is not None and own.lemma_ == "life" and verb.lemma_.lower() == "lose":
            yield FigureKind.KILLED, verb  # "12 people lost their lives"
        for each in _joined(verb, objects=False):
            yield from _linked("subject", each)
            elliptic = each.tag_ in ("VBN", "VBD") and not _has_auxiliary(each) and not _has_object(each)
            if noun.dep_ == "nsubjpass" or syntax.is_passive(each) or elliptic:
                yield from _linked("object", each)
        if verb.pos_ == "AUX" or verb.lemma_ == "be":
            yield from _states(verb)
        elif verb.dep_ == "ccomp" and verb.pos_ == "ADJ":
            yield from _state(verb, verb.head)
    elif noun.dep_ in ("nsubj", "npadvmod") and noun.head.pos_ == "ADJ":
        yield from _state(noun.head, noun.head)


def _has_auxiliary(verb: Token) -> bool:
    return syntax.child(verb, "aux", "auxpass") is not None


def _has_object(verb: Token) -> bool:
    return syntax.child(verb, "dobj", "ccomp", "xcomp") is not None


def _joined(verb: Token, *, objects: bool) -> Iterator[Token]:
    """Yield a verb and those joined to it that share its object or its subject: "were shot and killed"."""
    yield verb
    if objects:
        head = verb
        for _ in range(_DEEPEST):
            if head.dep_ != "conj" or head.head.pos_ not in _VERBS or _has_object(head.head):
                break
            head = head.head
            yield head
        return
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in _VERBS and not syntax.has_subject(child):
            yield from _joined(child, objects=False)


def _states(verb: Token) -> Iterator[tuple[FigureKind, Token]]:
    """Yield the states in which a verb leaves or finds its object, or "be" its subject."""
    for child in verb.rights:
        if child.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl", "conj") and (
            verb.lemma_.lower() in ("leave", "be", "confirm", "report", "make", "render") and not _has_auxiliary(child)
        ):
            yield from _state(child, verb)


def _state(word: Token, verb: Token) -> Iterator[tuple[FigureKind, Token]]:
    kind = lexicon.kinds("state").get(word.lower_)
    if kind is not None:
        yield kind, verb


def _of_relative(clause: Token) -> Iterator[tuple[FigureKind, Token]]:
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ not in syntax.RELATIVES:
        return
    for verb in _joined(clause, objects=False):
        passive = subject.dep_ == "nsubjpass" or syntax.is_passive(verb)
        yield from _linked("object" if passive else "subject", verb)


def _of_noun(noun: Token) -> Iterator[tuple[FigureKind, Token]]:
    """Yield the noun that a number follows: "the killing of 12 people"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        governor = noun.head.head
        kind = lexicon.kinds("of").get(governor.lemma_.lower())
        if kind is not None and governor.pos_ in _NOUNS:
            yield kind, governor


def _toll(bearer: Token) -> Token | None:
    """Return the verb or noun that gives a bare number as a death toll: "rose to 12", "a death toll of 12"."""
    head = bearer.head
    if bearer.dep_ == "pobj" and head.lower_ == "of" and _is_toll(head.head):
        return head.head
    verb = head.head if bearer.dep_ == "pobj" and head.lower_ in ("to", "at") else head
    if verb.lemma_.lower() not in _RISING or (bearer.dep_ not in ("dobj", "npadvmod") and head.i == verb.i):
        return None
    subject = syntax.child(verb, "nsubj")
    return subject if subject is not None and _is_toll(subject) and verb.lemma_.lower() not in _PASSING else None


def _is_toll(noun: Token) -> bool:
    return noun.lemma_.lower() == "toll" and any(c.lower_ == "death" for c in noun.lefts)
