"""Scores of the encoder made up for single words."""

import numpy as np

from extraction.document import Document
from extraction.encoder import Scores
from extraction.encoder.heads import HEADS

Chances = dict[str, dict[str, float]]
"""By word and label; what is left over is the chance of none."""


def scores(document: Document, **heads: Chances) -> Scores:
    """Scores in which the words have these chances, and no other word has a label."""
    arrays = []
    for head in Scores._fields:
        given = heads.get(head, {})
        chances = np.zeros((len(document.doc), len(HEADS[head])), np.float32)
        for token in document.doc:
            for label, chance in given.get(token.text, {}).items():
                chances[token.i, HEADS[head].index(label)] = chance
        chances[:, 0] = 1 - chances[:, 1:].sum(axis=1)
        arrays.append(chances)
    return Scores(*arrays)
