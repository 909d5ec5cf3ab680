"""Attributions by a phrase: "according to X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes.attribution import Attribution, Reading
from extraction.quotes.syntax import Range, child, who_is


def according(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """ "According to X, ..." and "..., according to X"; what is said is the rest of the clause."""
    doc = reading.doc
    for token in doc:
        if (
            token.lower_ != "according"
            or token.i in taken
            or token.i + 2 >= len(doc)
            or doc[token.i + 1].lower_ != "to"
        ):
            continue
        to = doc[token.i + 1]
        source = child(to, "pobj") or child(token, "pobj")
        if source is None or source.i <= to.i:
            continue
        low, high = token.i, max(source.right_edge.i, to.right_edge.i) + 1
        sentence = token.sent
        start, end = _clause(token, sentence.start, sentence.end)
        found = reading.attribution("according", (low, low + 2), who_is(source))
        for piece in ((start, low), (high, end)):
            span = reading.content(*piece) if piece[0] < piece[1] else None
            if span is not None:
                found.content.append(span)
        if found.content:
            yield found


def _clause(token: Token, start: int, end: int) -> Range:
    head = token.head
    while head.dep_ in ("prep", "pobj", "aux", "acomp", "attr", "dobj") and head.head.i != head.i:
        head = head.head
    if head.i == token.i:
        return start, end
    return head.left_edge.i, max(head.right_edge.i + 1, token.i)
