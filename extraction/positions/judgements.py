"""Judgements in speech: a clause states that its matter should be, is good or bad, or will or will not be."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from extraction import syntax
from extraction.positions.matters import following, is_harsh, is_question, matter
from extraction.positions.words import Shift, shift
from extraction.values import Value, is_good, value
from ontology.enums import Stance

_DUTIES = frozenset({"must", "should", "ought", "shall"})
_WILL = frozenset({"will", "wo", "'ll", "’ll"})
_FUTURES = _WILL | {"would"}
_OWN = frozenset({"i", "we"})
_LIKELY = frozenset({"likely", "possible", "probable", "inevitable", "certain", "sure", "clear", "evident", "true"})
_UNLIKELY = frozenset({"unlikely", "impossible", "improbable", "inconceivable", "doubtful", "unclear", "untrue"})
_NEEDS = frozenset({"need", "require", "want"})
_ABLE = frozenset({"can", "ca", "could"})
_HARDLY = frozenset({"hardly", "barely", "scarcely", "yet"})
_RIGHTS = frozenset({"right", "business", "place"})
# A clause with one of these is not what "it" anticipates.
_BESIDE = frozenset("although though while whereas because since as until so but".split())
_TO_ACT = frozenset({"inf", "to"})
_LACKING = {
    noun: (stance, frozenset(follows.split()))
    for nouns, stance, follows in (
        ("room place justification excuse reason need case cause", Stance.OPPOSES, "for inf"),
        ("evidence proof sign indication prospect hope basis", Stance.DOUBTS, "that of for"),
        ("alternative substitute", Stance.SUPPORTS, "to for"),
        ("doubt question", Stance.EXPECTS, "that"),
    )
    for noun in nouns.split()
}
_TURNED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.OPPOSES: Stance.SUPPORTS,
    Stance.EXPECTS: Stance.DOUBTS,
    Stance.DOUBTS: Stance.EXPECTS,
    Stance.MIXED: Stance.MIXED,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, the head of its matter, and the rule that found it."""

    stance: Stance
    about: Token
    rule: str


def turned(stance: Stance, really: bool) -> Stance:
    """Return the opposite of a stance if `really`, else the stance."""
    return _TURNED[stance] if really else stance


def valued(predicate: Token) -> Stance | None:
    """Return the stance shown by calling something a noun or an adjective."""
    good = is_good(predicate)
    return None if good is None else Stance.SUPPORTS if good else Stance.OPPOSES


def judge(clause: Token, is_own: Callable[[Token], bool] = lambda subject: subject.lower_ in _OWN) -> Judgement | None:
    """Return the speaker's judgement in a clause given by its verb; None when the clause only reports or asks.

    `is_own` returns whether a subject is the speaker.
    """
    wished = _wished(clause)
    if wished is not None or is_question(clause):
        return wished
    return (
        _duty(clause)
        or _value(clause)
        or _right(clause)
        or _lack(clause)
        or _needed(clause)
        or _chance(clause)
        or _future(clause, is_own)
    )


def wanted(target: Token, rule: str, stance: Stance = Stance.SUPPORTS) -> Judgement | None:
    """Return the stance to the matter inside a clause or noun, when the whole of it is wanted."""
    if stance is Stance.OPPOSES and is_harsh(target):
        return None  # to refuse to condemn is not to favour
    found = matter(target)
    return Judgement(turned(stance, found.turned), found.head, rule) if found is not None else None


def assessed(clause: Token, rule: str, stance: Stance = Stance.EXPECTS) -> Judgement:
    """Return the stance to the matter inside a clause or noun, when the whole of it is thought to be true."""
    really = syntax.is_negated(clause) ^ (shift(clause) is Shift.FAILS)
    inner = syntax.child(clause, "xcomp") if shift(clause) is Shift.FAILS else None
    return Judgement(turned(stance, really), inner or clause, rule)


def _auxiliaries(clause: Token) -> set[str]:
    """Return the auxiliaries of a verb, or those shared with its coordinated verb."""
    own = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if own or clause.dep_ != "conj" or syntax.child(clause, *syntax.SUBJECTS) is not None or clause.tag_ != "VB":
        return own
    return {c.lower_ for c in syntax.first_conjunct(clause).children if c.dep_ == "aux"}


