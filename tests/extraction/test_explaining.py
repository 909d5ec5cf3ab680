"""Explanations: the rule that found a fact, its words, and what the encoder makes of them."""

import math
from dataclasses import replace
from importlib.resources import files

import pytest

from extraction import explain, extract
from extraction.model import Actor, Event, Extraction, Position, Quote
from tests.extraction.encoder.scoring import scores

SEED = (files("seeds") / "iraq-us-2021.txt").read_text(encoding="utf-8")
Fact = Actor | Quote | Event | Position


@pytest.fixture
def explained(monkeypatch):
    """Return the explained facts of a text in which the encoder gives words these chances."""

    def explained(text, **heads):
        # The encoder rules out nothing.
        open_ = {word.strip("."): {"OTHER": 0.2} for word in text.split()}
        heads["trigger"] = open_ | heads.get("trigger", {})
        monkeypatch.setattr("extraction.pipeline.encoder.read", lambda document: scores(document, **heads))
        return explain(text)

    return explained


def why(fact: Fact) -> list[tuple[str, list[str]]]:
    """Each rule with its words."""
    assert fact.explanation is not None
    return [(each.rule, [words.span.exact for words in each.words]) for each in fact.explanation.findings]


def facts(found: Extraction) -> tuple[Fact, ...]:
    return (*found.actors, *found.quotes, *found.events, *found.positions)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Norway met Peru.", [("name: lexicon state", ["Norway"])]),
        ("Ida Bergstrom met the king of Norway.", [("name: model PERSON", ["Ida Bergstrom"])]),
        ("The president met Peru.", [("role: president", ["The president"])]),
        ("The government met Peru.", [("nominal: government", ["The government"])]),
        ("The Kyrgyz side met Peru.", [("name: side", ["The Kyrgyz side"])]),
        (
            "Norway's president, Ida Bergstrom, met Peru.",
            [("role: president", ["Norway's president"]), ("name: model PERSON", ["Ida Bergstrom"])],
        ),
    ],
)
def test_actors_by_how_they_are_recognised(explained, text, rules):
    assert rules in [why(actor) for actor in explained(text).actors]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Norway accused Peru of fraud.", "accusation: verb accuse", ["accused"]),
        ("Norway called for talks with Peru.", "demand: verb call+for", ["called"]),
        ("Norway's invasion of Peru began.", "invasion: noun invasion", ["invasion"]),
        ("The war games of Norway began.", "exercise: noun game, modified", ["games"]),
        ("Norway broke off relations with Peru.", "cut: frame break+off relation", ["broke", "relations"]),
        ("Norway said Peru must leave.", "demand: mood obliged", ["leave"]),
        ("Norway will attack Peru unless it leaves.", "threat: mood unless", ["attack"]),
        ("Norway will not sign the treaty with Peru.", "refusal: frame sign treaty, negated", ["sign", "treaty"]),
    ],
)
def test_events_by_their_lexicon_entry(explained, text, rule, words):
    assert [(rule, words)] in [why(event) for event in explained(text).events]


def test_an_event_has_the_rule_of_each_mention(explained):
    (event,) = explained("Norway invaded Peru. The invasion was over in a week.").events
    assert why(event) == [("invasion: verb invade", ["invaded"]), ("invasion: noun invasion", ["invasion"])]


def test_an_event_that_only_the_encoder_sees(explained):
    seen = {"sidestepped": {"REJECT": 0.62, "ACCUSE": 0.06, "PROTEST": 0.05, "THREATEN": 0.1}}
    (event,) = explained("Norway sidestepped Peru.", trigger=seen).events
    assert why(event) == [("rejection: encoder", ["sidestepped"])]
    scores = event.explanation.findings[0].words[0].scores
    assert list(scores.items()) == [("REJECT", 0.62), ("THREATEN", 0.1), ("ACCUSE", 0.06), ("none", 0.17)]
    assert "learned" in event.explanation.confidence


def test_a_quote_by_its_construction(explained):
    (quote,) = explained("Norway said the pact was dead.", quote={"said": {"CUE": 0.9}, "dead": {"I": 0.8}}).quotes
    assert why(quote) == [("say:that", ["said", "the pact was dead"])]
    cue, content = quote.explanation.findings[0].words
    assert cue.scores == {"CUE": 0.9, "none": 0.1}
    # The mean of four words.
    assert content.scores == {"I": 0.2, "none": 0.8}
    assert quote.explanation.confidence == {}


def test_a_quote_that_only_the_encoder_sees(explained):
    chances = {word: {"I": 0.97} for word in "pact was full of holes".split()}
    chances |= {"the": {"B": 0.97}, "mumbled": {"CUE": 0.9}}
    (quote,) = explained("Norway mumbled the pact was full of holes.", quote=chances).quotes
    assert why(quote) == [("encoder", ["mumbled", "the pact was full of holes"])]
    # The mean of six words.
    assert quote.explanation.findings[0].words[1].scores == {"I": 0.808, "B": 0.162, "none": 0.03}


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Norway opposes the treaty with Peru.", "resists", ["opposes", "Norway opposes the treaty with Peru"]),
        ("“Peru must leave the union,” Norway said.", "duty", ["leave", "Peru must leave the union"]),
    ],
)
def test_a_position_by_its_attitude_or_judgement(explained, text, rule, words):
    (position,) = explained(text).positions
    assert why(position) == [(rule, words)]


def test_a_position_that_only_the_encoder_sees(explained):
    text = "Norway yawned at the trade treaty"
    (position,) = explained(f"{text}.", stance={word: {"opposes": 0.9} for word in text.split()}).positions
    assert why(position) == [("encoder", ["yawned", text])]
    assert position.explanation.findings[0].words[1].scores == {"opposes": 0.9, "none": 0.1}


def test_weights_add_up_to_the_confidence():
    found = explain(SEED, "2021-07")
    assert found.events
    assert found.positions
    for fact in (*found.events, *found.positions):
        logit = sum(fact.explanation.confidence.values())
        assert fact.confidence == round(1 / (1 + math.exp(-logit)), 2)


def test_every_fact_of_a_text_is_explained_and_stays_what_it_is():
    plain, found = extract(SEED, "2021-07"), explain(SEED, "2021-07")
    assert all(fact.explanation is None for fact in facts(plain))
    assert [replace(fact, explanation=None) for fact in facts(found)] == list(facts(plain))
    assert all(words and all(words) for fact in facts(found) for rule, words in why(fact))
