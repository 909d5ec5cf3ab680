"""Reported speech that only the encoder sees."""

import pytest

from extraction.engine import parsed
from extraction.quotes.find import find_quotes
from tests.extraction.encoder.scoring import scores

TEXT = "Norway mumbled the pact was a boat full of holes."


def said(text: str, words: str, cue: str, chance: float = 0.97) -> list[tuple[str | None, str, str]]:
    """Speaker, cue and content of each quote, when the encoder sees the words as said and the cue as one."""
    first, *later = words.split()
    chances = {first: {"B": chance}, cue: {"CUE": 0.9}} | {word: {"I": chance} for word in later}
    with parsed(text) as document:
        found = find_quotes(document, None, scores(document, quote=chances))
        return [
            (q.speaker and text[slice(*q.speaker)], q.cue and text[slice(*q.cue)], text[slice(*q.content[0])])
            for q in found
        ]


def test_what_the_encoder_sees_is_a_quote_of_the_subject_of_its_cue():
    words = "the pact was a boat full of holes"
    assert said(TEXT, words, "mumbled") == [("Norway", "mumbled", words)]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        pytest.param(TEXT, "a boat", "mumbled", id="two words"),
        pytest.param(TEXT, "the pact was a boat full of holes", "pact", id="no verb"),
        pytest.param("Norway never mumbled the pact was full of holes.", "the pact was full", "mumbled", id="not said"),
        pytest.param("I mumbled the pact was full of holes.", "the pact was full of holes", "mumbled", id="author"),
    ],
)
def test_other_words_are_no_quote(text, words, cue):
    assert said(text, words, cue) == []


def test_a_low_chance_is_no_quote():
    assert said(TEXT, "the pact was a boat full of holes", "mumbled", chance=0.85) == []


def test_the_rules_come_first():
    assert said("Norway said that the pact was void.", "pact was void", "said") == [
        ("Norway", "said", "the pact was void")
    ]


def test_reported_words_of_which_the_encoder_sees_none_are_no_quote():
    assert said("Norway said that the pact was void.", "Norway", "said") == []


def test_words_in_quotation_marks_are_a_quote_whatever_the_encoder_sees():
    assert said('"The pact is void," Norway said.', "Norway", "said") == [("Norway", "said", "The pact is void,")]