def _duty(clause: Token) -> Judgement | None:
    auxiliaries = _auxiliaries(clause)
    if auxiliaries & _DUTIES:
        return wanted(clause, "duty")
    if clause.lemma_ in ("need", "have"):
        inner = syntax.child(clause, "xcomp")
        if clause.lemma_ == "need" and inner is None:
            inner = syntax.child(clause, "dobj")
        elif inner is not None and not syntax.is_infinitive(inner):
            inner = None
        is_told = clause.tag_ == "VBD" or "would" in auxiliaries
        if inner is not None and (clause.lemma_ == "need" or not is_told):
            stance = turned(Stance.SUPPORTS, syntax.is_negated(clause))
            return wanted(inner, "need", stance)
    due = _due(clause)
    if due is not None:
        return wanted(due, "need", turned(Stance.SUPPORTS, syntax.is_negated(clause)))
    if clause.lemma_ == "deserve":
        deserved = syntax.child(clause, "dobj", "xcomp")
        return wanted(deserved, "duty", turned(Stance.SUPPORTS, syntax.is_negated(clause))) if deserved else None
    if clause.tag_ == "VB" and clause.dep_ in ("ROOT", "ccomp") and not auxiliaries:
        return _order(clause)
    return None


def _due(clause: Token) -> Token | None:
    """Return the act that is due: "it is time to lift the ban", "it is high time that they left"."""
    subject, time = syntax.child(clause, "nsubj"), syntax.child(clause, "attr")
    if time is None or not syntax.is_due(time) or subject is None or subject.lower_ not in ("it", "now"):
        return None
    acts = (c for head in (time, clause) for c in head.children if c.i > time.i and c.pos_ == "VERB")
    return next((c for c in acts if c.dep_ in ("relcl", "acl", "ccomp", "advcl", "xcomp")), None)


def _order(clause: Token) -> Judgement | None:
    """Return the wish that an imperative states: "let them go", "end the war"."""
    things = {c.lower_ for c in clause.children if c.dep_ in ("dobj", "dative") or c.dep_ in syntax.SUBJECTS}
    if things & {"me", "us"} or syntax.child(clause, *syntax.SUBJECTS) is not None:
        return None
    if clause.lemma_ == "let":
        inner = syntax.child(clause, "ccomp", "xcomp")
        who = syntax.child(inner, *syntax.SUBJECTS) if inner is not None else None
        return wanted(inner, "order") if inner is not None and (who is None or who.lower_ != "me") else None
    return wanted(clause, "order") if shift(clause) is Shift.ENDS and syntax.has_object(clause) else None


def _predicate(clause: Token) -> Token | None:
    return syntax.child(clause, "acomp", "attr", "oprd")


def _value(clause: Token) -> Judgement | None:
    predicate = _predicate(clause)
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if predicate is None:
        is_told = subject is None or syntax.is_negated(clause) or syntax.is_passive(clause)
        if value(clause) in (Value.BAD, Value.DAMNING) and subject is not None and not is_told:
            return _about(subject, Stance.OPPOSES)
        return None
    if value(predicate) is Value.UNTRUE:
        return _untrue(clause, predicate, subject)
    stance = valued(predicate)
    if stance is None:
        return None
    if not syntax.is_negated(predicate):
        stance = turned(stance, syntax.is_negated(clause))
    inner = _extraposed(clause, predicate)
    if inner is not None:
        return wanted(inner, "value", stance)
    if subject is None or (stance is Stance.SUPPORTS and value(predicate) in (Value.BAD, Value.DAMNING)):
        return None  # "that is not a threat" favours nothing
    return _about(subject, stance)


def _untrue(clause: Token, predicate: Token, subject: Token | None) -> Judgement | None:
    """Return the content called untrue: "the claim that troops have left is false", "it is a lie that they left"."""
    claimed = _extraposed(clause, predicate)
    if claimed is None and subject is not None:
        claimed = next((c for c in subject.children if c.dep_ in ("acl", "relcl", "ccomp")), subject)
    stance = turned(Stance.DOUBTS, syntax.is_negated(predicate) or syntax.is_negated(clause))
    return assessed(claimed, "untrue", stance) if claimed is not None else None


def _about(subject: Token, stance: Stance) -> Judgement | None:
    subject = syntax.antecedent(subject)
    return Judgement(stance, subject, "value")


def _extraposed(clause: Token, predicate: Token) -> Token | None:
    """Return the clause that "it" anticipates: "it is a mistake to leave"."""
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if subject is not None and subject.lower_ != "it":
        return subject if subject.dep_.startswith("csubj") else None
    for head in (clause, predicate):
        for c in head.children:
            is_beside = c.dep_ == "advcl" and any(mark.lower_ in _BESIDE for mark in c.lefts)
            if c.dep_ in ("ccomp", "xcomp", "advcl", "acl") and c.i > predicate.i and not is_beside:
                return c
    return None


