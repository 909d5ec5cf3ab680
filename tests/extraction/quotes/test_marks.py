"""Quotation marks of all shapes, and text that is not well formed."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.engine import parsed
from extraction.lexicon import rows
from extraction.quotes import cues
from extraction.quotes.confidence import confidence
from extraction.quotes.find import find_quotes
from tests.extraction.quotes.quoting import contents, quotes

_SAID = [("the engineer", "said", "The bridge holds,")]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“")],
)
def test_every_kind_of_mark(opening: str, closing: str) -> None:
    assert quotes(f"{opening}The bridge holds,{closing} the engineer said.") == _SAID


def test_a_comma_behind_the_mark() -> None:
    assert quotes('"The bridge holds", the engineer said.') == [("the engineer", "said", "The bridge holds")]


def test_a_straight_mark_closes_a_curly_one() -> None:
    assert quotes('“The bridge holds," the engineer said.') == _SAID


def test_apostrophes_open_nothing() -> None:
    text = "She said the workers' bus and the drivers' van weren't late."
    assert contents(text) == ["the workers' bus and the drivers' van weren't late"]


def test_a_mark_left_open_spoils_only_its_paragraph() -> None:
    text = "“The school is closed, he whispered.\n\n“The bridge holds,” the engineer said."
    assert quotes(text)[-1:] == _SAID


def test_content_has_no_outer_space() -> None:
    assert contents("The minister replied, “ Nobody asked us. ”") == ["Nobody asked us."]


@pytest.mark.parametrize("text", ["", " ", '"', "'" * 9, '"" ""', "““““", "said", '"said"', ":", "according to"])
def test_odd_text_has_no_quotes(text: str) -> None:
    assert quotes(text) == []


def test_marks_with_nothing_between_hold_nothing() -> None:
    assert quotes('The mayor said, "" and left.') == []


def test_a_run_of_marks() -> None:
    assert quotes('"' * 20_000) == []


_PIECES = st.sampled_from(
    [*"“”\"'‘’`«»„:,.—?\n ", "``", "''", "\n\n", "he said", "The mayor", " told ", "according to", "that", "She", "𝒳"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_gives_spans_inside_it_and_the_same_twice(text: str) -> None:
    with parsed(text) as document:
        found = find_quotes(document)
        assert find_quotes(document) == found
        read = document.text
    for quote in found:
        assert quote.content == tuple(sorted(quote.content))
        for start, end in (*quote.content, *filter(None, (quote.speaker, quote.cue, quote.named_by))):
            assert 0 <= start < end <= len(read)
            assert read[start:end].strip() == read[start:end]


@pytest.mark.parametrize(
    ("file", "classes"),
    [
        ("quotes/verbs.tsv", cues.VERB_CLASSES),
        ("quotes/nouns.tsv", cues.NOUN_CLASSES),
        ("quotes/adjectives.tsv", cues.ADJECTIVE_CLASSES),
    ],
)
def test_every_class_of_a_word_list_is_known_and_used(file: str, classes: dict[str, frozenset[cues.Frame]]) -> None:
    entries = list(rows(file))
    assert {name for _, name, *_ in entries} == set(classes)
    assert [lemma for lemma, count in Counter(lemma for lemma, *_ in entries).items() if count > 1] == []


def test_a_rule_without_a_figure_of_its_own_has_its_class_s() -> None:
    assert confidence("word:that") == confidence("word:preposition") != confidence("ask:wh")
