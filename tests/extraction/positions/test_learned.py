"""Positions that only the encoder sees."""

import pytest

from extraction.engine import parsed
from extraction.pipeline import find_speakers
from extraction.positions import find_positions
from tests.extraction.encoder.scoring import scores

SAID = '"The pact is a leaky boat on a long lake," President Ana Prado said of the treaty with Peru.'


def held(
    text: str, evidence: str, stance: str = "opposes", chance: float = 0.9, **others: str
) -> list[tuple[str, str, str]]:
    """Holder, stance and evidence of each position, when the encoder gives the words of some evidence this chance.

    `others` has the evidence of other stances.
    """
    with parsed(text) as document:
        quotes, speakers, table, _, own = find_speakers(document)
        spans = {stance: evidence, **others}
        given = scores(document, stance={w: {s: chance} for s, words in spans.items() for w in words.split()})
        found = find_positions(document, table, quotes, speakers, own, given)
        return [(table.actors[p.holder].name, p.stance.value, text[slice(*p.evidence)]) for p in found]


def test_the_subject_holds_what_the_encoder_sees():
    assert held("Norway yawned at the trade treaty.", "Norway yawned at the trade treaty") == [
        ("Norway", "opposes", "Norway yawned at the trade treaty")
    ]


def test_evidence_ends_where_another_stance_begins():
    text = "Norway yawned at the trade treaty; Peru danced round this border embargo."
    first, second = "Norway yawned at the trade treaty ;", "Peru danced round this border embargo"
    assert {holder for holder, _, _ in held(text, first, supports=second)} == {"Norway", "Peru"}


def test_the_speaker_holds_what_is_in_a_quote():
    assert held(SAID, "The pact is a leaky boat") == [("Ana Prado", "opposes", "The pact is a leaky boat")]


@pytest.mark.parametrize("text", ["Norway did not yawn at the trade treaty.", "Norway would yawn at the trade treaty."])
def test_what_may_be_the_opposite_is_left_out(text):
    assert held(text, text.removesuffix(".")) == []


def test_for_or_against_an_end_is_left_out():
    assert held("Norway yawned at the end of the embargo.", "yawned at the end of the embargo") == []


def test_a_low_chance_is_no_position():
    assert held("Norway yawned at the trade treaty.", "Norway yawned at the trade treaty", chance=0.55) == []


def test_two_words_are_no_evidence():
    assert held("Norway yawned at the trade treaty.", "yawned at") == []


def test_a_question_is_no_position():
    assert held("Has Norway yawned at the trade treaty?", "Norway yawned at the trade treaty") == []


def test_what_nobody_holds_is_left_out():
    assert held("The weather yawned at the trade treaty.", "The weather yawned at the trade treaty") == []


def test_who_supports_an_end_opposes_what_ends():
    text = "Norway wants an end to the trade embargo."
    evidence = text.removesuffix(".")
    assert held(text, evidence, stance="supports", chance=0.95) == [("Norway", "opposes", evidence)]


def test_the_rules_come_first():
    assert held("Norway supports the trade treaty.", "Norway supports the trade treaty", chance=0.85) == [
        ("Norway", "supports", "Norway supports the trade treaty")
    ]


def test_what_the_encoder_takes_for_the_opposite_is_left_out():
    assert held("Norway supports the trade treaty.", "Norway supports the trade treaty", chance=0.95) == []
