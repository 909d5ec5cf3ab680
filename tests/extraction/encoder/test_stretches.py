"""How a text is cut into rows for the encoder, and that each token keeps its pieces."""

import pytest

from extraction.encoder.pieces import Vocabulary
from extraction.encoder.stretches import MAX_PIECES, Stretch, find_stretches
from extraction.engine import parsed

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "oslo", "agree", "##d", "riga", "refuse", ".", "'", "s", ","]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """A vocabulary of few words."""
    return Vocabulary("\n".join(PIECES))


def stretches(text: str, vocabulary: Vocabulary) -> list[Stretch]:
    """Return the stretches of a text, which must cover its tokens without gaps and fit the encoder."""
    with parsed(text) as document:
        found = find_stretches(document, vocabulary)
        covered = [i for stretch in found for i in range(stretch.start, stretch.end)]
        assert covered == list(range(len(document.doc)))
        assert all(len(stretch.ids) <= MAX_PIECES for stretch in found)
        return found


def pieces(stretch: Stretch) -> list[str]:
    """Return the pieces of a stretch as the vocabulary spells them."""
    return [PIECES[i] for i in stretch.ids]


def test_a_paragraph_is_a_stretch(vocabulary):
    first, second = stretches("Oslo agreed.\n\nRiga refused.", vocabulary)
    assert pieces(first) == ["[CLS]", "oslo", "agree", "##d", ".", "[SEP]"]
    assert pieces(second) == ["[CLS]", "riga", "refuse", "##d", ".", "[SEP]"]
    assert second.start == first.end


def test_each_token_knows_its_first_piece(vocabulary):
    (stretch,) = stretches("Oslo's agreed.", vocabulary)
    assert pieces(stretch) == ["[CLS]", "oslo", "'", "s", "agree", "##d", ".", "[SEP]"]
    assert stretch.firsts == (1, 2, 4, 6)


def test_white_space_has_no_piece(vocabulary):
    first = stretches("Oslo agreed.\n\nRiga refused.", vocabulary)[0]
    with parsed("Oslo agreed.\n\nRiga refused.") as document:
        spaces = [i for i in range(first.start, first.end) if document.doc[i].is_space]
    assert spaces
    assert [i for i, place in enumerate(first.firsts) if place == 0] == spaces


def test_a_long_paragraph_is_cut_between_sentences(vocabulary):
    found = stretches("Oslo agreed, Riga refused. " * 60, vocabulary)
    assert len(found) > 1
    assert all(pieces(stretch)[1] == "oslo" and pieces(stretch)[-2] == "." for stretch in found)


def test_a_long_sentence_is_cut_between_words(vocabulary):
    found = stretches("Oslo, " * 400, vocabulary)
    assert len(found) > 2
    assert len(found[0].ids) == MAX_PIECES


def test_a_short_sentence_before_a_long_one_is_a_stretch_by_itself(vocabulary):
    found = stretches("Riga refused. Oslo agreed" + ", Oslo agreed" * 100 + ".", vocabulary)
    assert pieces(found[0]) == ["[CLS]", "riga", "refuse", "##d", ".", "[SEP]"]
    assert len(found[1].ids) > MAX_PIECES - 4


def test_the_rest_of_a_word_of_many_pieces_is_left_out(vocabulary):
    found = stretches("Oslo " + ",.'" * 80 + " agreed.", vocabulary)
    assert sum(len(stretch.ids) for stretch in found) < 32
    assert pieces(found[-1])[-4:] == ["agree", "##d", ".", "[SEP]"]


@pytest.mark.parametrize("text", ["", "\n\n\n"])
def test_a_text_without_words(vocabulary, text):
    assert all(len(stretch.ids) == 2 for stretch in stretches(text, vocabulary))
