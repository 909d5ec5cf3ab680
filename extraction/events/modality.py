"""Whether an event took place, is planned, or is only spoken of."""

from spacy.tokens import Token

from extraction.events.lexicon import context
from ontology.enums import Modality

_WILL = frozenset("will shall 'll ’ll wo".split())
_MAYBE = frozenset("may might could can should must ought ca".split())
_CONDITION = frozenset("if unless whether lest".split())
_PAST_TELLING = frozenset(("VBD", "VBN"))
_DEEPEST = 8


def modality(anchor: Token) -> Modality | None:
    """The modality that the words around a trigger give it; None where they leave it open."""
    token = anchor
    for _ in range(_DEEPEST):
        own = _of_verb(token) if token.pos_ in ("VERB", "AUX") else _of_noun(token)
        if own is not None:
            return own
        if token.pos_ in ("VERB", "AUX") and _is_finite(token):
            return _under(token, Modality.OCCURRED)
        head, governed = _governor(token)
        if head is None or governed is not None:
            return governed
        token = head
    return None


def _of_verb(verb: Token) -> Modality | None:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark")}
    if any(child.dep_ == "neg" for child in verb.children):
        return Modality.HYPOTHETICAL
    if words & _CONDITION:
        return Modality.HYPOTHETICAL
    if words & _WILL:
        return Modality.PLANNED
    if "would" in words or "'d" in words:
        told = verb.dep_ == "ccomp" and verb.head.tag_ in _PAST_TELLING
        return Modality.PLANNED if told else Modality.HYPOTHETICAL
    if words & _MAYBE:
        return Modality.HYPOTHETICAL
    return None


def _of_noun(noun: Token) -> Modality | None:
    for child in noun.lefts:
        if child.lower_ in ("no", "any") and child.dep_ == "det":
            return Modality.HYPOTHETICAL
        found = context().get(child.lemma_.lower()) or context().get(child.lower_)
        if found is not None and child.dep_ in ("amod", "compound"):
            return found
    return None


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(child.tag_ in ("VBD", "VBZ", "VBP") for child in auxiliaries)


def _under(verb: Token, own: Modality) -> Modality:
    """What a finite clause keeps of its own modality under the verb that reports it."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        return own
    if verb.dep_ == "ccomp":
        found = context().get(head.lemma_.lower())
        if found is Modality.HYPOTHETICAL:
            return found
    return own


def _governor(token: Token) -> tuple[Token, Modality | None] | tuple[None, None]:
    """The word that decides for a trigger without a tense of its own, and what it decides."""
    head = token.head
    if head.i == token.i or token.dep_ in ("ROOT", "relcl"):
        return None, None
    if (
        token.dep_ in ("prep", "agent")
        and head.pos_ in ("VERB", "AUX")
        and token.lower_ not in ("for", "to", "of", "on", "from", "about")
    ):
        # "during the visit": the clause is about something else
        return None, None
    found = context().get(head.lemma_.lower())
    if found is not None and token.dep_ != "nsubj":
        return head, found
    if token.dep_ == "advcl" and _is_infinitive(token):
        return head, Modality.HYPOTHETICAL
    return head, None


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
