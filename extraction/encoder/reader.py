"""What the encoder says of the words of a text."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extraction.document import Document
from extraction.encoder.heads import HEADS
from extraction.encoder.pieces import Vocabulary
from extraction.encoder.stretches import Stretch, find_stretches

Chances = NDArray[np.float32]
"""The chances [tokens, labels] that the labels of a head, in the order of `HEADS`, are right."""

# Only rows of one length are read together, so no piece is read in vain; more of them are no faster.
_MOST_PIECES = 512


class Scores(NamedTuple):
    """The chances of the heads that the rules listen to."""

    trigger: Chances
    quote: Chances
    stance: Chances


def load() -> None:
    """Load the weights now."""
    _session()
    _vocabulary()


def read(document: Document) -> Scores:
    """Return the chances for each token of a text; white space has no label for certain.

    They are rounded, since the last digits depend on the processor.
    """
    found = Scores(*(np.zeros((len(document.doc), len(HEADS[head])), np.float32) for head in Scores._fields))
    for chances in found:
        chances[:, 0] = 1
    for rows in _batches(find_stretches(document, _vocabulary())):
        ids = np.array([row.ids for row in rows], np.int64)
        for chances, scores in zip(found, _session().run(list(Scores._fields), {"ids": ids}), strict=True):
            for row, of_pieces in zip(rows, scores, strict=True):
                firsts = np.array(row.firsts)
                words = np.flatnonzero(firsts)
                chances[row.start + words] = _softmax(of_pieces[firsts[words]])
    return found


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # The service extracts several texts at a time, each on one core.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights = (files("extraction") / "data" / "encoder" / "encoder.onnx").read_bytes()
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary((files("extraction") / "data" / "encoder" / "vocabulary.txt").read_text(encoding="utf-8"))


def _batches(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Yield stretches of the same length together, in batches of a limited size; those without words are left out."""
    rows = sorted((row for row in stretches if any(row.firsts)), key=lambda row: len(row.ids))
    for length, alike in groupby(rows, key=lambda row: len(row.ids)):
        batch = list(alike)
        most = max(_MOST_PIECES // length, 1)
        yield from (batch[start : start + most] for start in range(0, len(batch), most))


def _softmax(scores: Chances) -> Chances:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Chances = np.round(powers / powers.sum(axis=-1, keepdims=True), 3)
    return chances
