"""Governors of a word of attitude: the attitude is held, given up, or not held at all."""

from enum import Enum
from functools import cache

from spacy.tokens import Token

from extraction import syntax
from extraction.lexicon import rows
from extraction.positions.words import Attitude, attitudes
from extraction.values import key
from ontology.enums import Stance

_CLIMB = 5
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_WITHOUT = frozenset({"without", "instead", "rather", "short", "far", "from", "against", "than", "despite"})
# "accused Peru of supporting": the supporter is Peru, and only by allegation.
_SAID_OF = frozenset({Attitude.ASKS, Attitude.ACCUSES, Attitude.CREDITS})
# Alone these date an attitude; after "had" they say that it is over: "which it had previously blocked".
_EARLIER = frozenset({"previously", "initially", "originally", "hitherto", "earlier"})
_FORMER = frozenset({"once", "formerly", "nearly", "almost", "yet"})
# To give these up is a reversal; to give up a bid is only to leave it.
_STANDING = frozenset(
    "support backing endorsement approval commitment opposition resistance objection hostility reluctance reservation"
    " veto refusal criticism rejection".split()
)
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "dobj", "pobj", "acomp", "csubj"})
_GOVERNED = frozenset({"xcomp", "ccomp", "advcl"})


class Hold(Enum):
    """Way in which an attitude is held."""

    HAD = "had"
    GIVEN_UP = "given up"
    NOT_HAD = "not had"


def hold(word: Token) -> Hold:
    """Return how the attitude of a word is held, from the governors of the word."""
    if is_named_so(word):
        return Hold.NOT_HAD
    if word.pos_ == "NOUN" and _is_of_another(word):
        return Hold.HAD
    turned = False
    node = word
    for _ in range(_CLIMB):
        if _is_former(node) or (node.i != word.i and _maybe(node)):
            return Hold.NOT_HAD
        found = _step(node, is_first=node.i == word.i)
        if found is None:
            break
        governor, over = found
        if over is Hold.NOT_HAD:
            return over
        turned ^= over is Hold.GIVEN_UP
        node = governor
    if turned and word.pos_ == "NOUN" and word.lemma_ not in _STANDING:
        return Hold.NOT_HAD
    return Hold.GIVEN_UP if turned else Hold.HAD


