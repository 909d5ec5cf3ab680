"""How sure an event is: the share of those told like it that were right, a trigger with its type.

Each figure is the mean of two shares: on nine articles annotated by hand, which the rules were written with, and on
samples from 300 other news articles, read one by one, where politicians fight with words:

                                          nine articles    other articles
    both sides in a main clause           0.88 of 34       0.86 of 80
    told again                            0.90 of 39       0.73 of 80
    told once                             0.78 of 81       0.66 of 120
    only inside quotation marks           0.45 of 11       0.46 of 40

Of 114 coded single sentences in which both sides stand in the main clause, 0.86 had the class of the event.
"""

_BOTH_SIDES, _AGAIN, _ONCE, _QUOTED = 0.87, 0.81, 0.72, 0.46


def confidence(*, both_sides: bool, main: bool, tellings: int, quoted: bool) -> float:
    """The share for events with both sides, told in a main clause, so often, or only inside quotation marks."""
    if quoted:
        return _QUOTED
    if both_sides and main:
        return _BOTH_SIDES
    return _AGAIN if tellings > 1 else _ONCE
