"""Negation of a verb, predicate or noun by adverb, subject, object or phrase, and its look-alikes ("not only")."""

from spacy.tokens import Token

from extraction.syntax import RELATIVES, SUBJECTS, is_negative, is_only, shared_negations

_NEVER = frozenset("never nowhere hardly barely scarcely neither nor".split())
_NEARLY = frozenset("nearly almost".split())
# "at no time", "under no circumstances", "by no means"
_NEGATIVE_PHRASES = frozenset(
    "time circumstance circumstances way account case condition occasion means point moment stage event".split()
)


def is_negated(word: Token) -> bool:
    """Return whether a verb or predicate has an odd number of negations, shared ones included."""
    count = _own(word) + shared_negations(word)
    if word.dep_ in ("acomp", "attr", "oprd") and word.head.pos_ in ("AUX", "VERB"):
        count += _own(word.head)
    return count % 2 == 1


def is_absent(noun: Token) -> bool:
    """Return whether the text denies that somebody is in the state of a noun: "are not in talks", "is not at war"."""
    place = noun.head
    return noun.dep_ == "pobj" and place.lower_ in ("in", "at") and place.head.lemma_ == "be" and is_negated(place.head)


def is_not_what(noun: Token) -> bool:
    """Return whether something is not what a noun names: "it was not an attack"; "no ordinary attack" is one."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be" or is_negative(noun) or not is_negated(noun.head):
        return False
    return not any(c.dep_ in ("amod", "compound") for c in noun.lefts)


def _own(verb: Token) -> int:
    count = 0
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in _NEVER and c.dep_ in ("advmod", "preconj", "cc", "det") and c.i < verb.i):
            count += not is_only(c) and not _lasts_until(verb, c) and not _is_of_reason(verb)
        elif c.dep_ == "advmod":
            no_longer = c.lower_ in ("longer", "more") and any(d.lower_ == "no" for d in c.children)
            count += no_longer or (c.lower_ in _NEARLY and c.i < verb.i)
        elif c.dep_ in ("dobj", "attr", "dative") or c.dep_ in SUBJECTS:
            count += is_negative(_antecedent(c))
        elif c.dep_ == "prep":
            count += any(p.lower_ in _NEGATIVE_PHRASES and is_negative(p) for p in c.children if p.dep_ == "pobj")
    return count


def _antecedent(noun: Token) -> Token:
    return noun.head.head if noun.lower_ in RELATIVES and noun.head.dep_ == "relcl" else noun


def _lasts_until(verb: Token, negation: Token) -> bool:
    """Return whether a negation only delays an act: "did not agree until Monday"."""
    until = any(c.lower_ == "until" or any(m.lower_ == "until" for m in c.children) for c in verb.rights)
    return until and any(c.lower_ in ("did", "had", "was", "were") for c in verb.lefts) and negation.dep_ == "neg"


def _is_of_reason(verb: Token) -> bool:
    """Return whether a negation is of the purpose or reason: "did not invade to punish them but to stop the war"."""
    doc = verb.doc
    reasons = [c for c in verb.rights if c.dep_ in ("advcl", "xcomp") and c.pos_ in ("VERB", "AUX")]
    for i in range(verb.i + 1, verb.sent.end - 1) if reasons else ():
        if doc[i].lower_ == "but" and doc[i + 1].lower_ in ("to", "because"):
            return True
    return False
