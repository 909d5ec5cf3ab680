"""Whether an event took place, is planned, or is only spoken of."""

from spacy.tokens import Token

from extraction import syntax
from extraction.events.lexicon import context
from ontology.enums import Modality

_WILL = frozenset("will shall 'll ’ll wo".split())
_MAYBE = frozenset("may might could can should must ought ca".split())
_CONDITION = frozenset("if unless whether lest".split())
_VERBS = ("VERB", "AUX")
_DEEPEST = 8


def modality(trigger: Token, anchor: Token) -> Modality | None:
    """The modality that the words around a trigger and its light verb give it; None where they leave it open."""
    if trigger.pos_ == "NOUN" and anchor.i != trigger.i:
        own = _of_modifiers(trigger)
        if own is not None:
            return own
    if anchor.pos_ in _VERBS or anchor.dep_ == "acomp":
        return _of_clause(anchor)
    return _of_phrase(anchor)


def _of_clause(verb: Token) -> Modality | None:
    """Climbs from a verb to the clause that has a tense."""
    token = verb.head if verb.dep_ == "acomp" else verb
    for _ in range(_DEEPEST):
        own = _of_auxiliaries(token)
        if own is not None:
            return own
        if _is_finite(token):
            return _reported(token)
        head = token.head
        if head.i == token.i:
            # A headline: "Peru to release sailors"
            return Modality.PLANNED if syntax.is_infinitive(token) and syntax.has_subject(token) else None
        governed = context().get(head.lemma_.lower())
        if token.dep_ == "pcomp":
            head = head.head
            governed = context().get(head.lemma_.lower())
        if governed is not None and token.dep_ != "conj":
            return governed
        if token.dep_ == "advcl" and syntax.is_infinitive(token):
            return Modality.HYPOTHETICAL
        if head.pos_ in ("NOUN", "PROPN"):
            # "a plan to deploy" was decided above; "troops sent to Iraq" were sent
            return Modality.OCCURRED if token.tag_ in ("VBN", "VBG", "VBD") else _of_phrase(head)
        token = head
    return None


def _of_phrase(noun: Token) -> Modality | None:
    """What the words of a noun phrase, and the word it hangs on, make of it."""
    token = noun
    for _ in range(_DEEPEST):
        own = _of_modifiers(token)
        if own is not None:
            return own
        head = token.head
        if token.dep_ == "pobj":
            head = head.head
        if head.i == token.i or token.dep_ in ("nsubj", "ROOT"):
            return None
        governed = context().get(head.lemma_.lower())
        if governed is not None:
            return governed
        if head.pos_ not in ("NOUN", "PROPN") or (token.dep_ == "pobj" and token.head.lower_ != "of"):
            return None
        token = head
    return None


def _of_auxiliaries(verb: Token) -> Modality | None:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark")}
    if any(child.dep_ == "neg" for child in verb.children) or words & _CONDITION:
        return Modality.HYPOTHETICAL
    if words & _WILL:
        return Modality.PLANNED
    if "would" in words or "'d" in words:
        told = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")
        return Modality.PLANNED if told else Modality.HYPOTHETICAL
    if words & _MAYBE:
        return Modality.HYPOTHETICAL
    return None


def _of_modifiers(noun: Token) -> Modality | None:
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ in ("no", "any"):
            return Modality.HYPOTHETICAL
        # "a meeting aimed at peace" may be over
        if child.dep_ in ("amod", "compound", "acl") and child.lower_ != "aimed":
            found = context().get(child.lower_) or (child.tag_ == "VBN" and context().get(child.lemma_.lower()))
            if found:
                return found
    return None


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(child.tag_ in ("VBD", "VBZ", "VBP") for child in auxiliaries)


def _reported(verb: Token) -> Modality:
    """A finite clause took place, unless the verb it hangs on leaves it open ("denied that", "fears that")."""
    if verb.dep_ == "ccomp":
        found = context().get(verb.head.lemma_.lower())
        if found is Modality.HYPOTHETICAL:
            return found
    return Modality.OCCURRED
