"""Attributions by a phrase: "according to X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes.attribution import Attribution, Reading, Span
from extraction.quotes.syntax import FINITE, Range, child, who_is


def according(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """ "According to X, ..." and "..., according to X"; what is said is the rest of the clause."""
    for token in reading.doc[:-2] if len(reading.doc) > 2 else ():
        if token.lower_ != "according" or token.i in taken or token.nbor().lower_ != "to":
            continue
        to = token.nbor()
        source = child(to, "pobj") or child(token, "pobj")
        if source is None or source.i <= to.i:
            continue
        found = reading.attribution("according", (token.i, token.i + 2), who_is(source))
        for piece in _pieces(token, source):
            span = reading.content(*piece) if piece[0] < piece[1] else None
            if span is not None:
                found.content.append(_clause_in_marks(reading, span))
        if found.content:
            yield found


def _pieces(token: Token, source: Token) -> list[Range]:
    """Which parts of the sentence around the phrase are said."""
    for kid in source.rights:
        if kid.left_edge.lower_ == "whereby":  # describes no source: the phrase is put into "a plan whereby ..."
            return [(kid.left_edge.i + 1, kid.right_edge.i + 1)]
    sentence = token.sent
    start, end = _clause(token, sentence.start, sentence.end)
    before, behind = (start, token.i), (source.right_edge.i + 1, end)
    if sentence.root.i < token.i and any(t.tag_ in FINITE for t in token.doc[start : token.i]):
        return [before]
    return [before, behind]


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
