"""What a clause in somebody's speech says of its matter: it should be, it is good or bad, it will or will not be."""

from dataclasses import dataclass

from spacy.tokens import Token

from extraction.positions import syntax
from extraction.positions.matters import matter
from extraction.positions.words import Shift, Value, shift, value
from ontology.enums import Stance

_DUTIES = frozenset({"must", "should", "ought", "shall"})
_FUTURES = frozenset({"will", "would", "could", "may", "might", "'ll", "’ll", "wo", "can", "ca"})
_OWN = frozenset({"i", "we"})
_LIKELY = frozenset({"likely", "possible", "probable", "inevitable", "certain", "sure", "clear", "evident", "true"})
_UNLIKELY = frozenset({"unlikely", "impossible", "improbable", "inconceivable", "doubtful", "unclear", "untrue"})
_TURNED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.EXPECTS: Stance.DOUBTS,
    Stance.DOUBTS: Stance.EXPECTS,
    Stance.MIXED: Stance.MIXED,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A stance, the head of what it is about and how sure the rule is (0 to 1)."""

    stance: Stance
    about: Token
    confidence: float


def turned(stance: Stance, really: bool) -> Stance:
    """The contrary of a stance, when `really`."""
    return _TURNED[stance] if really else stance


def judge(clause: Token) -> Judgement | None:
    """What the speaker of a clause, given by its verb, holds of what it tells; None when it merely tells."""
    return _duty(clause) or _value(clause) or _chance(clause) or _future(clause)


def wanted(target: Token, confidence: float, stance: Stance = Stance.SUPPORTS) -> Judgement:
    """The stance to what a clause or noun is about, when the whole of it is wanted."""
    found = matter(target)
    return Judgement(turned(stance, found.turned), found.head, confidence)


def assessed(clause: Token, confidence: float, stance: Stance = Stance.EXPECTS) -> Judgement:
    """The stance to what a clause or noun is about, when it is thought to be so."""
    really = syntax.is_negated(clause) ^ (shift(clause) is Shift.FAILS)
    inner = syntax.child(clause, "xcomp") if shift(clause) is Shift.FAILS else None
    return Judgement(turned(stance, really), inner or clause, confidence)


def _duty(clause: Token) -> Judgement | None:
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if auxiliaries & _DUTIES:
        return wanted(clause, 0.75)
    inner = syntax.child(clause, "xcomp")
    if clause.lemma_ in ("need", "have") and inner is not None and syntax.is_infinitive(inner):
        found = wanted(inner, 0.7)
        return Judgement(turned(found.stance, syntax.is_negated(clause)), found.about, found.confidence)
    if clause.lemma_ == "need" and (thing := syntax.child(clause, "dobj")) is not None:
        found = wanted(thing, 0.7)
        return Judgement(turned(found.stance, syntax.is_negated(clause)), found.about, found.confidence)
    if clause.lemma_ == "let" and clause.tag_ == "VB" and (inner := syntax.child(clause, "ccomp", "xcomp")) is not None:
        return judge(inner) or wanted(inner, 0.5)
    is_order = clause.tag_ == "VB" and clause.dep_ in ("ROOT", "ccomp") and not auxiliaries
    if is_order and syntax.child(clause, *syntax.SUBJECTS) is None:
        return wanted(clause, 0.5)
    return None


def _predicate(clause: Token) -> Token | None:
    return syntax.child(clause, "acomp", "attr", "oprd")


def _value(clause: Token) -> Judgement | None:
    predicate = _predicate(clause)
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if predicate is None:
        if value(clause) is Value.BAD and subject is not None and not syntax.is_negated(clause):
            return _about(subject, Stance.OPPOSES, 0.6)
        return None
    found = value(predicate)
    if found is None and predicate.pos_ == "NOUN":
        found = next((value(c) for c in predicate.children if c.dep_ == "amod" and value(c)), None)
    if found is None:
        return None
    stance = Stance.SUPPORTS if found is Value.GOOD else Stance.OPPOSES
    stance = turned(stance, syntax.is_negated(predicate) or syntax.is_negated(clause))
    inner = _extraposed(clause, predicate)
    if inner is not None:
        return wanted(inner, 0.65, stance)
    return _about(subject, stance, 0.6) if subject is not None else None


def _about(subject: Token, stance: Stance, confidence: float) -> Judgement | None:
    subject = syntax.antecedent(subject)
    return Judgement(stance, subject, confidence)


def _extraposed(clause: Token, predicate: Token) -> Token | None:
    """The clause that "it" announces: "it is a mistake to leave"."""
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if subject is not None and subject.lower_ != "it":
        return subject if subject.dep_.startswith("csubj") else None
    for head in (clause, predicate):
        for c in head.children:
            if c.dep_ in ("ccomp", "xcomp", "advcl", "acl") and c.i > predicate.i:
                return c
    return None


def _chance(clause: Token) -> Judgement | None:
    predicate = _predicate(clause)
    if predicate is None or predicate.pos_ not in ("ADJ", "ADV"):
        return None
    word = predicate.lower_
    if word not in _LIKELY and word not in _UNLIKELY:
        return None
    stance = Stance.EXPECTS if word in _LIKELY else Stance.DOUBTS
    stance = turned(stance, syntax.is_negated(predicate))
    inner = _extraposed(clause, predicate) or syntax.child(predicate, "xcomp", "ccomp")
    if inner is not None:
        return assessed(inner, 0.7, stance)
    subject = syntax.child(clause, *syntax.SUBJECTS)
    return Judgement(stance, subject, 0.6) if subject is not None else None


def _future(clause: Token) -> Judgement | None:
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if subject is None or not auxiliaries & _FUTURES:
        return None
    if subject.lower_ in _OWN and auxiliaries & {"will", "'ll", "’ll", "wo"}:
        return wanted(clause, 0.55)
    return assessed(clause, 0.55)
