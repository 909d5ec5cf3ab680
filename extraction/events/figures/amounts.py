"""Money and durations: the words of an event that an amount belongs to, from its phrase outwards."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction import syntax
from extraction.events.figures.quantities import Quantity
from extraction.events.lexicon import light_verbs

_IN_NOUN = ("nummod", "quantmod", "amod", "nmod", "compound", "npadvmod")
_OF_MONEY = frozenset("of in worth with by for at".split())
_LASTING = frozenset("last continue run go".split())
# "The remaining four weeks of the election" are part of its time.
_PARTS = frozenset("remaining last first past final next coming previous other".split())
_DEEPEST = 4


def governing_money(quantity: Quantity) -> Iterator[Token]:
    """Yield the words that money may measure, nearest first: "aid" and "pledged" in "pledged $5m in aid"."""
    token = quantity.root
    yield from _inside(token)
    controlled = False
    for _ in range(_DEEPEST):
        head = token.head
        if head.i == token.i:
            return
        if token.dep_ in _IN_NOUN and token.pos_ != "VERB":
            if head.tag_ == "NNS" and head.pos_ == "NOUN" and head.i > token.i:
                return  # "nine $500 donations"
            token = head
            yield token
            yield from _inside(token)
        elif token.dep_ in ("dobj", "dative", "nsubjpass") or (token.dep_ == "nsubj" and syntax.is_passive(head)):
            token = head
            yield token
        elif token.dep_ == "pobj" and head.lower_ in _OF_MONEY:
            token = head.head
            yield token
        elif token.dep_ == "xcomp" and syntax.is_infinitive(token) and not controlled:
            token, controlled = head, True  # "pledged to give $5m"
            yield token
        elif token.dep_ == "conj" and token.pos_ not in ("VERB", "AUX"):
            token = head
        else:
            return


def _inside(noun: Token) -> Iterator[Token]:
    """Yield the nouns that say what money is for: "a $5 million aid package", "$5 million in aid"."""
    if noun.pos_ in ("VERB", "AUX"):
        return
    yield from (child for child in noun.lefts if child.dep_ == "compound")
    for phrase in noun.rights:
        if phrase.dep_ == "prep" and phrase.lower_ in ("in", "of"):
            for inner in phrase.rights:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from (child for child in inner.lefts if child.dep_ == "compound")


def governing_duration(quantity: Quantity) -> Iterator[Token]:
    """Yield the words whose time a duration may be: "ban" in "a two-year ban", "held" in "held for three days"."""
    token = quantity.root
    if any(child.lower_ in _PARTS for child in token.lefts):
        return
    for phrase in token.rights:
        if phrase.dep_ == "prep" and phrase.lower_ == "of":
            yield from (inner for inner in phrase.rights if inner.dep_ == "pobj")  # "two years of talks"
    while token.dep_ in (*_IN_NOUN, "poss") and token.head.pos_ in ("NOUN", "PROPN", "ADJ") and token.head.i > token.i:
        token = token.head
        yield token
    head = token.head
    if token.dep_ == "pobj":
        governor = head.head
        if token.i != quantity.root.i:
            return  # "elected for a two-year term"
        if head.lower_ == "for" or (head.lower_ == "of" and governor.pos_ in ("NOUN", "PROPN")):
            yield governor
            if governor.lemma_.lower() in light_verbs():
                yield from (child for child in governor.rights if child.dep_ == "dobj")  # "held talks for three hours"
        elif head.lower_ == "to" and governor.lemma_.lower() == "sentence":
            yield governor
    elif token.dep_ in ("dobj", "npadvmod") and head.lemma_.lower() in _LASTING:
        subject = syntax.child(head, "nsubj")
        if subject is not None:
            yield subject
