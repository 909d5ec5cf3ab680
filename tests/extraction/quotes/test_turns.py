"""Tests of transcripts and interviews: the turns of those who speak."""

import pytest

from extraction import extract
from tests.extraction.quotes.quoting import kinds, named_by, quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("QUESTION: Is the port open?\n\nMR. HOLT: It is.", "MR. HOLT"),
        ("Q: Is the port open?\n\nA: It is.", "A"),
        ("Interviewer: Is the port open?\nMinister Holt: It is.", "Minister Holt"),
        ("THE MODERATOR: Is the port open?\n\nAMBASSADOR HOLT: It is.", "AMBASSADOR HOLT"),
        (
            "Reporter: Is the port open?\n\nPresident of Peru Lena Holt (in translation): It is.",
            "President of Peru Lena Holt",
        ),
        ("Q. Is the port open?\n\nA. It is.", "A"),
    ],
)
def test_an_answer_is_a_quote_and_a_question_is_none(text: str, speaker: str) -> None:
    assert quotes(text) == [(speaker, None, "It is.")]
    assert kinds(text) == ["direct"]


def test_a_turn_goes_on_to_the_next_label() -> None:
    text = "MR. HOLT: The port is open.\n\nWe are glad.\n\n(Applause.)\n\nQUESTION: Since when?"
    assert quotes(text) == [("MR. HOLT", None, "The port is open. / We are glad.")]


def test_a_reporter_who_states_something_is_quoted() -> None:
    text = "QUESTION: Jo Lind, The Gazette. The port was closed in May. Why?\n\nMR. HOLT: It rained."
    assert quotes(text)[0] == ("Jo Lind", None, "The port was closed in May. Why?")


def test_a_label_means_the_person_named_in_full_before() -> None:
    text = (
        "Lena Holt, Official Spokesperson: The port is open.\n\nQuestion: Why?\n\nOfficial Spokesperson: We opened it."
    )
    assert named_by(text) == ["Lena Holt", "Lena Holt"]


def test_a_label_in_capitals_is_joined_to_the_full_name() -> None:
    text = "Remarks of Minister Lena Holt\n\nQUESTION: Is the port open?\n\nMINISTER HOLT: It is."
    found = extract(text)
    (speaker,) = [found.actors[quote.speaker.actor].name for quote in found.quotes if quote.speaker]
    assert speaker == "Lena Holt"


def test_who_asks_holds_nothing() -> None:
    text = "QUESTION: Jo Lind, The Gazette. I oppose the port. Why was it built?\n\nMR. HOLT: It was needed."
    found = extract(text)
    assert "Jo Lind" not in {found.actors[position.holder].name for position in found.positions}


def test_reported_speech_inside_a_turn_is_a_quote_of_its_own() -> None:
    text = "QUESTION: And Peru?\n\nMR. HOLT: Peru has said that it will close the port."
    assert [content for _, _, content in quotes(text)] == [
        "Peru has said that it will close the port.",
        "it will close the port",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO: Norway closed the port.\n\nLIMA: Peru opened a road.",
        "UPDATE: The port is open.\n\nREAD MORE: The port and the sea.",
        "Background: the port was closed in May.",
        "The port has one rule: We pay first.",
    ],
)
def test_no_turns(text: str) -> None:
    assert quotes(text) == []
