"""Figures of the heads."""

from extraction.encoder.heads import HEADS
from training.labels import IGNORED
from training.scores import Scores


def numbers(head: str, *labels: str) -> list[int]:
    return [HEADS[head].index(label) for label in labels]


def test_triggers_are_counted_with_and_without_their_type():
    scores = Scores()
    annotated = numbers("trigger", "O", "AGREE", "ASSAULT", "O")
    scores.add({"trigger": annotated}, {"trigger": numbers("trigger", "O", "AGREE", "COERCE", "AGREE")})
    tallies = scores.tallies
    assert (tallies["trigger word"].right, tallies["trigger word"].found) == (2, 3)
    assert (tallies["trigger word, with label"].right, tallies["trigger word, with label"].annotated) == (1, 2)
    assert tallies["trigger AGREE"].f1 == 2 / 3


def test_words_that_a_head_ignores_are_not_counted():
    scores = Scores()
    annotated = [IGNORED, *numbers("modality", "planned")]
    scores.add({"modality": annotated}, {"modality": numbers("modality", "occurred", "planned")})
    assert scores.tallies["modality word, with label"].f1 == 1


def test_spans_count_only_where_both_ends_are_right():
    scores = Scores()
    annotated = numbers("mention", "B-state", "I-state", "O", "B-person")
    found = numbers("mention", "B-state", "O", "O", "B-group")
    scores.add({"mention": annotated}, {"mention": found})
    assert scores.tallies["mention span"].right == 1
    assert scores.tallies["mention span, with label"].right == 0


def test_lines_leave_out_what_is_nowhere():
    scores = Scores()
    scores.add({"trigger": numbers("trigger", "AID")}, {"trigger": numbers("trigger", "AID")})
    table = "\n".join(scores.lines())
    assert "trigger AID" in table
    assert "ASSAULT" not in table
