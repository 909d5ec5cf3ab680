"""Reported speech: who speaks, and where what is said begins and ends. One behaviour a test."""

import pytest

from tests.extraction.quotes.quoting import contents, named_by, quotes


def test_a_noun_without_a_source_says_nothing() -> None:
    assert quotes("Warnings of rain kept the fleet in port.") == []


def test_a_document_speaks() -> None:
    assert quotes("A police report says the lock was broken.") == [
        ("A police report", "says", "the lock was broken"),
    ]


def test_who_releases_a_statement_speaks() -> None:
    text = "Elsa Noor released a statement saying the fund was empty."
    assert quotes(text) == [("Elsa Noor", "saying", "the fund was empty")]


def test_a_relative_pronoun_speaks_for_what_it_stands_for() -> None:
    text = "Juri Petrov, who said the gas was cheap, left the room."
    assert quotes(text) == [("who", "said", "the gas was cheap")]
    assert named_by(text) == ["Juri Petrov"]


def test_a_mention_is_looked_up_by_itself() -> None:
    assert named_by("The envoy said the talks had failed.") == ["The envoy"]


def test_the_speaker_of_two_verbs() -> None:
    text = "The envoy left early and said the talks had failed."
    assert quotes(text) == [("The envoy", "said", "the talks had failed")]


def test_speech_inside_speech() -> None:
    text = "The nurse said she called after the pilot said the plane was late."
    assert ("the pilot", "said", "the plane was late") in quotes(text)


def test_a_wish_inside_speech_is_part_of_it() -> None:
    assert contents("She said she wants to sell the farm.") == ["she wants to sell the farm"]


def test_a_comment_behind_quoted_words_is_the_author_s() -> None:
    text = 'The letter says that the aim is "to repair the bond with Norland", a country that sells it gas.'
    assert contents(text) == ['the aim is "to repair the bond with Norland"']


@pytest.mark.parametrize(
    "text",
    [
        "The bank did not mention the loss.",
        "The bank never said that it was broke.",
        "If the king says the war is over, the army will go home.",
        "I think the mayor is wrong.",
        "The chairman is believed to be in Geneva.",
        "The strike is expected to end on Friday.",
        "The two sides discussed the border.",
        "The factions, which wanted to leave, stayed.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.xfail(reason="the parser takes the participle between the commas for the main verb")
def test_a_participle_between_speaker_and_cue() -> None:
    text = "Lena Holt, asked about the flood, said nobody was hurt."
    assert quotes(text) == [("Lena Holt", "said", "nobody was hurt")]


def test_a_further_verb_of_saying_is_the_same_speaker_s() -> None:
    text = "The leader said his men would fight and warned that the winter would be long."
    assert quotes(text) == [
        ("The leader", "said", "his men would fight"),
        ("The leader", "warned", "the winter would be long"),
    ]


def test_a_participle_of_saying_behind_a_comma_is_the_same_speaker_s() -> None:
    text = "The leader told them that his men would fight, insisting the winter would be long."
    assert quotes(text) == [
        ("The leader", "told", "his men would fight"),
        ("The leader", "insisting", "the winter would be long"),
    ]


def test_a_further_verb_before_direct_speech_is_the_same_speaker_s() -> None:
    text = 'The envoy said the king welcomed the truce and added, "We will sign it."'
    assert quotes(text)[1] == ("The envoy", "added", "We will sign it.")


def test_a_verb_of_saying_in_another_tense_is_part_of_what_is_said() -> None:
    assert contents("The envoy said the king lies and says little.") == ["the king lies and says little"]


def test_a_second_verb_of_promising() -> None:
    text = "The leader said his men would fight and vowed to win."
    assert contents(text) == ["his men would fight", "to win"]


@pytest.mark.xfail(reason="the parser makes the thing it is called a clause of its own")
def test_a_name_behind_a_possessive_object() -> None:
    assert contents("Olga Marin called her rival a liar.") == ["her rival a liar"]


def test_a_clause_wholly_in_marks_is_said_without_that() -> None:
    text = 'The envoy said that "nobody wants another war in the north".'
    assert contents(text) == ["nobody wants another war in the north"]


def test_a_clause_partly_in_marks_is_said_as_a_whole() -> None:
    text = 'The envoy said that the old minister\'s "mind is made up".'
    assert contents(text) == ['the old minister\'s "mind is made up"']


def test_a_comment_behind_a_comma_inside_the_marks_is_the_author_s() -> None:
    text = 'The envoy called the minister "a moderate," a mild rebuke.'
    assert contents(text) == ['the minister "a moderate,"']


def test_more_quoted_words_behind_a_comma_are_said_too() -> None:
    text = 'The envoy called the minister "a moderate," a "coward" and "a fool".'
    assert contents(text) == ['the minister "a moderate," a "coward" and "a fool"']


def test_a_further_verb_with_its_own_subject_has_another_speaker() -> None:
    text = "Ana Duarte said that the talks were over, and Olaf Berg warned that the truce was broken."
    assert quotes(text) == [
        ("Ana Duarte", "said", "the talks were over"),
        ("Olaf Berg", "warned", "the truce was broken"),
    ]


def test_clauses_with_that_in_a_row_are_one_quote() -> None:
    text = "The bank said that it would close, that it had tried and that it was late."
    assert contents(text) == ["it would close, that it had tried and that it was late"]


def test_a_negation_before_an_infinitive_is_part_of_what_is_said() -> None:
    assert contents("The envoy warned Oslo not to fill the dam.") == ["not to fill the dam"]


def test_what_is_denied_to_somebody_is_not_said() -> None:
    assert contents("Oslo denied entry to the fishermen.") == []
    assert contents("Oslo denied any role in the raid.") == ["any role in the raid"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister, the opposition says you have signed a blank cheque.", "the opposition"),
        ("Sir, the premier, Ann Berg, said on Tuesday that the port is closed.", "the premier"),
        ("President, the treaty failed.", None),
    ],
)
def test_who_is_addressed_does_not_speak(text: str, speaker: str | None) -> None:
    assert [who for who, *_ in quotes(text)] == ([speaker] if speaker else [])


def test_who_takes_a_view_holds_it() -> None:
    assert named_by("The council takes the view that the ban is void.") == ["The council"]
