"""Tests of who speaks: after a dateline, beside an owner, quoted by another, in a line of its own."""

import pytest

from extraction import extract
from tests.extraction.quotes.quoting import named_by, quotes


def speakers(text: str) -> list[str | None]:
    """The name of the actor that speaks each quote."""
    found = extract(text)
    return [
        None if quote.speaker is None or quote.speaker.actor is None else found.actors[quote.speaker.actor].name
        for quote in found.quotes
    ]


@pytest.mark.parametrize(
    "dateline",
    ["OSLO (AP) —", "Oslo, 3 May 2021 –", "(Reuters) -", "OSLO, Norway, May 3 (Reuters) -", "OSLO:", "Oslo (AFP) –"],
)
@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Peru denied that it had closed the port.", "Peru"),
        ("Minister Lena Holt said that the port would open.", "Lena Holt"),
    ],
)
def test_nobody_speaks_in_a_dateline(dateline: str, sentence: str, speaker: str) -> None:
    assert speakers(f"{dateline} {sentence}") == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "By Lena Holt",
        "(Reporting by Lena Holt; Editing by Jo Lind)",
        "Media contact: Lena Holt, said to be in Oslo.",
        "Photo: Lena Holt said this was Oslo.",
    ],
)
def test_nobody_speaks_in_a_credit(text: str) -> None:
    assert quotes(f"The port was closed.\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lena Holt's spokesman Jo Lind said that the port was closed.", "Jo Lind"),
        ("President Lena Holt's lawyer Jo Lind told the court that the port was closed.", "Jo Lind"),
        ('"The port is closed," said Lena Holt\'s adviser Jo Lind.', "Jo Lind"),
        ("The spokesman of the mayor, Jo Lind, said that the port was closed.", "Jo Lind"),
        ("Norway's foreign minister, Lena Holt, said that the port was closed.", "Lena Holt"),
        ('"The port is closed," said Lena Holt, who met Jo Lind in May.', "Lena Holt"),
        ("Lena Holt said that Jo Lind's port was closed.", "Lena Holt"),
        ("Lena Holt told Jo Lind's spokesman that the port was closed.", "Lena Holt"),
    ],
)
def test_the_one_who_speaks_and_not_the_owner(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("State radio quoted Lena Holt as saying that the port was closed.", "Lena Holt"),
        ("The agency cited President Lena Holt as saying the port was closed.", "Lena Holt"),
        ('"The port is closed," the newspaper quoted Lena Holt as saying.', "Lena Holt"),
        ("Lena Holt was quoted by state radio as saying that the port was closed.", "Lena Holt"),
        ('State radio quoted Lena Holt as warning that "the port is closed".', "Lena Holt"),
        ("Radio Oslo said that the port was closed.", "Radio Oslo"),
    ],
)
def test_the_one_quoted_speaks(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Lena Holt, mayor of Bergen: "The port is closed."', "Lena Holt"),
        ('"The port is closed."\n\n- Lena Holt, mayor of Bergen', "Lena Holt"),
        ('"The port is closed."\n\n— Lena Holt', "Lena Holt"),
        ('A word from the mayor, Lena Holt:\n\n"The port is closed."', "the mayor, Lena Holt"),
        ('Statement by Minister Lena Holt:\n\n"The port is closed."', "Minister Lena Holt"),
        ('The council also heard from its chair, Lena Holt:\n\n"The port is closed."', "Lena Holt"),
    ],
)
def test_a_name_in_a_line_of_its_own(text: str, speaker: str) -> None:
    (found,) = named_by(text)
    assert found is not None
    assert found in speaker or speaker in found


@pytest.mark.parametrize(
    "text",
    [
        'The sign on the port reads in three lines. It was painted "blue and red" in May.\n\n- Lena Holt paid for it.',
        'Three towns have a port:\n\n"Old Harbour" is the oldest of them.',
    ],
)
def test_a_line_that_names_no_speaker(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked an army post on Friday.",
        "The envoy was attacked by two men.",
        "Peru answered the strike with rockets.",
        "Engineers blasted a tunnel through the rock.",
        "Norway backed Peru with grain and money.",
        "Peru recalled its ambassador from Oslo.",
        "The court dismissed the case.",
        "Norway thanked Peru for its help.",
        "Lena Holt welcomed the guests.",
        "The council condemned the raid.",
        "The council called for calm.",
        "Norway refused to sign the treaty.",
        "The two ministers agreed to meet in May.",
        "The army pressed the village.",
    ],
)
def test_a_plain_act_is_no_quote(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('Lena Holt attacked the treaty as "a licence to cheat".', "a licence to cheat"),
        ("Lena Holt answered that the port was closed.", "the port was closed"),
        ("Lena Holt recalled that the port had been closed before.", "the port had been closed before"),
        ('Lena Holt welcomed the vote as "a new beginning".', "a new beginning"),
        ("Lena Holt promised to open the port.", "to open the port"),
    ],
)
def test_words_after_such_a_verb_are_a_quote(text: str, content: str) -> None:
    (found,) = quotes(text)
    assert content in found[2]
