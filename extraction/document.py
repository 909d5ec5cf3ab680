"""A text parsed for the rules: one spaCy Doc whose offsets are those of the text as the rules read it."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extraction.repair import repair
from extraction.text.reading import Reading

# A parse must not run over a paragraph's end, and a "paragraph" of a megabyte must not be parsed in one go.
_LONGEST_PIECE = 4_000
# The parser's memory grows with what it is given at once; this keeps it under 20 MiB.
_BATCH = 16_000
# A line with the blank lines behind it.
_PARAGRAPH = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")
# What takes signs off the ends of a word reads all of it for each of them.
_LONG_WORD = re.compile(r"[^\w\s]{64}|\S{256}")
_BREAK = re.compile(r"[.!?]['\"”’)\]]*\s+|\s+")


@dataclass(frozen=True)
class Document:
    """A parsed text. `doc[i].idx` is a code-point offset into `text`; no token crosses a paragraph.

    `text` is that of the reading: `reading.stored` leads to the text as it is stored.
    """

    reading: Reading
    doc: Doc
    paragraphs: tuple[tuple[int, int], ...] = field(repr=False)
    """Token ranges, half-open, that follow one another without a gap."""

    @property
    def text(self) -> str:
        """The text as the rules read it."""
        return self.reading.text

    @cached_property
    def sentences(self) -> tuple[Tokens, ...]:
        """The sentences in order; a sentence lies inside one paragraph."""
        return tuple(self.doc.sents)

    def text_of(self, start: int, end: int) -> str:
        """The text of the token range [start, end), on one line."""
        last = self.doc[end - 1]
        return " ".join(self.text[self.doc[start].idx : last.idx + len(last)].split())

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The character offsets of the token range [start, end), outer white space left out."""
        doc = self.doc
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start == end:
            return (0, 0)
        return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def parse(nlp: Language, text: str) -> Document:
    """Parse a text paragraph by paragraph."""
    reading = Reading(text, nlp.vocab.strings.__contains__)
    docs: list[Doc] = []
    for batch in _batches(_pieces(reading.text)):
        docs += nlp.pipe(piece.replace("\n", " ") for piece in batch)
    if not docs:
        return Document(reading, Doc(nlp.vocab), ())
    ends = [0]
    for doc in docs:
        ends.append(ends[-1] + len(doc))
    whole = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
    paragraphs = tuple(itertools.pairwise(ends))
    if whole is None:
        return Document(reading, Doc(nlp.vocab), ())
    repair(whole, paragraphs)
    return Document(reading, whole, paragraphs)


def _batches(pieces: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece)
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs of a text, each with the white space behind it; joined they are the text."""
    for match in _PARAGRAPH.finditer(text):
        start = 0
        for word in _LONG_WORD.finditer(match[0]):
            yield from _cut(match[0][start : word.end()])
            start = word.end()
        yield from _cut(match[0][start:])


def _cut(paragraph: str) -> Iterator[str]:
    """A paragraph in pieces that are not too long."""
    while len(paragraph) > _LONGEST_PIECE:
        end = _end_of_piece(paragraph)
        yield paragraph[:end]
        paragraph = paragraph[end:]
    if paragraph:
        yield paragraph


def _end_of_piece(paragraph: str) -> int:
    """Where to cut a paragraph that is too long: behind a sentence, else at white space, else anywhere."""
    at_space = 0
    for match in _BREAK.finditer(paragraph, _LONGEST_PIECE // 2, _LONGEST_PIECE):
        if not match[0][0].isspace():
            return match.end()
        at_space = match.end()
    return at_space or _LONGEST_PIECE
