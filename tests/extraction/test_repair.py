"""What the parser gets wrong again and again, read as it is meant."""

import pytest

from extraction.engine import parsed
from tests.extraction.events.telling import found, told


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Norway bombed Denmark and Sweden bombed Finland.", ["Norway -> Denmark", "Sweden -> Finland"]),
        ("Peru accused Chile of fraud and Bolivia accused Brazil of spying.", ["Peru -> Chile", "Bolivia -> Brazil"]),
        ("Mali threatened Benin and Togo warned Ghana.", ["Mali -> Benin", "Togo -> Ghana"]),
        ("Oman visited Qatar and Kuwait attacked Iraq.", ["Oman -> Qatar", "Kuwait -> Iraq"]),
        ("Norway bombed Denmark and Sweden.", ["Norway -> Denmark, Sweden"]),
        ("Norway and Denmark bombed Sweden and Finland.", ["Norway, Denmark -> Sweden, Finland"]),
        ("Norway bombed Denmark and attacked Sweden.", ["Norway -> Denmark", "Norway -> Sweden"]),
        ("Peru, Chile condemn Bolivia", ["Peru, Chile -> Bolivia"]),
        ("Peru, Chile sign truce", ["Peru, Chile -> "]),
        ("Peru to attack Bolivia", ["Peru -> Bolivia"]),
    ],
)
def test_each_clause_has_its_own_subject_and_object(text: str, events: list[str]) -> None:
    assert [event.partition(": ")[2] for event in told(text)] == events


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("Rebels hold two towns and a port taken in May.", "port", "towns"),
        ("He saw the schools and camps built by Norway.", "camps", "schools"),
        ("They met the force given orders in May.", "force", "met"),
        ("He said that talks with Norway and Sweden failed.", "Sweden", "Norway"),
    ],
)
def test_a_participle_has_no_subject(text: str, word: str, head: str) -> None:
    with parsed(text) as document:
        token = next(token for token in document.doc if token.text == word)
        assert token.head.text == head


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Ann Lee of Peru said she would attend the summit and urged Chile to sign.", ["Ann Lee -> Chile"]),
        ("Peru said that Bolivia had not replied, and accused Chile of fraud.", ["Peru -> Chile"]),
        (
            "Peru denied that its jets bombed a town in which doctors said six died, and blamed Chile.",
            ["Peru -> Chile"],
        ),
        ("Peru said that Bolivia arrested two priests and accused Chile of fraud.", ["Bolivia -> Chile"]),
        ("Peru said that Bolivia would leave and accuse Chile of fraud.", ["Bolivia -> Chile"]),
        ("Peru said that it would leave but Bolivia accused Chile of fraud.", ["Bolivia -> Chile"]),
    ],
)
def test_a_verb_of_the_speaker_is_not_part_of_what_is_said(text: str, events: list[str]) -> None:
    parts = (event.partition(": ") for event in told(text))
    assert [who for type_, _, who in parts if type_ in ("ACCUSE", "REQUEST")] == events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The ministry rejects claims that it had asked Turkey to mediate.", "REQUEST: ministry -> Turkey"),
        ("The ministry denies reports that it had asked Turkey to mediate.", "REQUEST: ministry -> Turkey"),
        ("The ministry claims that it had asked Turkey to mediate.", "REQUEST: ministry -> Turkey"),
    ],
)
def test_claims_that_a_ministry_rejects_are_a_noun(text: str, event: str) -> None:
    assert event in told(text)


def test_rejected_claims_are_denied() -> None:
    text = "The ministry rejects claims that it had asked Turkey to mediate."
    assert [event.modality for event in found(text) if event.type == "REQUEST"] == ["denied"]


def test_what_is_claimed_stands_after_the_name_of_who_claims_it() -> None:
    text = "Norway rejects the claim of Peru's minister, Ada Holt, that Chile asked for fewer ships."
    assert [event.modality for event in found(text) if event.type == "REQUEST"] == ["denied"]


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("Peru called for sanctions on Chile to be lifted.", "sanctions", "lifted"),
        ("Peru renewed its call for the blockade of Chile to be ended.", "blockade", "ended"),
        ("Peru called for help to rebuild the town.", "help", "for"),
        ("Peru used money for roads to be built.", "money", "used"),
    ],
)
def test_a_call_is_for_what_is_to_be_done(text: str, word: str, head: str) -> None:
    with parsed(text) as document:
        assert next(token for token in document.doc if token.text == word).head.text == head


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Gunmen who had been hired by a rival killed the mayor of Lima.", ["Gunmen -> mayor of Lima"]),
        (
            "Peru regrets the decision of Chile to leave and urges Bolivia to stay.",
            ["Peru -> Chile", "Peru -> Bolivia"],
        ),
    ],
)
def test_a_verb_has_the_subject_of_its_own_clause(text: str, events: list[str]) -> None:
    assert [event.partition(": ")[2] for event in told(text)] == events


def test_an_offer_that_another_one_rejects_was_made() -> None:
    types = [event.partition(":")[0] for event in told("Peru agreed to free the envoy; Chile rejected the offer.")]
    assert types == ["AGREE", "CONCEDE", "REJECT"]
