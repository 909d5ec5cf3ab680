"""Where a sentence ends behind an abbreviation."""

import pytest

from extraction.engine import parsed


def sentences(text: str) -> list[str]:
    with parsed(text) as document:
        return [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The delegation has returned to the U.S.", "Lindqvist said that talks would go on."),
        ("Both of the ships were built in the U.K.", "Marta Holm, who owns them, wants to sell."),
        ("The accord was signed in Dec.", "Ida Holm called it a mistake."),
        ("Most of the migrants had come from the U.A.E.", "Officials in Oslo denied it."),
        ("The ministers spoke at the U.N.", "They had little to say."),
        ("The firm was sold to Baltic Freight Inc.", "Holm denied that."),
        ("The vote was held at 5 p.m.", "Holm and Berg were absent."),
        ("The treaty was blocked in the U.S.", "Senator Marlow said that it was unfair."),
    ],
)
def test_a_sentence_ends_behind_an_abbreviation(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Treasury promised to pay on Friday.",
        "He said that the U.S. Senate Armed Services Committee voted against it.",
        "She praised the U.S. Marines for their help.",
        "The ministry accused the U.S. Secretary of State of lying.",
        "They met U.S. Secretary Marlow in Oslo.",
        "The envoy warned U.S. President Ann Marlow that it was late.",
        "He fled to the U.S. Virgin Islands and stayed there.",
        "The session began at 9 a.m. Monday and was short.",
        "The book that he read was by J.K. Rowling said nobody.",
        "The accord was signed on Jan. 5 in Oslo.",
    ],
)
def test_a_name_goes_on_behind_an_abbreviation(text: str) -> None:
    assert sentences(text) == [text]
