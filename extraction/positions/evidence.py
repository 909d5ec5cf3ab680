"""Text span that shows a position."""

from spacy.tokens import Token

from extraction import syntax
from extraction.positions import phrases
from extraction.positions.attitudes import Reading
from extraction.positions.words import Shift, shift

_SUBJECT_NEAR = 12
_SHOWN = syntax.SUBJECTS | {"aux", "auxpass", "neg", "expl"}
_PREDICATES = frozenset({"acomp", "attr", "oprd"})


def evidence(reading: Reading) -> tuple[int, int]:
    """Return the clause that shows a position as a token range [start, end), from the word of attitude to its matter.

    It includes the subject when that is near, and always the "by" of a passive.
    """
    if reading.shown is not None:
        return reading.shown
    start, end = _clause(reading)
    if reading.next is not None:
        end = min(end, phrases.left(reading.next))
        while end > start + 1 and reading.word.doc[end - 1].dep_ in ("cc", "punct", "advmod"):
            end -= 1
    return start, end


def _clause(reading: Reading) -> tuple[int, int]:
    word, followed = reading.word, reading.followed
    joined = followed.head if followed.dep_ == "pobj" else followed
    if joined.dep_ == "conj" and joined.head.i > word.i:
        return phrases.left(followed), max(followed.i + 1, phrases.right(followed))
    start = min(word.i, phrases.left(followed) if followed.i < word.i or word.dep_ == "amod" else followed.i)
    end = max(word.i + 1, phrases.right(followed))
    if followed.i == word.i and word.is_ancestor(reading.judgement.about):
        end = max(end, phrases.right(reading.judgement.about))  # "it is time to lift the ban"
    verb = _verb(word)
    shown = [phrases.left(c) for c in verb.lefts if c.dep_ in _SHOWN]
    if any(verb.i - edge > _SUBJECT_NEAR for edge in shown):
        shown = []  # an auxiliary without its subject reads badly
    start = min(start, verb.i, *shown)
    by = syntax.child(verb, "agent")
    return start, max(end, phrases.right(by)) if by is not None else end


def _verb(word: Token) -> Token:
    """Return the verb of a predicate: "is hostile to the alliance", "voiced concern"."""
    head = word.head
    if head.i < word.i and (word.dep_ in _PREDICATES or (word.dep_ == "dobj" and shift(head) is Shift.EXPRESSES)):
        return head
    return word
