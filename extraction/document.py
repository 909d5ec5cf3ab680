"""A text parsed for the rules: one spaCy Doc whose offsets are those of the text as it is stored."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from extraction.repair import repair

# A parse must not run over a paragraph's end, and a "paragraph" of a megabyte must not be parsed in one go.
_LONGEST_PIECE = 4_000
# The parser's memory grows with what it is given at once; this keeps it under 20 MiB.
_BATCH = 16_000
_WRAPPED_LINE = 100

_LINE = re.compile(r"[^\n]*\n?")
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*\s*$")
_BREAK = re.compile(r"[.!?]['\"”’)\]]*\s+|\s+")
# As long as what it replaces, so that offsets stay.
_AS_SPACE = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2007\u2028\u2029\u202f\u3000"), " ")


@dataclass(frozen=True)
class Document:
    """A parsed text. `doc[i].idx` is a code-point offset into `text`; no token crosses a paragraph."""

    text: str
    doc: Doc
    paragraphs: tuple[tuple[int, int], ...] = field(repr=False)
    """Token ranges, half-open, that follow one another without a gap."""

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
    docs: list[Doc] = []
    for batch in _batches(_pieces(text)):
        docs += nlp.pipe(piece.translate(_AS_SPACE) for piece in batch)
    if not docs:
        return Document(text, Doc(nlp.vocab), ())
    ends = [0]
    for doc in docs:
        ends.append(ends[-1] + len(doc))
    whole = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
    paragraphs = tuple(itertools.pairwise(ends))
    if whole is None:
        return Document(text, Doc(nlp.vocab), ())
    repair(whole, paragraphs)
    return Document(text, whole, paragraphs)


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
    for paragraph in _paragraphs(text):
        while len(paragraph) > _LONGEST_PIECE:
            cut = _cut(paragraph)
            yield paragraph[:cut]
            paragraph = paragraph[cut:]
        yield paragraph


def _paragraphs(text: str) -> Iterator[str]:
    lines = [line for line in _LINE.findall(text.replace("\r\n", " \n")) if line]
    start = 0
    position = 0
    joined = _joined(lines)
    for number, line in enumerate(lines):
        position += len(line)
        if number + 1 == len(lines) or not joined[number + 1]:
            yield text[start:position]
            start = position


def _joined(lines: list[str]) -> list[bool]:
    """For each line, whether it goes on the paragraph of the line before it."""
    joined = [False] * len(lines)
    block: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number].strip():
            block.append(number)
            continue
        wrapped = _is_wrapped([lines[i] for i in block])
        for before, i in itertools.pairwise(block):
            joined[i] = wrapped or _runs_on(lines[before], lines[i])
        block = []
        if 0 < number < len(lines):
            joined[number] = True  # blank lines belong to what they follow
    return joined


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block of lines is one paragraph broken at a column, as in plain-text mail."""
    inner = lines[:-1]
    if len(inner) < 2 or any(len(line) > _WRAPPED_LINE for line in lines):
        return False
    full = sum(len(line) > 0.6 * max(map(len, inner)) for line in inner)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    return full >= 0.9 * len(inner) and ended <= 0.4 * len(inner)


def _runs_on(before: str, after: str) -> bool:
    return not _SENTENCE_END.search(before) and after.lstrip()[:1].islower()


def _cut(paragraph: str) -> int:
    """Where to cut a paragraph that is too long: behind a sentence, else at white space, else anywhere."""
    at_space = 0
    for match in _BREAK.finditer(paragraph, _LONGEST_PIECE // 2, _LONGEST_PIECE):
        if not match[0][0].isspace():
            return match.end()
        at_space = match.end()
    return at_space or _LONGEST_PIECE
