"""Events in words that only the encoder knows, and those that it rules out."""

import pytest

from extraction.encoder import Scores
from extraction.engine import parsed
from extraction.events import find_events
from extraction.pipeline import find_speakers
from tests.extraction.encoder.scoring import Chances, scores


def told(text: str, trigger: Chances) -> list[str]:
    """Each event as "TYPE: actors -> recipients, modality"."""
    with parsed(text) as document:
        table = find_speakers(document).parties
        names = [actor.name for actor in table.actors]
        return [
            f"{event.type}: {', '.join(names[i] for i in event.actors)}"
            f" -> {', '.join(names[i] for i in event.recipients)}, {event.modality}"
            for event in find_events(document, table, [], [], None, scores(document, trigger=trigger))
        ]


def test_a_word_that_no_lexicon_has_is_an_event_with_its_sides():
    found = told("Norway sidestepped Peru on Monday.", {"sidestepped": {"REJECT": 0.8}})
    assert found == ["REJECT: Norway -> Peru, occurred"]


def test_a_noun_is_an_event_too():
    assert told("The sidestep by Norway came late.", {"sidestep": {"REJECT": 0.8}}) == ["REJECT: Norway -> , occurred"]


def test_what_the_rules_say_of_negation_and_plans_holds():
    chances = {"sidestep": {"REJECT": 0.8}}
    assert told("Norway will sidestep Peru.", chances) == ["REJECT: Norway -> Peru, planned"]
    assert told("Norway did not sidestep Peru.", {"sidestep": {"COERCE": 0.8}}) == ["COERCE: Norway -> Peru, denied"]


@pytest.mark.parametrize(
    "chances",
    [
        pytest.param({"REJECT": 0.5}, id="perhaps no event"),
        pytest.param({"REJECT": 0.3, "ACCUSE": 0.3}, id="of no clear type"),
        pytest.param({"REJECT": 0.6, "SUPPORT": 0.3}, id="perhaps its opposite"),
    ],
)
def test_a_doubtful_word_is_no_event(chances):
    assert told("Norway sidestepped Peru on Monday.", {"sidestepped": chances}) == []


def test_a_question_is_no_event():
    assert told("Why has Norway sidestepped Peru?", {"sidestepped": {"REJECT": 0.9}}) == []


def test_without_an_actor_it_is_no_event():
    assert told("The pebbles sidestepped the flowers.", {"sidestepped": {"REJECT": 0.9}}) == []


def test_the_encoder_rules_out_a_word_of_a_lexicon():
    text = "Norway attacked Peru on Monday."
    assert told(text, {"attacked": {"ASSAULT": 0.1}}) == ["ASSAULT: Norway -> Peru, occurred"]
    assert told(text, {}) == []


def test_the_rules_type_a_word_that_they_have():
    assert told("Norway attacked Peru on Monday.", {"attacked": {"ACCUSE": 0.9}}) == [
        "ASSAULT: Norway -> Peru, occurred"
    ]


def test_what_only_the_encoder_sees_is_less_sure():
    def confidence(verb: str, label: str) -> float:
        with parsed(f"Norway {verb} Peru on Monday.") as document:
            given: Scores = scores(document, trigger={verb: {label: 0.9}})
            return find_events(document, find_speakers(document).parties, [], [], None, given)[0].confidence

    assert confidence("sidestepped", "ASSAULT") < confidence("attacked", "ASSAULT")


def test_a_word_is_the_same_event_whether_a_lexicon_or_only_the_encoder_knows_it():
    text = "Norway will hold an election in May. Olaf Berg wrote of election day."
    assert told(text, {"election": {"OTHER": 0.95}}) == ["OTHER: Norway -> , planned"]
