"""Attributions by a phrase: "according to X", "in a poll"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes.reading import Attribution, Reading, Span
from extraction.quotes.reported.content import said
from extraction.quotes.who import FINITE, Range, who_is
from extraction.syntax import child

_SURVEYS = frozenset({"poll", "survey"})


def according(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Yield "According to X, ..." and "..., according to X"; the rest of the clause is the content."""
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
                found.content.append(said(reading, _with_speech(reading, span)))
        if found.content:
            yield found


def surveyed(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Yield "In a poll by X, most people ..."; the rest of the sentence is the content."""
    for sentence in reading.doc.sents:
        first = sentence[0]
        source = child(first, "pobj") if first.lower_ == "in" and first.i not in taken else None
        if source is None or source.lemma_.lower() not in _SURVEYS:
            continue
        end = source.right_edge.i + 1
        rest = reading.doc[end : sentence.end]
        span = reading.content(end, sentence.end)
        if span is not None and rest[0].text == "," and any(t.tag_ in FINITE for t in rest):
            found = reading.attribution("in", (first.i, first.i + 1), who_is(source))
            found.content = [span]
            yield found


def _with_speech(reading: Reading, span: Span) -> Span:
    """Extend a range to the quoted words that end at its start: ""We won. We did," X said, according to"."""
    start, end = span
    mark = reading.text[:start].rstrip()
    stretch = reading.stretch_around(start) or reading.stretch_around(len(mark) - 2)
    if stretch is None or stretch.start > start or "\n" in reading.text[stretch.end : start]:
        return span
    return stretch.start, end


def _pieces(token: Token, source: Token) -> list[Range]:
    """Return the reported parts of the sentence around the phrase."""
    sentence = token.sent
    start, end = _clause(token, sentence.start, sentence.end)
    before, behind = (start, token.i), (source.right_edge.i + 1, end)
    if sentence.root.i < token.i and any(t.tag_ in FINITE for t in token.doc[start : token.i]):
        return [before]
    return [before, behind]


def _clause(token: Token, start: int, end: int) -> Range:
    """Return the clause that a phrase belongs to: an embedded one if there is one, else the sentence."""
    head = token.head
    while head.dep_ not in ("ROOT", "relcl", "ccomp") and head.head.i != head.i:
        head = head.head
    if head.dep_ == "relcl" and head.left_edge.i < token.i:
        return head.left_edge.i, max(head.right_edge.i + 1, token.i)
    return start, end
