"""What the encoder says of a text."""

import numpy as np
import pytest

from extraction import encoder
from extraction.encoder.heads import HEADS
from extraction.engine import parsed

TEXT = "Norway condemned the raid on Monday.\n\nPeru will send doctors to Chad."


@pytest.mark.parametrize("head", encoder.Scores._fields)
def test_each_token_has_a_chance_of_each_label(head):
    with parsed(TEXT) as document:
        chances = getattr(encoder.read(document), head)
        assert chances.shape == (len(document.doc), len(HEADS[head]))
        assert np.allclose(chances.sum(axis=1), 1, atol=0.01)


def test_white_space_has_no_label():
    with parsed(TEXT) as document:
        spaces = [token.i for token in document.doc if token.is_space]
        assert spaces
        assert all((chances[spaces, 0] == 1).all() for chances in encoder.read(document))


def test_words_that_name_an_event_are_seen():
    with parsed(TEXT) as document:
        chances = encoder.read(document).trigger
        seen = {document.doc[int(i)].text for i in np.flatnonzero(chances.argmax(axis=1))}
    assert {"condemned", "raid", "send"} <= seen <= {"condemned", "raid", "send", "will"}


def test_a_paragraph_is_read_the_same_in_any_text():
    with parsed("Peru will send doctors to Chad.") as document:
        alone = encoder.read(document)
        words = len(document.doc)
    with parsed(f"{TEXT}\n\nPeru asked Norway for help.") as document:
        start = next(token.i for token in document.doc if token.text == "Peru")
        within = encoder.read(document)
    for one, other in zip(alone, within, strict=True):
        assert np.allclose(one, other[start : start + words], atol=0.002)


@pytest.mark.parametrize("text", ["", "\n\n\n", "a " * 3000, "(((" * 500, "中文。" * 300])
def test_any_text_is_read(text):
    with parsed(text) as document:
        assert len(encoder.read(document).trigger) == len(document.doc)
