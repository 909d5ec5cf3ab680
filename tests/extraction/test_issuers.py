"""Tests of documents in their issuer's own voice: who issues them, and what of them the issuer does."""

import pytest

from extraction import extract
from extraction.engine import parsed
from extraction.issuers import find_own_voice


def issuers(text: str) -> list[str]:
    """The phrases that name the issuer."""
    with parsed(text) as document:
        own = find_own_voice(document)
        return [] if own is None else [document.text_of(*issuer) for issuer in own.issuers]


def doers(text: str) -> dict[str, set[str]]:
    """The names of those who do each event, by its first trigger in lower case."""
    found = extract(text)
    return {
        event.triggers[0].exact.lower(): {found.actors[index].name for index in event.actors} for event in found.events
    }


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Statement by Minister Ada Holt", "Minister Ada Holt"),
        ("Joint statement of the governments of Norway and Peru on fishing", "governments of Norway and Peru"),
        ("Address to the Nation by President Ada Holt", "President Ada Holt"),
        ("Press statement on behalf of the Nordic Council following the vote", "Nordic Council"),
        ("Nordic Council statement on fishing", "Nordic Council"),
        ("Foreign Ministry's statement", "Foreign Ministry"),
        ("MINISTRY OF FISHERIES", "MINISTRY OF FISHERIES"),
        ("Ministry of Fisheries, Norway (@FishNO) · 3 May", "Ministry of Fisheries, Norway"),
        ("We, the ministers of Norway and Peru, meeting in Lima,", "the ministers of Norway and Peru"),
        ("Ministry of Fisheries of Norway\nStatement on the port of Callao", "Ministry of Fisheries of Norway"),
        ("Nordic Council. Notice no. 9", "Nordic Council"),
        ("MOVEMENT FOR THE FREE COAST, High Command\nLima, 3 May 2021", "MOVEMENT FOR THE FREE COAST, High Command"),
        ("Minister Ada Holt: statement to the Storting, 3 May 2021", "Minister Ada Holt"),
        ("Norway. Opening remarks by Minister Ada Holt at the port", "Minister Ada Holt"),
        ("Norway: statement to the General Assembly by H.E. Ada Holt, Minister", "H.E. Ada Holt, Minister"),
        ("Address to the Assembly of Peru by Minister Ada Holt", "Minister Ada Holt"),
        ("Oslo\nA ministry spokesperson issued the following statement:", "ministry spokesperson"),
    ],
)
def test_the_issuer_stands_at_the_top(title: str, issuer: str) -> None:
    assert issuers(f"{title}\n\nWe condemn the attack on the port.") == [issuer]


def test_the_issuer_stands_at_the_bottom() -> None:
    assert issuers("Dear friends,\n\nI condemn the attack on the port.\n\nFor the Nordic Council") == ["Nordic Council"]


@pytest.mark.parametrize(
    "text",
    [
        "Statement by minister angers Peru\n\nPeru recalled its ambassador on Monday.",
        "Norway closes port\n\nWe have seen this before, said the mayor.",
        "Nordic Council rejects statement\n\nNorway closed the port.",
        "Joint Press Statement\n\nNorway closed the port.",
        "The council, which met on Monday, closed the port. We waited.",
        "Minister Ada Holt: no talks with Peru\n\nWe have seen this before, said the mayor.",
        'Nordic Council: statement on fishing\n\n"We condemn the attack," the mayor said.',
        "Ministry closes the port of Callao\n\nWe have seen this before, said the mayor.",
    ],
)
def test_no_issuer(text: str) -> None:
    assert issuers(text) == []


def test_the_issuer_is_i_and_we() -> None:
    text = "Statement by President Ada Holt\n\nI condemn the coup in Peru. We urge Chile to close the border."
    assert doers(text)["condemn"] == {"Ada Holt"}
    assert doers(text)["urge"] == {"Ada Holt"}


def test_several_issuers_are_we_together() -> None:
    text = "Joint statement of the governments of Norway and Peru\n\nWe urge Chile to release the sailors."
    assert doers(text)["urge"] == {"Norway", "Peru"}


def test_operative_paragraphs_are_what_the_issuer_does() -> None:
    text = (
        "The Nordic Council,\n\nRecalling its earlier decisions,\n\n1. Condemns the coup in Peru;\n\n"
        "2. Calls upon Chile to close the border;\n\n3. Decides to impose sanctions on Peru."
    )
    found = doers(text)
    assert found["condemns"] == found["calls"] == found["impose"] == {"Nordic Council"}


def test_in_a_quote_of_a_statement_the_speaker_is_i() -> None:
    text = 'Statement by President Ada Holt\n\nI met Jo Lind. "I condemn the coup in Peru," said Jo Lind.'
    assert doers(text)["condemn"] == {"Jo Lind"}


def test_what_the_issuer_states_is_no_quote() -> None:
    text = "Statement by President Ada Holt\n\nI believe that the port is safe. We know that Peru will help."
    assert extract(text).quotes == ()
