"""The confidence of a fact by the signs that it shows: weights in logits, added up."""

import math
from collections.abc import Iterable
from functools import cache

from extraction.lexicon import rows


def chance(table: str, signs: Iterable[str]) -> float:
    """Return the chance that a fact with these signs is right, by the weights in extraction/data/`table`."""
    known = weights(table)
    logit = known["base"] + sum(known[sign] for sign in signs)
    return round(1 / (1 + math.exp(-logit)), 2)


@cache
def weights(table: str) -> dict[str, float]:
    """Return the weights of all signs, and that of `base`, which every fact has."""
    return {sign: float(weight) for sign, weight in rows(table)}
