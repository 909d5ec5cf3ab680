"""Spans: code points, UTF-16 units, and ranges that a text does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.span import Grounder, Span


def test_a_span_holds_its_text() -> None:
    assert Grounder("Oslo agreed.").span(0, 4) == Span(0, 4, "Oslo", 0, 4)


def test_a_character_outside_the_first_plane_takes_two_units() -> None:
    assert Grounder("😀 Oslo 😀").span(2, 8) == Span(2, 8, "Oslo 😀", 3, 10)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5), (9, 10)])
def test_a_range_that_the_text_does_not_have(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Grounder("Oslo").span(start, end)


def test_an_empty_text_has_no_spans() -> None:
    with pytest.raises(ValueError, match="no span"):
        Grounder("").span(0, 0)


@given(st.text(alphabet="aé𝒳😀\n", min_size=1), st.data())
def test_utf16_offsets_cut_the_same_text_in_javascript(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Grounder(text).span(start, end)
    units = text.encode("utf-16-le")
    assert units[2 * span.utf16_start : 2 * span.utf16_end].decode("utf-16-le") == text[start:end] == span.exact
