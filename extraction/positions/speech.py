"""Positions from what speakers say: the clauses of a quote, judged."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.document import Document
from extraction.positions.attitudes import Reading
from extraction.positions.holders import Holders
from extraction.positions.judgements import Judgement, judge
from extraction.positions.words import Value, value
from extraction.quotes.found import FoundQuote
from ontology.enums import Stance

_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


def statements(document: Document, quote: FoundQuote, speaker: int, holders: Holders) -> Iterator[Reading]:
    """The positions a quote's clauses state."""

    def is_own(subject: Token) -> bool:
        return holders.is_of(speaker, subject)

    for start, end in quote.content:
        for token in document.doc[holders.token_at(start) : holders.token_at(end)]:
            if token.pos_ in ("VERB", "AUX") and not _asks(token) and _is_main(token, start, end):
                judgement = judge(token, is_own)
                if judgement is not None:
                    yield Reading(speaker, token, token, judgement, True)
            elif token.dep_ == "amod" and value(token) is Value.DAMNING and not _asks(token):
                yield Reading(speaker, token, token.head, Judgement(Stance.OPPOSES, token.head, 0.5), True)


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


def _asks(token: Token) -> bool:
    """Whether the sentence ends in a question mark, a closing quotation mark aside."""
    sentence = token.sent
    return any(last.text == "?" for last in sentence[-3:])
