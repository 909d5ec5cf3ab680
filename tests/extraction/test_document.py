"""How a text is cut into paragraphs and sentences, and that offsets stay those of the text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.document import Document
from extraction.engine import parsed


def paragraphs(text: str) -> list[str]:
    """Each paragraph as the rules read it, without the white space around it."""
    with parsed(text) as document:
        return [cut(document, *bounds).strip() for bounds in document.paragraphs]


def cut(document: Document, start: int, end: int) -> str:
    """The text of a token range as the rules read it."""
    last = document.doc[end - 1]
    return document.text[document.doc[start].idx : last.idx + len(last)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert paragraphs("Oslo agreed.\n\nRiga refused.") == ["Oslo agreed.", "Riga refused."]


def test_a_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    assert paragraphs("Oslo agreed.\nRiga refused.") == ["Oslo agreed.", "Riga refused."]


def test_a_headline_is_a_paragraph() -> None:
    assert paragraphs("Oslo Closes Port\nThe port of Oslo was closed.") == [
        "Oslo Closes Port",
        "The port of Oslo was closed.",
    ]


def test_a_line_that_goes_on_in_lower_case_is_the_same_paragraph() -> None:
    assert paragraphs("The port of Oslo was\nclosed on Monday.") == ["The port of Oslo was closed on Monday."]


WRAPPED = """\
The council met in the morning and heard a long report by Marta
Lindqvist, who leads the inquiry into the fire at the old harbour and
Europe's largest warehouse, and who will publish her findings in the
last week of the coming month."""


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    assert paragraphs(WRAPPED) == [" ".join(WRAPPED.split())]


def test_windows_line_ends_make_paragraphs_too() -> None:
    assert paragraphs("Oslo agreed.\r\n\r\nRiga refused.\r\n") == ["Oslo agreed.", "Riga refused."]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n"])
def test_a_text_of_white_space_has_no_sentence_with_a_word(text: str) -> None:
    with parsed(text) as document:
        assert not any(token.is_alpha for token in document.doc)


def test_a_sentence_stays_inside_its_paragraph() -> None:
    with parsed("Oslo agreed\n\nRiga refused") as document:
        assert [s.text.strip() for s in document.sentences] == ["Oslo agreed", "Riga refused"]


def test_a_very_long_paragraph_is_cut_behind_a_sentence() -> None:
    text = "The port of Oslo was closed on Monday. " * 250
    pieces = paragraphs(text)
    assert len(pieces) > 1
    assert all(piece.endswith("Monday.") for piece in pieces)


def test_a_very_long_word_is_cut_anywhere() -> None:
    assert "".join(paragraphs("a" * 9_000)) == "a" * 9_000


@pytest.mark.parametrize("text", ["(" * 1_500, "“" * 1_500, "'s" * 1_024, "x" * 3_000])
def test_twice_the_text_takes_no_more_than_thrice_the_work(text: str) -> None:
    def pieces(of: str) -> int:
        with parsed(of) as document:
            return sum((end - start) * len(document.doc[start:end].text) for start, end in document.paragraphs)

    assert pieces(text * 2) < 3 * pieces(text)


def test_text_of_a_range_is_on_one_line() -> None:
    with parsed("Marta\nlindqvist  spoke") as document:
        assert document.text_of(0, len(document.doc)) == "Marta lindqvist spoke"


def test_offsets_leave_outer_white_space_out() -> None:
    with parsed("Oslo agreed.\n\nRiga refused.") as document:
        start, end = document.offsets(*document.paragraphs[0])
        assert document.text[start:end] == "Oslo agreed."


def test_a_range_of_white_space_has_no_offsets() -> None:
    with parsed("\n\n") as document:
        assert document.offsets(0, len(document.doc)) == (0, 0)


def _seen(exact: str) -> str:
    """A piece of the stored text without what a line break or an emoji may have brought into it."""
    return re.sub(r"[-\s>😀]", "", exact).replace("’", "'")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="aB. \n\r\t\xa0\u2028é😀\x00\"'’-", max_size=80))
def test_tokens_stand_where_they_say(text: str) -> None:
    with parsed(text) as document:
        for token in document.doc:
            start, end = document.reading.stored(token.idx, token.idx + len(token))
            assert token.is_space or _seen(text[start:end]) == token.text.replace("-", "").replace("’", "'")
        assert [bound for pair in document.paragraphs for bound in pair] == sorted(
            bound for pair in document.paragraphs for bound in pair
        )
        assert sum(end - start for start, end in document.paragraphs) == len(document.doc)
