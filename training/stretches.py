"""Text as the encoder reads it: paragraphs in pieces of words, each piece an id of the vocabulary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from extraction.document import Document

MAX_PIECES = 256
"""The longest stretch in pieces, [CLS] and [SEP] included; the encoder knows no later places."""
# An address or a line of Base64 has hundreds of pieces, and its first ones say what it is.
_MOST_OF_A_WORD = 16


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


def load_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer of a file of the package tokenizers, set to keep all of a text."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def find_stretches(document: Document, tokenizer: Tokenizer) -> list[Stretch]:
    """Cut a text into stretches that cover it without gaps.

    A paragraph is one stretch; where it is longer than `MAX_PIECES`, it is cut between sentences, and a sentence that
    is longer by itself between tokens.
    """
    starts = {sentence.start for sentence in document.sentences}
    pieces = _pieces([token.text for token in document.doc], tokenizer)
    bounds = _id("[CLS]", tokenizer), _id("[SEP]", tokenizer)
    return [
        _stretch(pieces, first, last, bounds)
        for start, end in document.paragraphs
        for first, last in _parts(pieces, start, end, starts)
    ]


def _id(piece: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"The tokenizer has no piece {piece}.")
    return number


def _pieces(words: list[str], tokenizer: Tokenizer) -> list[list[int]]:
    """Return the ids of the pieces of each word."""
    known = dict.fromkeys(words)
    encoded = tokenizer.encode_batch_fast(list(known), add_special_tokens=False)
    ids = {word: encoding.ids[:_MOST_OF_A_WORD] for word, encoding in zip(known, encoded, strict=True)}
    return [ids[word] for word in words]


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


def _stretch(pieces: Sequence[Sequence[int]], start: int, end: int, bounds: tuple[int, int]) -> Stretch:
    ids = [bounds[0]]
    firsts = []
    for word in pieces[start:end]:
        firsts.append(len(ids) if word else 0)
        ids += word
    return Stretch(start, (*ids, bounds[1]), tuple(firsts))
