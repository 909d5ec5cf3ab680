"""Attributions by a phrase: "according to X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes.attribution import Attribution, Reading
from extraction.quotes.syntax import FINITE, Range, child, who_is


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
        pieces = [(start, low), (high, end)]
        if any(t.tag_ in FINITE for t in doc[start:low]) and not low <= sentence.root.i:
            pieces.pop()
        for piece in pieces:
            span = reading.content(*piece) if piece[0] < piece[1] else None
            if span is not None:
                found.content.append(span)
        if found.content:
            yield found


def _clause(token: Token, start: int, end: int) -> Range:
    """The clause that a phrase belongs to: an embedded one if it stands in one, else the sentence."""
    head = token.head
    while head.dep_ not in ("ROOT", "relcl", "ccomp") and head.head.i != head.i:
        head = head.head
    if head.dep_ == "relcl" and head.left_edge.i < token.i:
        return head.left_edge.i, max(head.right_edge.i + 1, token.i)
    return start, end
