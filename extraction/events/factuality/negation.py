"""Negation of a verb, predicate or noun by adverb, subject, object or phrase, and its look-alikes ("not only")."""

from spacy.tokens import Token

from extraction.syntax import RELATIVES, SUBJECTS, child, has_subject

_NEVER = frozenset("never nowhere hardly barely scarcely neither nor".split())
_NEARLY = frozenset("nearly almost".split())
_NOBODY = frozenset("nobody none nothing neither noone".split())
_NO = frozenset("no neither not nor".split())
# "not only", "not until": the act did take place.
_FOLLOWED = frozenset("only just merely simply solely least surprisingly for".split())
# "at no time", "under no circumstances", "by no means"
_NEGATIVE_PHRASES = frozenset(
    "time circumstance circumstances way account case condition occasion means point moment stage event".split()
)
_AUXILIARIES = ("aux", "auxpass")
_CLIMB = 6


def is_negated(word: Token) -> bool:
    """Return whether a verb or predicate has an odd number of negations, shared ones included."""
    count = _own(word) + _shared(word)
    if word.dep_ in ("acomp", "attr", "oprd") and word.head.pos_ in ("AUX", "VERB"):
        count += _own(word.head)
    return count % 2 == 1


def is_negative(noun: Token) -> bool:
    """Return whether a noun phrase is negative: "nobody", "no attack", "neither side"."""
    if noun.lower_ in _NOBODY or (noun.lower_ == "one" and noun.i > 0 and noun.nbor(-1).lower_ == "no"):
        return True
    return any(
        c.lower_ in _NO and c.i < noun.i and c.dep_ in ("det", "neg", "preconj", "cc", "advmod") and not _is_only(c)
        for c in noun.children
    )


def _own(verb: Token) -> int:
    count = 0
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in _NEVER and c.dep_ in ("advmod", "preconj", "cc", "det") and c.i < verb.i):
            count += not _is_only(c) and not _lasts_until(verb, c)
        elif c.dep_ == "advmod":
            no_longer = c.lower_ in ("longer", "more") and any(d.lower_ == "no" for d in c.children)
            count += no_longer or (c.lower_ in _NEARLY and c.i < verb.i)
        elif c.dep_ in ("dobj", "attr", "dative") or c.dep_ in SUBJECTS:
            count += is_negative(_antecedent(c))
        elif c.dep_ == "prep":
            count += any(p.lower_ in _NEGATIVE_PHRASES and is_negative(p) for p in c.children if p.dep_ == "pobj")
    return count


def _shared(verb: Token) -> int:
    """Return the number of negations shared by joined verbs: "did not attack or bomb", "nobody came and helped"."""
    count = 0
    for _ in range(_CLIMB):
        head = verb.head
        if verb.dep_ != "conj" or head.pos_ not in ("VERB", "AUX") or has_subject(verb):
            break
        count += sum(is_negative(c) for c in head.children if c.dep_ in SUBJECTS)
        joined = {c.lower_ for c in head.children if c.dep_ in ("cc", "preconj")}
        bare = verb.tag_ in ("VB", "VBN", "VBG") and verb.tag_ == head.tag_ and child(verb, *_AUXILIARIES) is None
        if bare and "but" not in joined:
            count += sum(c.dep_ == "neg" and not _is_only(c) for c in head.children)
        elif "nor" in joined and child(verb, "neg") is None:
            count += 1
        verb = head
    return count


def _antecedent(noun: Token) -> Token:
    return noun.head.head if noun.lower_ in RELATIVES and noun.head.dep_ == "relcl" else noun


def _is_only(negation: Token) -> bool:
    following = negation.i + 1
    return following < len(negation.doc) and negation.doc[following].lower_ in _FOLLOWED


def _lasts_until(verb: Token, negation: Token) -> bool:
    """Return whether a negation only delays an act: "did not agree until Monday"."""
    until = any(c.lower_ == "until" or any(m.lower_ == "until" for m in c.children) for c in verb.rights)
    return until and any(c.lower_ in ("did", "had", "was", "were") for c in verb.lefts) and negation.dep_ == "neg"
