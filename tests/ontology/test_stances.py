"""Where two agree and where they contradict each other."""

import pytest

from ontology.enums import Stance
from ontology.stances import Agreement, agreement

SUPPORTS, OPPOSES, MIXED, EXPECTS, DOUBTS = Stance


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({SUPPORTS}, {SUPPORTS}, Agreement.AGREE),
        ({SUPPORTS, EXPECTS}, {EXPECTS, SUPPORTS}, Agreement.AGREE),
        ({SUPPORTS}, {OPPOSES}, Agreement.CONTRADICT),
        ({DOUBTS}, {EXPECTS}, Agreement.CONTRADICT),
        ({SUPPORTS, OPPOSES}, {OPPOSES}, Agreement.CONTRADICT),
        ({SUPPORTS, EXPECTS}, {SUPPORTS, DOUBTS}, Agreement.CONTRADICT),
        ({SUPPORTS}, {MIXED}, Agreement.DIFFER),
        ({SUPPORTS}, {EXPECTS}, Agreement.DIFFER),
        ({OPPOSES}, {DOUBTS}, Agreement.DIFFER),
    ],
)
def test_agreement(one, other, expected):
    assert agreement(one, other) == agreement(other, one) == expected
