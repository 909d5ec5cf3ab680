"""Texts that are nearly the same."""

import pytest

from extraction.copies import are_copies, blocks, shingles

TEXT = (
    "The foreign ministers of Ruritania and Graustark met on Monday in a hotel at the border, for the first time since "
    "the spring. They spoke for two hours about the return of prisoners, and agreed to open one bridge for lorries."
)
EDITED = f"BORDER TOWN, May 6 (Agency) — {TEXT.replace('hotel', 'house')}"
OTHER = (
    "On Monday the ministers of Ruritania and Graustark sat together in a hotel at the border. Prisoners may go home "
    "soon, an official said after two hours of talks, and lorries may cross one of the bridges again, as in spring."
)


@pytest.mark.parametrize(("other", "expected"), [(TEXT, True), (TEXT.upper(), True), (EDITED, True), (OTHER, False)])
def test_copies_share_a_key_and_most_of_their_words(other, expected):
    one, two = shingles(TEXT), shingles(other)

    assert are_copies(one, two) == are_copies(two, one) == expected
    assert bool(blocks(one) & blocks(two)) == expected


def test_short_texts_are_no_copies():
    short = shingles("Iraq wants peace, the minister said.")

    assert not short
    assert not are_copies(short, short)
    assert blocks(short) == frozenset()


def test_keys_are_the_same_in_every_process():
    assert sorted(blocks(shingles(TEXT)))[0] == "00 71135f4c 469a9d1c 2a12f3db"
