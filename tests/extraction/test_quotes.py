"""Quotes: one behaviour a test, on small made-up texts."""

import pytest

from extraction.engine import parsed
from extraction.quotes import FoundQuote, find_quotes


def quotes(text: str) -> list[tuple[str | None, str | None, str]]:
    """Speaker, cue and content of each quote, as text."""
    with parsed(text) as document:
        return [
            (cut(text, quote.speaker), cut(text, quote.cue), " / ".join(text[a:b] for a, b in quote.content))
            for quote in find_quotes(document)
        ]


def cut(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def kinds(text: str) -> list[str]:
    with parsed(text) as document:
        return [quote.kind.value for quote in find_quotes(document)]


def test_speech_with_the_speaker_behind() -> None:
    text = '"We will rebuild the bridge," the mayor said on Monday.'
    assert quotes(text) == [("the mayor", "said", "We will rebuild the bridge,")]


def test_speech_in_inverted_order() -> None:
    text = "“The harvest was lost to the flood,” said Farmers Union president Lena Holt."
    assert quotes(text) == [("Farmers Union president Lena Holt", "said", "The harvest was lost to the flood,")]


def test_speech_introduced_by_its_speaker() -> None:
    text = 'The minister replied, "Nobody asked us."'
    assert quotes(text) == [("The minister", "replied", "Nobody asked us.")]


def test_a_split_utterance_is_one_quote() -> None:
    text = '"The ports are closed," Captain Reyes said. "They will stay closed until spring."'
    assert quotes(text) == [("Captain Reyes", "said", "The ports are closed, / They will stay closed until spring.")]


def test_a_reported_clause() -> None:
    assert quotes("The ministry said that the talks had failed.") == [
        ("The ministry", "said", "that the talks had failed")
    ]


def test_a_reported_clause_without_that() -> None:
    assert quotes("The envoy said the talks had failed.") == [("The envoy", "said", "the talks had failed")]


def test_reported_speech_with_a_quoted_fragment_is_mixed() -> None:
    assert kinds('The envoy said the talks were "a complete waste" of time.') == ["mixed"]


def test_according_to() -> None:
    text = "According to the coast guard, the ship sank within an hour."
    assert quotes(text) == [("the coast guard", "According to", "the ship sank within an hour")]


def test_according_to_at_the_end() -> None:
    text = "The ship sank within an hour, according to the coast guard."
    assert quotes(text) == [("the coast guard", "according to", "The ship sank within an hour")]


@pytest.mark.parametrize("text", ["", " ", '"', "'" * 9, '"" ""', "““““", "said", '"said"', ":"])
def test_odd_text_has_no_quotes(text: str) -> None:
    with parsed(text) as document:
        found: list[FoundQuote] = find_quotes(document)
    assert found == []


def test_a_sentence_adverb_is_the_author_s() -> None:
    text = 'Likewise, the envoy predicts "a long winter for the north".'
    assert quotes(text) == [("the envoy", "predicts", "a long winter for the north")]


def test_a_comment_behind_quoted_words_is_the_author_s() -> None:
    text = 'The letter says that the aim is "to repair the bond with Norland", a country that sells it gas.'
    assert [content for *_, content in quotes(text)] == ['that the aim is "to repair the bond with Norland']


def test_a_clause_in_marks_is_all_that_is_said_according_to_somebody() -> None:
    text = 'According to Lena Holt, in view of the flood, "the harvest will be lost this year".'
    assert quotes(text) == [("Lena Holt", "According to", "the harvest will be lost this year")]


def test_a_statement_that_carries_speech_does_not_say_it_again() -> None:
    text = "The envoy said the talks had failed for good, according to a statement by his office."
    assert [speaker for speaker, *_ in quotes(text)] == ["The envoy"]


def test_content_has_no_outer_space() -> None:
    text = "The minister replied, “ Nobody asked us. ”"
    assert [content for *_, content in quotes(text)] == ["Nobody asked us."]
