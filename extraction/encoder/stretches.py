"""Text as the encoder reads it: rows of pieces, each row a paragraph or part of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Document
from extraction.encoder.pieces import Vocabulary

MAX_PIECES = 256
"""The longest stretch in pieces, [CLS] and [SEP] included; the encoder knows no later places."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive tokens of one paragraph, as one row of the encoder's input.

    `ids` are the ids of the pieces, between those of [CLS] and [SEP]. `firsts[i]` is the place in `ids` of the first
    piece of the token `start + i`; 0, the place of [CLS], for a token without pieces, such as white space.
    """

    start: int
    ids: tuple[int, ...]
    firsts: tuple[int, ...]

    @property
    def end(self) -> int:
        """Return the end of the half-open token range."""
        return self.start + len(self.firsts)


def find_stretches(document: Document, vocabulary: Vocabulary) -> list[Stretch]:
    """Cut a text into stretches that cover it without gaps.

    A paragraph is one stretch; where it is longer than `MAX_PIECES`, it is cut between sentences, and a sentence that
    is longer by itself between tokens.
    """
    starts = {sentence.start for sentence in document.sentences}
    pieces = [vocabulary.of(token.text) for token in document.doc]
    return [
        _stretch(pieces, first, last, vocabulary)
        for start, end in document.paragraphs
        for first, last in _parts(pieces, start, end, starts)
    ]


def _parts(pieces: Sequence[Sequence[int]], start: int, end: int, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the stretches of a paragraph."""
    room = MAX_PIECES - 2
    begin, size, sentence = start, 0, start
    for i in range(start, end):
        if i in starts:
            sentence = i
        size += len(pieces[i])
        if size > room:
            cut = sentence if sentence > begin else i
            yield begin, cut
            begin, size = cut, sum(map(len, pieces[cut : i + 1]))
    yield begin, end


def _stretch(pieces: Sequence[Sequence[int]], start: int, end: int, vocabulary: Vocabulary) -> Stretch:
    ids = [vocabulary.first]
    firsts = []
    for word in pieces[start:end]:
        firsts.append(len(ids) if word else 0)
        ids += word
    return Stretch(start, (*ids, vocabulary.last), tuple(firsts))
