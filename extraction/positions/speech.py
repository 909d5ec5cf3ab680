"""Positions from what speakers say: the clauses of a quote, judged."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.document import Document
from extraction.positions.attitudes import Reading
from extraction.positions.judgements import judge
from extraction.quotes.found import FoundQuote

_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


def statements(document: Document, quote: FoundQuote, speaker: int, tokens: dict[int, int]) -> Iterator[Reading]:
    """The positions a quote's clauses state; `tokens` gives the token at a character offset."""
    for start, end in quote.content:
        first = tokens.get(start)
        if first is None:
            continue
        for i in range(first, len(document.doc)):
            token = document.doc[i]
            if token.idx >= end:
                break
            if token.pos_ in ("VERB", "AUX") and _is_main(token, start, end):
                judgement = judge(token)
                if judgement is not None:
                    yield Reading(speaker, token, token, judgement, True)


def _is_main(verb: Token, start: int, end: int) -> bool:
    """Whether a verb heads a clause of the quote that is not inside another of its clauses."""
    if verb.dep_ in ("aux", "auxpass"):
        return False
    for _ in range(6):
        if verb.dep_ not in _MAIN and start <= verb.head.idx < end and verb.head.i != verb.i:
            return False
        if verb.head.i == verb.i or not start <= verb.head.idx < end:
            return True
        verb = verb.head
    return True
