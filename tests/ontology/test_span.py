"""Spans: code points, UTF-16 units, and ranges that a text does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.span import Grounder, Span, SpanRef


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


@pytest.mark.parametrize(
    ("ref", "start"),
    [
        (SpanRef(start=4, end=6), 4),
        (SpanRef(start=4, end=6, exact="an", utf16_start=5, utf16_end=7), 4),
        (SpanRef(exact="an", occurrence=1), 2),
        (SpanRef(exact="an", occurrence=2), 4),
        (SpanRef(exact="na"), 3),
    ],
)
def test_span_is_found_by_its_offsets_or_its_words(ref, start):
    found = Grounder("\U0001f34cbanan").find(ref)
    assert (found.start, found.utf16_start) == (start, start + 1)


@pytest.mark.parametrize(
    ("ref", "problem"),
    [
        (SpanRef(start=3, end=9), "no span 3:9"),
        (SpanRef(start=3, end=5, exact="na"), "exact of 3:5 is 'an', not 'na'"),
        (SpanRef(start=3, end=5, utf16_end=9), "utf16_end of 3:5 is 5, not 9"),
        (SpanRef(exact="an"), "the text has 'an' more than once"),
        (SpanRef(exact="an", occurrence=3), "no more than 2 times"),
        (SpanRef(exact="x"), "the text does not contain 'x'"),
    ],
)
def test_span_that_the_text_does_not_have(ref, problem):
    with pytest.raises(ValueError, match=problem):
        Grounder("banan").find(ref)
