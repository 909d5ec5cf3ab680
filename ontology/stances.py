"""Compare the stances of two holders on one issue, or of one holder in two articles."""

from collections.abc import Set
from enum import StrEnum

from ontology.enums import Stance

_OPPOSITES = ({Stance.SUPPORTS, Stance.OPPOSES}, {Stance.EXPECTS, Stance.DOUBTS})


class Agreement(StrEnum):
    """agree: all stances of both are the same; contradict: some are opposites; differ: anything else."""

    AGREE = "agree"
    CONTRADICT = "contradict"
    DIFFER = "differ"


def agreement(one: Set[Stance], other: Set[Stance]) -> Agreement:
    """Compare two non-empty sets of stances."""
    if one == other:
        return Agreement.AGREE
    return Agreement.CONTRADICT if are_opposite(one, other) else Agreement.DIFFER


def are_opposite(one: Set[Stance], other: Set[Stance]) -> bool:
    """Return whether a stance of one set is the opposite of one of the other."""
    return any(pair <= {mine, yours} for pair in _OPPOSITES for mine in one for yours in other)