def _right(clause: Token) -> Judgement | None:
    """Return the judgement of "has a right to know", "had no business grading laws", "threats have no place here"."""
    noun = syntax.child(clause, "dobj") if clause.lemma_ == "have" else None
    if noun is None or noun.lemma_ not in _RIGHTS:
        return None
    negated = syntax.is_negated(noun) or syntax.is_negated(clause)
    stance = Stance.OPPOSES if negated else Stance.SUPPORTS
    if noun.lemma_ == "right":
        inner = next(following(noun, _TO_ACT), None) or next(following(clause, _TO_ACT), None)
        return wanted(inner, "right", stance) if inner is not None else None
    if not negated:
        return None
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if noun.lemma_ == "business":
        inner = next((c for head in (noun, clause) for c in head.children if c.tag_ == "VBG" and c.i > noun.i), None)
        return wanted(inner, "right", stance) if inner is not None else None
    return _about(subject, stance) if subject is not None else None


def _lack(clause: Token) -> Judgement | None:
    """Return the judgement of "there is no room for delay", "there was no evidence that they left"."""
    thing = syntax.child(clause, "attr", "dobj", "nsubj") if syntax.child(clause, "expl") is not None else None
    lacking = _LACKING.get(thing.lemma_) if thing is not None else None
    if thing is None or lacking is None or not syntax.is_negated(thing):
        return None
    stance, follows = lacking
    inner = next(following(thing, follows), None) or next(following(clause, follows & _TO_ACT), None)
    if inner is None:
        return None
    return (
        assessed(inner, "lack", stance) if stance in (Stance.EXPECTS, Stance.DOUBTS) else wanted(inner, "lack", stance)
    )


def _needed(clause: Token) -> Judgement | None:
    """Return the judgement of "more inspectors are needed", "the two cannot be joined"."""
    negated = syntax.is_negated(clause)
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if subject is None:
        return None
    if clause.lemma_ in _NEEDS and syntax.is_passive(clause):
        return wanted(subject, "need", turned(Stance.SUPPORTS, negated)) if subject.lower_ != "it" else None
    if _auxiliaries(clause) & _ABLE and negated and (syntax.is_passive(clause) or _predicate(clause) is not None):
        return wanted(clause, "right") if not any(c.lower_ in _HARDLY for c in clause.children) else None
    return None


def _wished(clause: Token) -> Judgement | None:
    """Return the judgement of "what we need is a truce"."""
    what, thing = syntax.child(clause, "csubj"), syntax.child(clause, "attr")
    if clause.lemma_ != "be" or what is None or thing is None or what.lemma_ not in _NEEDS:
        return None
    is_ours = any(c.lower_ in _OWN or c.lower_ == "what" for c in what.children if c.dep_ in syntax.SUBJECTS)
    negated = syntax.is_negated(what) ^ syntax.is_negated(clause)
    return wanted(thing, "need", turned(Stance.SUPPORTS, negated)) if is_ours else None


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
        return assessed(inner, "chance", stance)
    subject = syntax.child(clause, *syntax.SUBJECTS)
    return Judgement(stance, subject, "chance") if subject is not None else None


def _future(clause: Token, is_own: Callable[[Token], bool]) -> Judgement | None:
    auxiliaries = _auxiliaries(clause)
    there, thing = syntax.child(clause, "expl"), syntax.child(clause, "attr")
    if there is not None and thing is not None and auxiliaries & _WILL:
        return assessed(thing, "future")  # "there will be no truce"
    subject = syntax.child(clause, *syntax.SUBJECTS)
    if subject is None:
        return None
    inner = syntax.child(clause, "xcomp")
    is_now = any(c.tag_ in ("VBP", "VBZ") for c in clause.children if c.dep_ == "aux")
    if clause.lower_ == "going" and is_now and inner is not None and syntax.is_infinitive(inner):
        stance = turned(Stance.SUPPORTS if is_own(subject) else Stance.EXPECTS, syntax.is_negated(clause))
        return wanted(inner, "intent", stance) if is_own(subject) else assessed(inner, "future", stance)
    is_preferred = any(c.lower_ == "rather" for c in clause.lefts)  # "we would rather they left"
    if not auxiliaries & _FUTURES or "have" in auxiliaries or is_preferred:
        return None
    if not is_own(subject):
        return assessed(clause, "future") if subject.pos_ != "PROPN" else None
    return wanted(clause, "intent") if auxiliaries & _WILL or subject.lower_ not in _OWN else None
