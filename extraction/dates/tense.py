"""Tense of the clause of an expression: past or future."""

from typing import NamedTuple

from spacy.tokens import Token

from extraction import syntax
from extraction.dates.meaning import Tense

_WILL = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_TO_COME = _WILL | {"ca", "can", "may", "must", "should", "could", "would", "might"}
_BEEN = frozenset(("had", "was", "were", "did", "has", "have", "'ve", "’ve"))
_BEING = frozenset(("is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"))
_ADVERBIAL = frozenset(("prep", "npadvmod", "advmod", "tmod", "dobj"))
# Verbs and adjectives whose infinitive or participle is in the future.
_AHEAD = frozenset(
    "schedule expect plan due set slate intend hope want aim agree decide promise vow pledge prepare likely "
    "propose order seek urge ask call postpone extend delay adjourn".split()
)
# Verbs whose object is in the future: "announced a vote in May", "fixed a deadline of 5 May".
_OF_WHAT_IS_TO_COME = _AHEAD | frozenset("announce fix demand give convene arrange book declare authorize".split())
# Verbs at the same time as their infinitive: "began to withdraw in May".
_IMPLICATIVE = frozenset(
    "begin start continue cease manage fail help come go get happen prove appear seem use tend dare bother proceed "
    "serve resume rush hurry refuse decline forget remember neglect".split()
)
_UP_TO = frozenset(("until", "till", "to", "for", "by"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_LONGEST_CLIMB = 12


class ClauseTense(NamedTuple):
    """Tense of a clause; `sure` is true where the date is an adverbial of the verb with that tense."""

    tense: Tense
    sure: bool


_UNKNOWN = ClauseTense(Tense.UNKNOWN, sure=False)


def tense(first: Token, last: Token) -> ClauseTense:
    """Return the tense at an expression, from the nearest verb above it with a clear tense."""
    token = child = last
    if token.dep_ == "poss":  # "Friday's vote" has no tense
        return _UNKNOWN
    direct, of_object = True, False
    for step in range(_LONGEST_CLIMB):
        inside = first.i <= token.i <= last.i
        if token.pos_ in ("VERB", "AUX") and not inside:
            if token.lemma_ in _AHEAD and child.lower_ in _UP_TO:
                return ClauseTense(Tense.FUTURE, sure=False)
            found = _of_verb(token, direct=step <= 2 and child.dep_ in _ADVERBIAL)
            if token.lemma_ in _OF_WHAT_IS_TO_COME and (of_object or syntax.has_object(token)):
                return _UNKNOWN
            if found is not Tense.UNKNOWN:
                return ClauseTense(found, direct)
            direct &= token.dep_ in ("conj", "xcomp")
        elif token.lemma_ in _AHEAD or (token.pos_ == "ADJ" and token.text.endswith(("able", "ible"))):
            return ClauseTense(Tense.FUTURE, sure=False)
        elif token.pos_ in _NOUNS and not inside:
            direct &= not of_object and child.dep_ == "prep" and token.dep_ in ("dobj", "pobj", "nsubjpass")
            of_object = True
        if token.head == token:
            break
        child, token = token, token.head
    return _UNKNOWN


def _of_verb(verb: Token, direct: bool) -> Tense:
    """Return the tense of a verb; the present is clear only for its direct modifiers ("meets on Tuesday")."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & _TO_COME:
        unreal = "have" in auxiliaries and not auxiliaries & _WILL  # "should have left"
        return Tense.PAST if unreal else Tense.FUTURE
    if "to" in auxiliaries:
        if "have" in auxiliaries or (verb.dep_ == "xcomp" and verb.head.lemma_ in _IMPLICATIVE):
            return Tense.UNKNOWN  # as its governor
        ahead = verb.head.lemma_ in _AHEAD or verb.dep_ in ("xcomp", "relcl", "acl")
        return Tense.FUTURE if ahead else Tense.UNKNOWN
    if verb.lemma_ in _AHEAD and verb.tag_ == "VBN":
        return Tense.FUTURE
    if verb.tag_ == "VBD" or auxiliaries & _BEEN:
        return Tense.PAST
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return Tense.PAST
    if direct and (verb.tag_ in ("VBP", "VBZ") or (verb.tag_ == "VBG" and auxiliaries & _BEING)):
        return Tense.FUTURE
    return Tense.UNKNOWN
