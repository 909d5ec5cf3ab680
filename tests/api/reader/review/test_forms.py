"""The words of a form as spans of the text."""

import pytest

from api.reader.review.forms import FORMS
from ontology.enums import Subject
from services.errors import Invalid

TEXT = " One peace.\nTwo  peace,\n\tthree peace"


def evidence(words, at=""):
    current = {"evidence": [""], "evidence.at": [""]}
    patch = FORMS[Subject.POSITION].patch({"evidence": [words], "evidence.at": [at]}, current, TEXT)
    return patch["evidence"].start, TEXT[patch["evidence"].start : patch["evidence"].end]


@pytest.mark.parametrize(
    ("at", "start"),
    [("", 5), ("x", 5), ("0", 5), ("10", 5), ("11", 5), ("12", 17), ("23", 17), ("26", 31), ("999999999", 31)],
)
def test_the_nearest_place_is_meant(at, start):
    assert evidence("peace", at) == (start, "peace")


@pytest.mark.parametrize("words", ["peace, three peace", "  peace,\nthree\t peace "])
def test_white_space_between_words_may_differ(words):
    assert evidence(words) == (17, "peace,\n\tthree peace")


@pytest.mark.parametrize("words", ["pea ce", "onepeace", "peace peace"])
def test_words_that_the_text_does_not_have(words):
    with pytest.raises(Invalid):
        evidence(words)
