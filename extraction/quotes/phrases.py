"""Attributions by a phrase: "according to X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.document import Document
from extraction.quotes.attribution import Attribution
from extraction.quotes.syntax import Range, child, phrase, trimmed


def according(document: Document, taken: set[int]) -> Iterator[Attribution]:
    """ "According to X, ..." and "..., according to X"; what is said is the rest of the clause."""
    doc = document.doc
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
        pieces = [trimmed(doc, start, low), trimmed(doc, high, end)]
        content = [document.offsets(*piece) for piece in pieces if piece[0] < piece[1]]
        if content:
            yield Attribution(
                "according", document.offsets(low, low + 2), document.offsets(*phrase(source)), content
            )


def _clause(token: Token, start: int, end: int) -> Range:
    head = token.head
    while head.dep_ in ("prep", "pobj", "aux", "acomp", "attr", "dobj") and head.head.i != head.i:
        head = head.head
    if head.i == token.i:
        return start, end
    return head.left_edge.i, max(head.right_edge.i + 1, token.i)