def is_named_so(noun: Token) -> bool:
    """Return whether a noun says what something else is: "dismissed as colonial arrogance", "read as support"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "as"


def _is_of_another(noun: Token) -> bool:
    """Return whether an attitude has its own holder beside it, whatever its governor does to it: "Peru's demand"."""
    if any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.lefts):
        return True
    return any(True for _ in syntax.prepositional(noun, ("by", "from", "among")))


def _step(node: Token, *, is_first: bool) -> tuple[Token, Hold] | None:
    """Return the governor of a word and its effect on the attitude; None where the word has no governor."""
    if node.dep_ not in _COMPLEMENTS and not (node.dep_ == "relcl" and syntax.is_infinitive(node)):
        return None
    governor = node.head
    if governor.pos_ == "ADP" or governor.dep_ == "prep":
        over = governor.head
        if not _WITHOUT.isdisjoint((governor.lower_, over.lower_, governor.doc[max(governor.i - 1, 0)].lower_)):
            return over, Hold.NOT_HAD
        has_object = syntax.has_object(over) or syntax.is_passive(over)
        if node.dep_ == "pcomp" and has_object and not _SAID_OF.isdisjoint(_attitudes(over)):
            return over, Hold.NOT_HAD
        governor = over
    is_clause = node.pos_ in ("VERB", "AUX")
    if is_clause and is_finite(node):
        return _told(node, governor)
    before = node.doc[max(node.left_edge.i - 1, 0)]  # "sees no reason to oppose" is parsed either way
    if any(noun.pos_ == "NOUN" and any(c.lower_ == "no" for c in noun.lefts) for noun in (governor, before)):
        return governor, Hold.NOT_HAD
    kind = _kind(governor)
    is_loose = node.dep_ == "advcl" and (kind is None or node.i < governor.i or syntax.has_object(governor))
    if is_loose and not _is_of_object(node, governor):
        return None  # "to oppose it, they met": the purpose is not part of the meeting
    if kind is Hold.NOT_HAD:
        return governor, Hold.HAD if is_clause and syntax.is_negated(governor) else Hold.NOT_HAD
    if kind is Hold.GIVEN_UP and (is_clause or node.dep_ == "dobj") and syntax.child(governor, "dative") is None:
        return governor, Hold.NOT_HAD if syntax.is_negated(governor) else Hold.GIVEN_UP
    if is_clause and _is_of_object(node, governor):
        return governor, Hold.NOT_HAD
    if governor.pos_ in ("VERB", "AUX") and syntax.is_negated(governor) and not (is_first and node.dep_ == "acomp"):
        return governor, Hold.NOT_HAD
    return (governor, Hold.HAD) if governor.pos_ in ("VERB", "AUX", "ADJ") else None


def _told(clause: Token, governor: Token) -> tuple[Token, Hold]:
    """Return the effect of a verb or noun on the finite clause that it governs."""
    predicate = syntax.child(governor, "acomp", "attr")
    words = [governor, *([predicate] if predicate is not None else [])]
    if governor.pos_ in ("NOUN", "PROPN") and governor.dep_ in ("dobj", "nsubjpass", "pobj"):
        words.append(governor.head)
    if any(_kind(w) is Hold.NOT_HAD for w in words) or syntax.is_negated(governor):
        return governor, Hold.NOT_HAD
    if any(attitude.stance is Stance.DOUBTS for w in words for attitude in _attitudes(w)):
        return governor, Hold.NOT_HAD
    is_as_though = any(c.dep_ == "mark" and c.lower_ in ("though", "if") for c in clause.children)
    return governor, Hold.NOT_HAD if is_as_though and _after_as(clause) else Hold.HAD


def _after_as(clause: Token) -> bool:
    mark = next(c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("though", "if"))
    return mark.i > 0 and mark.nbor(-1).lower_ == "as"


def _is_of_object(clause: Token, governor: Token) -> bool:
    """Return whether a clause is the act wanted of the object of its verb: "wants Norway to oppose"."""
    if clause.dep_ not in _GOVERNED or governor.pos_ != "VERB":
        return False
    if syntax.child(clause, "nsubj") is not None and syntax.is_infinitive(clause):
        return True
    thing = syntax.child(governor, "dobj")
    asks = not _SAID_OF.isdisjoint(_attitudes(governor))
    return (
        thing is not None and thing.i < clause.i and (clause.dep_ != "advcl" or (asks and syntax.is_infinitive(clause)))
    )


def is_finite(clause: Token) -> bool:
    return clause.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in clause.children)


def _is_former(word: Token) -> bool:
    """Return whether an attitude is past or not yet reached: "once opposed", "has yet to support"."""
    had = any(c.dep_ == "aux" and c.lower_ == "had" for c in word.children)
    former = _FORMER | _EARLIER if had else _FORMER
    used = word.dep_ == "xcomp" and word.head.lower_ == "used" and not syntax.has_object(word.head)
    return used or any(c.dep_ == "advmod" and c.lower_ in former for c in word.children)


def _maybe(word: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("may", "might") for c in word.children)


def _attitudes(word: Token) -> set[Attitude]:
    return {sense.attitude for sense in attitudes().get(key(word), ())}


def _kind(governor: Token) -> Hold | None:
    """Return the effect of a governor on an attitude, by its lemma, participle, or lemma and particle: "give up"."""
    lemma, part = key(governor)
    particle = syntax.child(governor, "prt")
    if particle is not None:
        return _governors().get((f"{lemma} {particle.lower_}", part))
    return _governors().get((lemma, part)) or _governors().get((governor.lower_, part))


@cache
def _governors() -> dict[tuple[str, str], Hold]:
    kinds = {"ceases": Hold.GIVEN_UP, "withholds": Hold.NOT_HAD}
    return {(lemma, part): kinds[name] for lemma, part, name in rows("positions/governors.tsv")}
