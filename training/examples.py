"""Rows of the encoder's input with the labels of their words, and batches of them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extraction import engine
from extraction.document import Document
from extraction.encoder.pieces import Vocabulary
from extraction.encoder.stretches import find_stretches
from training.corpus import AnnotatedText
from training.labels import Labels, find_labels, find_marked_labels
from training.marked import MarkedText

# The pieces of a batch, padding included: so all words count alike, in long paragraphs and in short ones.
_BATCH = 768
# Rows of like lengths go together, out of this many rows at a time.
_SORTED = 128


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch of a text: the ids of its pieces, the place of each word's first piece, the words' labels by head.

    `marked` is true for the texts with marks.
    """

    text: str
    marked: bool
    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    labels: dict[str, tuple[int, ...]]


def find_examples(texts: Iterable[AnnotatedText], vocabulary: Vocabulary) -> Iterator[Example]:
    """Yield the rows of annotated texts."""
    for text in texts:
        with engine.parsed(text.text) as document:
            yield from _rows(text.id, False, document, find_labels(document, text.annotation), vocabulary)


def find_marked_examples(texts: Iterable[tuple[str, MarkedText]], vocabulary: Vocabulary) -> Iterator[Example]:
    """Yield the rows of named texts with marks."""
    for name, text in texts:
        with engine.parsed(text.text) as document:
            yield from _rows(name, True, document, find_marked_labels(document, text), vocabulary)


def batches(examples: Sequence[Example], seed: int) -> Iterator[Sequence[Example]]:
    """Yield batches of rows of like lengths in random order."""
    shuffler = random.Random(seed)  # noqa: S311
    rows = shuffler.sample(examples, len(examples))
    found = []
    for start in range(0, len(rows), _SORTED):
        batch: list[Example] = []
        for example in sorted(rows[start : start + _SORTED], key=lambda example: len(example.ids)):
            if batch and (len(batch) + 1) * len(example.ids) > _BATCH:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    shuffler.shuffle(found)
    yield from found


def _rows(name: str, marked: bool, document: Document, labels: Labels, vocabulary: Vocabulary) -> Iterator[Example]:
    """Yield the rows of a text; words without pieces are left out."""
    for stretch in find_stretches(document, vocabulary):
        words = [(stretch.start + i, first) for i, first in enumerate(stretch.firsts) if first]
        if words:
            yield Example(
                name,
                marked,
                stretch.ids,
                tuple(first for _, first in words),
                {head: tuple(found[i] for i, _ in words) for head, found in labels.items()},
            )
