"""A stretch of an article's text, counted as the text is stored."""

from bisect import bisect_left
from typing import NamedTuple

_MAX_SHOWN = 100  # characters of a span in a message


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


class SpanRef(NamedTuple):
    """A span as a person gives it: by `start` and `end`, or by `exact` and its place among the same words.

    `occurrence` counts the places from 1; without it the words must be unique. What is given with the offsets must
    agree with them.
    """

    start: int | None = None
    end: int | None = None
    exact: str | None = None
    utf16_start: int | None = None
    utf16_end: int | None = None
    occurrence: int | None = None


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

    def find(self, ref: SpanRef) -> Span:
        """Return the span that is meant; raises ValueError when the text has none, or has several."""
        if ref.start is None or ref.end is None:
            start = self._place(ref.exact or "", ref.occurrence)
            return self.span(start, start + len(ref.exact or ""))
        found = self.span(ref.start, ref.end)
        for name in ("exact", "utf16_start", "utf16_end"):
            given, right = getattr(ref, name), getattr(found, name)
            if given is not None and given != right:
                shown, other = (repr(each[:_MAX_SHOWN] if isinstance(each, str) else each) for each in (right, given))
                raise ValueError(f"{name} of {found.start}:{found.end} is {shown}, not {other}")
        return found

    def _place(self, exact: str, occurrence: int | None) -> int:
        places: list[int] = []
        start = self.text.find(exact) if exact else -1
        while start >= 0 and len(places) < (occurrence or 2):
            places.append(start)
            start = self.text.find(exact, start + len(exact))
        shown = repr(exact[:_MAX_SHOWN])
        if not places:
            raise ValueError(f"the text does not contain {shown}")
        if occurrence is None and len(places) > 1:
            raise ValueError(f"the text has {shown} more than once; say which by occurrence, counted from 1")
        if occurrence is not None and len(places) < occurrence:
            raise ValueError(f"occurrence is {occurrence}, and the text has {shown} no more than {len(places)} times")
        return places[-1]

    def _utf16(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset) if self._astral else offset
