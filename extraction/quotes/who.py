"""Speakers in a parse: the actor of a verb, and the noun phrase that names one. Ranges are of tokens, half-open."""

from dataclasses import dataclass

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.syntax import RELATIVES, agent, child, is_passive

Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The tags of verbs that form a clause."""

IN_DIALOGUE = frozenset({"i", "we", "you", "me", "us"})
"""Outside quotation marks these are the author and the reader, who are not quoted."""

_OUTER = frozenset({"relcl", "appos", "acl", "punct"})
_PASSED_ON = frozenset(
    ["conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "acomp", "advmod", "attr", "oprd", "dobj", "pobj"]
)
"""With one of these dependencies and no subject, a verb shares that of its head."""
_FURTHEST = 8
_HANDING_ON = frozenset({"quote", "cite", "report", "paraphrase"})


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker: the words that name it, and the antecedent of a relative pronoun."""

    mention: Range
    antecedent: Range | None = None


def who_does(verb: Token) -> Who | None:
    """Return the actor of a verb, active or passive."""
    if is_passive(verb):
        by = agent(verb)
        return who_is(by) if by is not None else None
    return _subject(verb)


def who_is(noun: Token) -> Who:
    """Return the speaker a noun names; for "Kovac's spokesman Petr Novak" the person at the end."""
    start, end = phrase(noun)
    name = _name_after(noun, end)
    if name is None:
        return Who((start, end))
    return Who((start, name[1] if name[0] == end else end), name)


def _quoted(verb: Token) -> Token | None:
    """Return the speaker of words passed on, by the verb of saying: "the agency quoted the minister as saying"."""
    link = verb.head
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or link.lower_ != "as":
        return None
    if link.head.pos_ in ("NOUN", "PROPN", "PRON"):  # The parser may attach "as saying" to the speaker.
        return link.head if link.head.head.lemma_.lower() in _HANDING_ON else None
    return handed_on(link.head)


def handed_on(verb: Token) -> Token | None:
    """Return the speaker of words passed on by a verb: "the agency quoted the minister as saying"; else None."""
    if verb.lemma_.lower() not in _HANDING_ON:
        return None
    speaker = child(verb, "nsubjpass") or child(verb, "dobj")
    links = (kid for noun in (verb, speaker) if noun is not None for kid in noun.rights)
    says = any(kid.lower_ == "as" and any(c.tag_ == "VBG" for c in kid.children) for kid in links)
    return speaker if says else None


def _name_after(noun: Token, end: int) -> Range | None:
    """Return the name after a role: "Kovac's spokesman Petr Novak", "the chair of the board, Petr Novak"."""
    if noun.pos_ == "PROPN":
        return None
    for kid in noun.rights:
        if kid.dep_ == "appos" and kid.pos_ == "PROPN" and (kid.left_edge.i == end or kid.ent_type_ == "PERSON"):
            return phrase(kid)
    return None


def _subject(verb: Token) -> Who | None:
    quoted = _quoted(verb)
    if quoted is not None:
        return who_is(quoted)
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
    """Return the noun phrase without a possessive ending, and without an apposition or clause after it."""
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


def is_clausal(noun: Token) -> bool:
    """Return whether a complement is a clause or has one for its content: "resigning", "readiness to talk"."""
    if noun.pos_ == "VERB" or noun.tag_ == "VBG":
        return True
    clauses = (kid for kid in noun.rights if kid.dep_ in ("acl", "relcl", "ccomp"))
    return any(kid.lower_ in ("to", "that") and kid.dep_ in ("aux", "mark") for c in clauses for kid in c.lefts)
