"""How sure a position is: the share of the positions by rules like its own that were right.

Right in holder, evidence and stance, on nine articles annotated by hand; beside it the share that one reader found
right among positions in 220 other articles, which is no lower, so that the rules hold elsewhere:

                                                  nine articles    other articles
    wants, demands, asks, praises, must, needs    0.63 of 88       0.80 of 93
    opposes, objects, judges, expects, doubts     0.56 of 73       0.69 of 150
    will, intends to, orders                      0.42 of 12       0.49 of 65
"""

from extraction.positions.words import Attitude

_FOR = frozenset(
    (Attitude.FAVOURS, Attitude.DEMANDS, Attitude.ASKS, Attitude.PLEASES, Attitude.CREDITS, Attitude.EXCLUDES)
) | {"duty", "need"}
_TO_COME = frozenset(("future", "intent", "order"))


def confidence(rule: str) -> float:
    """The share for a rule: an attitude, or what `judgements` calls it."""
    if rule in _FOR:
        return 0.64
    return 0.44 if rule in _TO_COME else 0.57
