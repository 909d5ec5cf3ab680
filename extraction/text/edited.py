"""A text with some pieces replaced, which knows where each of its characters stands in the text before."""

from bisect import bisect_right
from collections.abc import Iterable

Edit = tuple[int, int, str]
"""A range of the text before, half-open, and what stands there now; edits are in order and apart."""


class Edited:
    """`text` is the edited text; `before` leads back from it."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        # Each piece by its start in the edited text, and its range in the source; a kept one is as long there.
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
        """The range of the source that text[start:end] was made of."""
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
