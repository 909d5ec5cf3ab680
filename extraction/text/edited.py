"""Text with replaced pieces that maps its characters back to their place in the source."""

from bisect import bisect_right
from collections.abc import Iterable

Edit = tuple[int, int, str]
"""A range of the text before, half-open, and what stands there now; edits are in order and apart."""


class Edited:
    """Edited text `text`; `before` maps ranges back to the source."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        # Start of each piece in the edited text, and its range in the source; a kept piece has equal lengths.
        self._starts: list[int] = []
        self._ranges: list[tuple[int, int, bool]] = []
        self._size = 0
        position = 0
        for start, end, new in edits:
            self._add(pieces, source[position:start], (position, start, True))
            self._add(pieces, new, (start, end, False))
            position = end
        self._add(pieces, source[position:], (position, len(source), True))
        self.text = "".join(pieces)

    def _add(self, pieces: list[str], piece: str, place: tuple[int, int, bool]) -> None:
        if piece:
            pieces.append(piece)
            self._starts.append(self._size)
            self._ranges.append(place)
            self._size += len(piece)

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the source for text[start:end]."""
        if start >= end:
            return (0, 0)
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, offset: int) -> tuple[int, int]:
        piece = bisect_right(self._starts, offset) - 1
        start, end, kept = self._ranges[piece]
        if not kept:
            return start, end
        at = start + offset - self._starts[piece]
        return at, at + 1
