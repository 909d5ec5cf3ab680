"""Quotation marks, and the stretches of text inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.document import Document

_DOUBLE = re.compile("``|''|[“”„‟«»\"]")
_SINGLE = re.compile("[‘’‛'`]")
_CLOSED_BY = {"“": "”“", "„": "“”", "‟": "”", "«": "»", "``": "''", "''": "''", '"': '"'}
_ALIKE = ('"', "''")
"""Marks that open and close."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks: character offsets without the marks, and with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    closed: bool


def quoted(document: Document) -> list[Quoted]:
    """Return the outermost stretches of words inside quotation marks, in text order; none crosses a paragraph.

    Single marks count only outside double marks.
    """
    found: list[Quoted] = []
    for number, tokens in enumerate(document.paragraphs):
        first, last = document.offsets(*tokens)
        at = first
        for stretch in _doubles(document.text, first, last, number):
            found += _singles(document.text, at, stretch.outer_start, number)
            found.append(stretch)
            at = stretch.outer_end
        found += _singles(document.text, at, last, number)
    return [stretch for stretch in found if any(map(str.isalnum, document.text[stretch.start : stretch.end]))]


def _doubles(text: str, first: int, last: int, paragraph: int) -> Iterator[Quoted]:
    """Yield the stretches in double marks; an unclosed one runs to the end of the paragraph."""
    opened: re.Match[str] | None = None
    for match in _DOUBLE.finditer(text, first, last):
        mark = match[0]
        if opened is not None and _closes(text, match, opened[0], last):
            yield Quoted(opened.end(), match.start(), opened.start(), match.end(), paragraph, closed=True)
            opened = None
        elif mark in _CLOSED_BY and (mark not in _ALIKE or _opens(text, match, first, last)):
            opened = match
    if opened is not None and opened.end() < last:
        yield Quoted(opened.end(), last, opened.start(), last, paragraph, closed=False)


def _closes(text: str, match: re.Match[str], opening: str, last: int) -> bool:
    """Return whether a mark closes what `opening` opened; an opening mark in between starts afresh."""
    mark = match[0]
    if opening in _ALIKE and mark == "”":
        return True
    if opening == "“" and mark in _ALIKE:
        return match.end() == last or not text[match.end()].isalnum()
    return mark == _CLOSED_BY[opening] or (len(mark) == 1 and mark in _CLOSED_BY[opening] and mark != opening)


def _opens(text: str, match: re.Match[str], first: int, last: int) -> bool:
    before = match.start() == first or not text[match.start() - 1].isalnum()
    return before and match.end() < last and not text[match.end()].isspace()


def _singles(text: str, first: int, last: int, paragraph: int) -> Iterator[Quoted]:
    """Yield the stretches in single marks; an apostrophe stands after a letter, or before one and is curly."""
    opened = -1
    for match in _SINGLE.finditer(text, first, last):
        i = match.start()
        before = i > first and text[i - 1].isalnum()
        after = i + 1 < last and text[i + 1].isalnum()
        if opened < 0 and not before and after and match[0] != "’":
            opened = i
        elif opened >= 0 and not after and not text[i - 1].isspace():
            yield Quoted(opened + 1, i, opened, i + 1, paragraph, closed=True)
            opened = -1
