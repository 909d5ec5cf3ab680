"""Titles of events with and without their modality."""

import pytest

from ontology.headings import without_modality


@pytest.mark.parametrize(
    ("title", "modality", "bare"),
    [
        ("no attack by Egypt", "denied", "attack by Egypt"),
        ("possible talks", "hypothetical", "talks"),
        ("planned talks", "planned", "talks"),
        ("planned talks", "denied", "planned talks"),
        ("no-fly zone over Libya", "denied", "no-fly zone over Libya"),
        ("possible talks", "occurred", "possible talks"),
    ],
)
def test_word_for_the_modality_is_left_out(title, modality, bare):
    assert without_modality(title, modality) == bare
