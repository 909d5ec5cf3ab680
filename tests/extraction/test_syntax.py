import pytest

from extraction import syntax
from extraction.engine import parsed


def is_passive(text: str, word: str) -> bool:
    """Whether the word is a verb in the passive."""
    with parsed(text) as document:
        return syntax.is_passive(next(token for token in document.doc if token.text == word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoy was expelled by Norway.", "expelled"),
        ("The envoy, who was expelled on Monday, has left.", "expelled"),
        ("The troops sent to Chad are tired.", "sent"),
        ("The rebels were tried and sentenced in Accra.", "sentenced"),
        ("The fleet, led by Norway, has sailed.", "led"),
    ],
)
def test_what_is_done_to_the_subject_is_passive(text: str, word: str) -> None:
    assert is_passive(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway has expelled the envoy.", "expelled"),
        ("The troops that Norway has sent to Chad are tired.", "sent"),
        ("Norway has tried and sentenced the rebels.", "sentenced"),
        ("The nation is united.", "united"),
    ],
)
def test_what_the_subject_does_or_is_is_not_passive(text: str, word: str) -> None:
    assert not is_passive(text, word)
