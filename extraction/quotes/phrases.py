"""Attributions by a phrase: "according to X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes.attribution import Attribution, Reading, Span
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
        found.content = [_clause_in_marks(reading, span) for span in found.content]
        if found.content:
            yield found


def _clause_in_marks(reading: Reading, span: Span) -> Span:
    """What is said is the clause in quotation marks, where the author only leads up to it: "here, "it rains"."""
    stretch = reading.stretch_around(span[1] - 1)
    if stretch is None or stretch.start <= span[0] or stretch.end < span[1]:
        return span
    mark = reading.token_from(stretch.outer_start)
    before = reading.doc[reading.token_from(span[0]) : mark]
    inside = reading.doc[reading.token_from(stretch.start) : reading.token_from(stretch.end)]
    finite = [any(token.tag_ in FINITE for token in tokens) for tokens in (before, inside)]
    return (stretch.start, stretch.end) if finite == [False, True] and before[-1].text == "," else span


def _clause(token: Token, start: int, end: int) -> Range:
    """The clause that a phrase belongs to: an embedded one if it stands in one, else the sentence."""
    head = token.head
    while head.dep_ not in ("ROOT", "relcl", "ccomp") and head.head.i != head.i:
        head = head.head
    if head.dep_ == "relcl" and head.left_edge.i < token.i:
        return head.left_edge.i, max(head.right_edge.i + 1, token.i)
    return start, end
