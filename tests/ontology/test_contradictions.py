"""The run of stances of one holder on one issue, and where it contradicts itself."""

from itertools import count, permutations

import pytest

from ontology.contradictions import WINDOW, Held, shifted, spells
from ontology.edtf import EARLIEST, LATEST, Edtf
from ontology.enums import Stance

SUPPORTS, OPPOSES, MIXED, EXPECTS, DOUBTS = Stance


def held(*stances):
    """Stances with the days on which articles were published; a third value is the article, else each has its own."""
    numbers = count(1)
    found = []
    for stance, day, *article in stances:
        number, bounds = next(numbers), Edtf.parse(day)
        found.append(Held(number, f"pos_{number}", *article or [number], stance, bounds.earliest, bounds.latest, 0.5))
    return found


def turns(some):
    return [(spell.held[0].stance, len(spell.held), spell.turn) for spell in spells(some)]


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([(SUPPORTS, "2021-03-01"), (SUPPORTS, "2021-03-02")], [(SUPPORTS, 2, None)]),
        ([(SUPPORTS, "2021-03-01"), (OPPOSES, "2021-03-31")], [(SUPPORTS, 1, None), (OPPOSES, 1, "contradiction")]),
        ([(SUPPORTS, "2021-03-01"), (OPPOSES, "2021-04-01")], [(SUPPORTS, 1, None), (OPPOSES, 1, "change")]),
        ([(SUPPORTS, "2021-03"), (OPPOSES, "2021-03")], [(OPPOSES, 1, None), (SUPPORTS, 1, "contradiction")]),
        ([(SUPPORTS, "2021"), (OPPOSES, "2021-03-01")], [(SUPPORTS, 1, None), (OPPOSES, 1, "change")]),
        ([(SUPPORTS, "2021-03-01"), (MIXED, "2021-03-02")], [(SUPPORTS, 1, None), (MIXED, 1, "change")]),
        ([(EXPECTS, "2021-03-01"), (DOUBTS, "2021-03-02")], [(EXPECTS, 1, None), (DOUBTS, 1, "contradiction")]),
        ([(SUPPORTS, "2021-03-01"), (DOUBTS, "2021-03-02")], [(SUPPORTS, 1, None), (DOUBTS, 1, None)]),
    ],
)
def test_turns(stances, expected):
    assert turns(held(*stances)) == expected


def test_a_turn_has_both_sides():
    first, last, other = some = held((OPPOSES, "2021-03-01"), (OPPOSES, "2021-03-05"), (SUPPORTS, "2021-03-09"))
    _, spell = spells(some)

    assert (spell.before, spell.held) == (last, [other])
    assert first not in (spell.before, *spell.held)


def test_opposite_stances_of_one_article_are_left_out():
    some = held((SUPPORTS, "2021-03-01", 1), (OPPOSES, "2021-03-01", 1), (OPPOSES, "2021-03-02", 2))

    assert turns(some) == [(OPPOSES, 1, None)]


def test_order_of_what_is_given_makes_no_difference():
    some = held((SUPPORTS, "2021-03-01"), (OPPOSES, "2021-03-01"), (SUPPORTS, "2021-03-02"), (MIXED, "2021-03-02"))

    assert len({str(spells(order)) for order in permutations(some)}) == 1


def test_window_ends_with_the_calendar():
    assert (shifted(LATEST, WINDOW), shifted(EARLIEST, -WINDOW)) == (LATEST, EARLIEST)
