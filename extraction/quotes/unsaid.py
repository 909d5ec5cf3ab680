"""Words not said by anybody: "never said", "no one claimed", "did she say", "should have said", "if he says"."""

from spacy.tokens import Token

from extraction.syntax import child

_NEVER = frozenset({"not", "n't", "n’t", "never", "hardly", "nowhere", "neither", "nor"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "few", "nothing"})
_WHO = frozenset({"who", "what", "which", "whoever"})
_TRUE = frozenset({"true", "correct", "case", "right", "accurate"})
_UNTRUE = frozenset({"false", "untrue", "wrong", "incorrect", "inaccurate"})
_UNREAL = frozenset({"should", "could", "would", "might", "ought", "must"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_AVOIDING = frozenset(
    "refuse decline fail avoid forget refrain stop deny hesitate neglect omit resist without yet instead".split()
)
"""Verbs and words under which saying does not happen: "declined to say that", "without saying that"."""
_LINKS = frozenset({"xcomp", "pcomp", "prep", "conj", "advcl"})
_DEEPEST = 4


def is_unsaid(verb: Token) -> bool:
    """Return whether a clause denies, asks or supposes that somebody said something."""
    return _is_negated(verb) or _is_asked(verb) or _is_unreal(verb) or _is_avoided(verb) or _is_untrue(verb)


def _is_negated(verb: Token) -> bool:
    if any(kid.lower_ in _NEVER for kid in verb.lefts if kid.dep_ in ("neg", "advmod", "preconj", "cc")):
        return True
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first = subject.doc[subject.left_edge.i]
    if first.lower_ == "not" or (subject.lower_ in _WHO and ends_in_question(verb)):
        return True
    return first.lower_ in _NOBODY and (
        first.i == subject.i or first.dep_ in ("det", "neg", "amod", "advmod", "preconj")
    )


def _is_asked(verb: Token) -> bool:
    """Return whether it is a question, or a condition with its verb in front: "did she say", "had she said"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    ahead = [kid for kid in verb.lefts if kid.dep_ in ("aux", "auxpass") and kid.i < subject.left_edge.i]
    if not ahead:
        return False
    return ahead[0].lower_ in ("had", "should", "were") or ends_in_question(verb)


def ends_in_question(verb: Token) -> bool:
    return any(token.text == "?" for token in verb.sent[-3:])


def _is_unreal(verb: Token) -> bool:
    """Return whether the saying is unreal: "should have said", "if he says"."""
    helpers = {kid.lower_ for kid in verb.lefts if kid.dep_ == "aux"}
    if helpers & _UNREAL and "have" in helpers:
        return True
    return any(kid.dep_ == "mark" and kid.lower_ in _CONDITIONS for kid in verb.lefts)


def _is_untrue(verb: Token) -> bool:
    """Return whether it is denied to be true: "it is not true that she said", "it is false that she said"."""
    above = verb.head
    if verb.dep_ not in ("ccomp", "csubj", "acl"):
        return False
    words = {above.lower_} | {kid.lower_ for kid in above.children if kid.dep_ in ("acomp", "attr")}
    negated = any(kid.dep_ == "neg" for kid in (*above.children, *above.head.children))
    return not words.isdisjoint(_TRUE if negated else _UNTRUE)


def _is_avoided(verb: Token) -> bool:
    token = verb
    for _ in range(_DEEPEST):
        if token.dep_ not in _LINKS or token.head.i == token.i:
            return False
        above = token.head
        own = child(token, "nsubj", "nsubjpass") is not None
        if own or (token.dep_ in ("conj", "advcl") and token.tag_ in ("VBD", "VBZ", "VBP")):
            return False
        if (
            token.dep_ == "xcomp"
            and above.lemma_ in ("have", "be")
            and any(kid.lower_ == "yet" for kid in above.rights)
        ):
            return True
        if above.lemma_.lower() in _AVOIDING:
            return above.lemma_.lower() != "stop" or token.dep_ in ("prep", "pcomp")
        token = above
    return False
