"""Speakers in a parse: the actor of a verb, and the noun phrase that names one. Ranges are of tokens, half-open."""

from dataclasses import dataclass

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.syntax import RELATIVES, agent, child, is_passive

Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The tags of verbs that make a clause."""

IN_DIALOGUE = frozenset({"i", "we", "you"})
"""Outside quotation marks these are the author and the reader: nobody is quoted."""

_OUTER = frozenset({"relcl", "appos", "acl", "punct"})
_PASSED_ON = frozenset(
    ["conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "acomp", "advmod", "attr", "oprd", "dobj", "pobj"]
)
"""What stands in one of these relations and has no subject shares its head's."""
_FURTHEST = 8


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker: the words that name it, and for a relative pronoun the words it stands for."""

    mention: Range
    antecedent: Range | None = None


def who_does(verb: Token) -> Who | None:
    """The actor of a verb, active or passive."""
    if is_passive(verb):
        by = agent(verb)
        return who_is(by) if by is not None else None
    return _subject(verb)


def who_is(noun: Token) -> Who:
    """The speaker a noun names."""
    return Who(phrase(noun))


def _subject(verb: Token) -> Who | None:
    for _ in range(_FURTHEST):
        own = child(verb, "nsubj", "nsubjpass", "poss")
        if own is not None:
            if own.lower_ in RELATIVES and verb.dep_ == "relcl":
                return Who(phrase(own), phrase(verb.head))
            return who_is(own)
        if verb.dep_ in ("acl", "relcl"):
            noun = verb.head
            if noun.lemma_.lower() not in cues.documents() or noun.dep_ not in ("dobj", "pobj"):
                return who_is(noun)
            verb = noun
        if verb.dep_ not in _PASSED_ON:
            return None
        verb = verb.head
    return None


def phrase(noun: Token) -> Range:
    """The noun phrase without a possessive ending, and without what follows in apposition or as a clause."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for kid in noun.rights:
        if kid.dep_ in _OUTER or kid.tag_ == "POS":
            end = kid.left_edge.i
            break
    doc = noun.doc
    while start < noun.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    end = max(end, noun.i + 1)
    while end > noun.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end
