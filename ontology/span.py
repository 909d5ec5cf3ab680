"""A stretch of an article's text, counted as the text is stored."""

from bisect import bisect_left
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open: `text[start:end] == exact`.

    `start` and `end` count Unicode code points; `utf16_start` and `utf16_end` count UTF-16 code units, as
    JavaScript strings do.
    """

    start: int
    end: int
    exact: str
    utf16_start: int
    utf16_end: int


class Grounder:
    """Makes spans of one text; raises ValueError for a range outside the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Positions of the characters with two UTF-16 units; almost no article has any.
        self._astral = [i for i, c in enumerate(text) if c > "\uffff"] if text and max(text) > "\uffff" else []

    def span(self, start: int, end: int) -> Span:
        """Return the span of text[start:end], with its UTF-16 offsets."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end], self._utf16(start), self._utf16(end))

    def _utf16(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset) if self._astral else offset
