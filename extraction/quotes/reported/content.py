"""The reported words in a stretch, separated from those of the author."""

import re

from extraction.quotes.reading import Reading, Span
from extraction.quotes.who import FINITE

_CLOSED = re.compile(r"""(?:,["”]|["”],)$""")
_COMMENTS = frozenset({"a", "an", "the", "which", "who"})
"""The first words of an apposition or a relative clause."""
_LEADING = frozenset({"advmod", "prep", "cc", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def said(reading: Reading, span: Span) -> Span:
    """Return the reported part of a range, without the author's lead-in before it and comment after it."""
    return _clause_in_marks(reading, _without_comment(reading, span))


def _without_comment(reading: Reading, span: Span) -> Span:
    """Drop the author's explanation after quoted words: "... "a moderate", a subtle dig".

    Where more quoted words follow it is a list, or the speech continues. In 605 articles this changes 3 quotes: 2
    become right, none becomes wrong.
    """
    for i in range(reading.token_from(span[0]) + 2, reading.token_from(span[1])):
        token = reading.doc[i]
        before = reading.text[span[0] : token.idx].rstrip() if token.lower_ in _COMMENTS else ""
        if not _CLOSED.search(before):
            continue
        stretch = reading.stretch_around(span[0] + len(before) - 3)
        if stretch is not None and span[0] < stretch.start and not _has_marks(reading, token.idx, span[1]):
            return span[0], stretch.end
    return span


def _has_marks(reading: Reading, start: int, end: int) -> bool:
    return any(start <= stretch.start < end for stretch in reading.stretches)


def _clause_in_marks(reading: Reading, span: Span) -> Span:
    """Return only the clause in marks if it stands wholly in them: "that "it rains"", "in the end, "it rains"".

    In 605 articles 45 quotes match, 39 of them right; 41 with the lead-in, which the annotation of those articles
    includes, with "that", and our definition of content does not.
    """
    stretch = reading.stretch_around(span[1] - 1)
    if stretch is None or stretch.start <= span[0] or stretch.end < span[1]:
        return span
    first, mark = reading.token_from(span[0]), reading.token_from(stretch.start)
    end = reading.token_from(stretch.end)
    inside = reading.doc[mark:end]
    has_subject = any(token.dep_ in _SUBJECTS and mark <= token.head.i < end for token in inside)
    if not has_subject or not any(token.tag_ in FINITE for token in inside):
        return span
    for token in reading.doc[first:mark]:
        top = token
        while first <= top.head.i < mark and top.head.i != top.i:
            top = top.head
        leads = top.lower_ == "that" if top.dep_ == "mark" else top.dep_ in _LEADING and mark <= top.head.i < end
        if not token.is_punct and not leads:
            return span
    return stretch.start, stretch.end
