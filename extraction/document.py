"""A text parsed for the rules: one spaCy Doc whose offsets match the normalised text that the rules read."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extraction.layout.find import find_parts
from extraction.layout.labels import person_in
from extraction.layout.operative import with_subject
from extraction.layout.part import Part, PartKind
from extraction.layout.turns import Turn, find_turns
from extraction.repair import repair
from extraction.text.reading import Reading

# A parse must not cross the end of a paragraph, and a "paragraph" of a megabyte must not be parsed at once.
_LONGEST_PIECE = 4_000
# The parser's memory grows with the length of its input; this limit keeps it under 20 MiB.
_BATCH = 16_000
# A line with the blank lines after it.
_PARAGRAPH = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")
# The tokenizer rereads the whole word for each punctuation mark that it strips from its end.
_LONG_WORD = re.compile(r"[^\w\s]{64,1024}|\S{256}")
is_whole = re.compile(r"[^\w\s]{64,}|\S{256,}").fullmatch
"""Return a match for a run of characters that is no language, and thus one token: a rule of dashes, data in Base64."""
_OPERATIVE = PartKind.OPERATIVE
# The model knows only the straight apostrophe; it has the same length, so offsets stay.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[’ʼ](?=[^\W\d_])")
_BREAK = re.compile(r"[.!?]['\"”’)\]]*\s+|\s+")


@dataclass(frozen=True)
class Document:
    """A parsed text. `doc[i].idx` is a code-point offset into `text`; no token crosses a paragraph.

    `text` is the normalised text of the reading; `reading.stored` maps its offsets to the stored text.
    """

    reading: Reading
    doc: Doc
    paragraphs: tuple[tuple[int, int], ...] = field(repr=False)
    """Consecutive half-open token ranges without gaps."""
    kinds: tuple[PartKind | None, ...] = field(repr=False, default=())
    """The kind of each paragraph; None for plain sentences."""

    def parts(self, *kinds: PartKind | None) -> list[tuple[int, int]]:
        """Return the token ranges of the paragraphs of the given kinds."""
        return [tokens for tokens, kind in zip(self.paragraphs, self.kinds, strict=True) if kind in kinds]

    @cached_property
    def asides(self) -> frozenset[int]:
        """Return the tokens of datelines and credits, which hold no speakers, actors or positions."""
        return frozenset(i for part in self.parts(PartKind.DATELINE, PartKind.CREDIT) for i in range(*part))

    @cached_property
    def starts(self) -> list[int]:
        """Return the offset of each token."""
        return [token.idx for token in self.doc]

    @cached_property
    def turns(self) -> list[Turn]:
        """Return the turns of a transcript, in character offsets."""
        spans = (self.offsets(*tokens) for tokens in self.paragraphs)
        return find_turns(self.text, list(zip(spans, self.kinds, strict=True)))

    @property
    def text(self) -> str:
        """The text as the rules read it."""
        return self.reading.text

    @cached_property
    def sentences(self) -> tuple[Tokens, ...]:
        """Return the sentences in order; each lies within one paragraph."""
        return tuple(self.doc.sents)

    def text_of(self, start: int, end: int) -> str:
        """Return the text of the token range [start, end) on one line."""
        last = self.doc[end - 1]
        return " ".join(self.text[self.doc[start].idx : last.idx + len(last)].split())

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the character offsets of the token range [start, end), without outer white space."""
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
    kinds: list[PartKind | None] = []
    for batch in _batches(_pieces(reading.text)):
        kinds += [piece.kind for piece in batch]
        docs += map(_mended, nlp.pipe(map(_spoken, batch)), batch)
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
    return Document(reading, whole, paragraphs, tuple(kinds))


class _Piece(NamedTuple):
    """A stretch of text that is parsed by itself."""

    text: str
    kind: PartKind | None


def _spoken(piece: _Piece) -> str:
    """Return the words to parse: as long as the piece, unless an operative paragraph needs a subject added."""
    words = _APOSTROPHE.sub("'", piece.text.replace("\n", " "))
    if piece.kind is _OPERATIVE:
        return with_subject(words)
    if piece.kind is PartKind.LABEL and words.isupper() and len(words.title()) == len(words):
        return words.title()  # The model sees no names in text in capitals.
    return words


def _mended(doc: Doc, piece: _Piece) -> Doc:
    """Return the parse without the added subject, and with the name in a speaker label marked as a person's."""
    if piece.kind is _OPERATIVE:
        return doc[1:].as_doc()
    if piece.kind in (PartKind.LABEL, PartKind.QUESTION):
        name = person_in(piece.text)
        person = doc.char_span(*name, label="PERSON", alignment_mode="contract") if name is not None else None
        doc.ents = [person] if person is not None else []
    return doc


def _batches(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece.text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text)
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the paragraphs of a text and its parts, each with the white space after it; joined they give the text."""
    parts = {part.start: part for part in find_parts(text)}
    bounds = {bound for part in parts.values() for bound in (part.start, part.end)}
    bounds.update(bound for match in _PARAGRAPH.finditer(text) for bound in match.span())
    bounds.update((0, len(text)))
    part: Part | None = None
    for start, end in itertools.pairwise(sorted(bounds)):
        part = parts.get(start, part)
        kind = part.kind if part is not None and start < part.end else None
        for number, piece in enumerate(_short(text[start:end])):
            yield _Piece(piece, None if number and kind is _OPERATIVE else kind)


def _short(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into pieces of limited length that hold no overlong words."""
    start = 0
    for word in _LONG_WORD.finditer(paragraph):
        yield from _cut(paragraph[start : word.end()])
        start = word.end()
    yield from _cut(paragraph[start:])


def _cut(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into pieces of limited length."""
    while len(paragraph) > _LONGEST_PIECE:
        end = _end_of_piece(paragraph)
        yield paragraph[:end]
        paragraph = paragraph[end:]
    if paragraph:
        yield paragraph


def _end_of_piece(paragraph: str) -> int:
    """Return where to cut a paragraph that is too long: after a sentence, else at white space, else anywhere."""
    at_space = 0
    for match in _BREAK.finditer(paragraph, _LONGEST_PIECE // 2, _LONGEST_PIECE):
        if not match[0][0].isspace():
            return match.end()
        at_space = match.end()
    return at_space or _LONGEST_PIECE
