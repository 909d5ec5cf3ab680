"""Words cut into pieces as uncased BERT does it."""

import pytest

from extraction.encoder.pieces import Vocabulary

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "minister",
    "##s",
    "##ial",
    "re",
    "##gion",
    "-",
    "'",
    "中",
    "文",
    "e",
    "$",
    "5",
]
VOCABULARY = Vocabulary("\n".join(PIECES))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("minister", ["minister"]),
        ("Ministers", ["minister", "##s"]),
        ("MINISTERIAL", ["minister", "##ial"]),
        ("région", ["re", "##gion"]),
        ("minister-région", ["minister", "-", "re", "##gion"]),
        ("minister's", ["minister", "'", "[UNK]"]),
        ("中文", ["中", "文"]),
        ("$5", ["$", "5"]),
        ("É\u200b", ["e"]),
        ("unknown", ["[UNK]"]),
        ("ministerx", ["[UNK]"]),
        (" \n", []),
        ("", []),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces(word, pieces):
    assert [PIECES[number] for number in VOCABULARY.of(word)] == pieces


def test_a_part_of_more_than_a_hundred_letters_is_unknown():
    assert VOCABULARY.of("e" * 101) == (1,)


def test_only_the_first_pieces_of_a_long_word_count():
    assert VOCABULARY.of("-" * 40) == (PIECES.index("-"),) * 16
