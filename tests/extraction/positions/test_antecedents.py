"""What "the deal" is: the fuller phrase before it, or no position."""

import pytest

from extraction import extract
from tests.extraction.positions.test_positions import read


def labels(text: str) -> list[str]:
    return [position.issue for position, _, _ in read(text, "Norway")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A fishing deal was signed. Norway backs the deal.", "Fishing deal"),
        ("The offer of a loan came late. Norway rejected the offer.", "Offer of a loan"),
        ("Peru's decision to leave came late. Norway deplores the decision.", "Peru's decision"),
        ("A tax deal failed. A fishing deal was signed. Norway backs the deal.", "Fishing deal"),
        ("Norway backs the fishing deal.", "Fishing deal"),
        ("A gas pipeline is planned. Norway backs the pipeline.", "Gas pipeline"),
        ("Peru imposed sanctions on Chile. Norway opposes the penalties.", "Sanctions on Chile"),
        ("Arms deliveries to Chile continue. Norway backs the shipment.", "Arms deliveries to Chile"),
        ("Oman must lift the tariffs, but Norway backs Oman's tariffs on steel.", "Oman's tariffs on steel"),
        ("Norway backs a bill that would ban whaling.", "Bill on banning whaling"),
    ],
)
def test_what_a_vague_noun_takes_up(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "Norway backs the deal.",
        "Norway rejected this proposal.",
        "Norway supports this.",
        "Norway opposes it.",
        "Norway wants a deal.",
        "Norway backs the pipeline.",
        "Norway wants talks.",
        "Norway backs the candidate who lost.",
        "Norway said what to do about it.",
        "Norway backs the deal. A fishing deal was signed later.",
        "A tax plan was signed. Norway backs the deal.",
        "Do you share the minister's view of Chile? Norway backs it.",
    ],
)
def test_a_matter_that_is_not_named_is_none(text: str) -> None:
    assert labels(text) == []


def test_a_short_heading_is_not_repeated_before_the_fuller_one() -> None:
    text = (
        "A cyberattack against Chile's election commission failed. Norway condemns the cyberattack carried out on 12 "
        "March against the Central Election Commission of Chile."
    )
    issues = [position.issue for position in extract(text, "2024-03-14").positions]
    assert issues == ["Cyberattack against Chile's election commission"]


def test_this_is_not_what_somebody_feels() -> None:
    text = (
        "Norway condemned the attack on the port of Arica. Norway expressed sympathy for Chile. Norway deplored this."
    )
    issues = [position.issue for position in extract(text, "2024-03-06").positions]
    assert issues == ["Attack on the port of Arica", "Sympathy for Chile"]


def test_it_is_not_a_matter_before_another_noun_of_its_sentence() -> None:
    text = (
        'Peru wants a fishing deal. Ada Holt of Norway said: "This was an attempt to win votes, and it will not last."'
    )
    assert "deal" not in " ".join(position.issue for position in extract(text, "2024-03-06").positions[1:])


def test_that_of_an_answer_is_not_the_matter_of_the_answer_before() -> None:
    text = (
        "MR. HOLT: Good morning. We urge Peru to exercise restraint.\n\n"
        "QUESTION: Chile says you plan to leave the pact.\n\n"
        "MR. HOLT: That is simply not true."
    )
    assert [position.stance.value for position in extract(text, "2024-03-06").positions] == ["supports"]


def test_what_is_vetoed_is_a_law() -> None:
    text = "The parliament of Peru passed a press bill. Police used tear gas. President Ann Berg said she will veto it."
    assert [p.issue for p in extract(text).positions] == ["Press bill"]


def test_none_is_no_matter() -> None:
    text = '"We heard of the soldiers, and none will be sent," President Ana Prado of Norway said.'
    assert extract(text).positions == ()


def test_it_after_a_thing_without_a_heading_is_nothing_else() -> None:
    text = (
        '"Chile deployed a patrol boat off Peru. We ended the contract, and it will not be renewed," Minister Ek said.'
    )
    assert extract(text).positions == ()


def test_that_of_an_answer_is_not_a_matter_named_in_an_answer_before() -> None:
    text = (
        "MR. HOLT: The army of Peru made no strike on the port of Arica.\n\n"
        "QUESTION: Chile says you help the rebels.\n\n"
        "MR. HOLT: That is absurd."
    )
    assert [position.issue for position in extract(text, "2024-03-06").positions if position.stance == "opposes"] == []


def test_it_is_no_matter_of_a_sentence_farther_back() -> None:
    text = (
        "Norway rejected the fishing deal with Chile. The envoys met in Rome. Peru would consider the offer of a loan. "
        "Norway condemned it."
    )
    assert labels(text) == ["Fishing deal with Chile", "Offer of a loan"]
