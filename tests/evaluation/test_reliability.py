from types import SimpleNamespace

import pytest

from evaluation import reliability


def test_a_bin_holds_its_lower_end_and_the_last_one_both():
    table = reliability.table([(0.3, True), (0.39, False), (0.7, True), (1.0, True), (0.95, False)])
    assert [line.split() for line in table[1:]] == [
        ["0.3", "to", "0.4", "2", "0.34", "0.50"],
        ["0.7", "to", "0.8", "1", "0.70", "1.00"],
        ["0.9", "to", "1.0", "2", "0.97", "0.50"],
    ]


def test_a_quote_is_judged_alone_and_left_out_where_the_scorer_ignores_it():
    def score(gold, predicted):
        (quote,) = predicted[gold[0]["id"]]
        return {"pred": not quote["ignored"], "end_to_end_F": quote["found"]}

    quotes = [
        {"confidence": 0.8, "ignored": False, "found": 0.4},
        {"confidence": 0.5, "ignored": False, "found": 0.0},
        {"confidence": 0.9, "ignored": True, "found": 0.0},
    ]
    judged = reliability.judge_quotes(SimpleNamespace(score=score), [{"id": "a"}], {"a": {"quotes": quotes}})
    assert list(judged) == [(0.8, True), (0.5, False)]


ARTICLE = {"id": "a", "text": "", "actors": ["gold"], "quotes": ["gold"], "events": ["gold"], "positions": ["gold"]}
BRIEF = {
    "actors": [{"id": 0, "confidence": 0.9}, {"id": 1, "confidence": 0.6}],
    "quotes": [{"speaker": 1, "confidence": 0.8}, {"speaker": None, "confidence": 0.5}],
    "events": [{"confidence": 0.7}],
    "positions": [{"holder": 0, "confidence": 0.4}],
}


class Scorer:
    """Remembers what it was asked, and finds everything."""

    def __init__(self):
        self.asked = []

    def score(self, gold, predicted, _text):
        self.asked.append((gold, predicted))
        right = ("actor types right", "speakers right", "events right", "positions right")
        return {"actors right": 0.5} | dict.fromkeys(right, 1)


@pytest.fixture
def scorer(monkeypatch):
    scorer = Scorer()
    monkeypatch.setattr(reliability.score, "score", scorer.score)
    return scorer


def test_a_fact_is_judged_with_the_actors_it_needs(scorer):
    judged = reliability.judge_facts([ARTICLE], {"a": BRIEF})
    assert judged["actors"] == [(0.9, True), (0.6, True)]
    assert [len(predicted["actors"]) for gold, predicted in scorer.asked if gold["quotes"]] == [1, 2]
    (position,) = (predicted for gold, predicted in scorer.asked if gold["positions"])
    assert position == {"actors": [BRIEF["actors"][0]], "quotes": [], "events": [], "positions": BRIEF["positions"]}
    assert all(gold["actors"] for gold, _ in scorer.asked)


@pytest.mark.usefixtures("scorer")
def test_an_article_without_gold_quotes_judges_none():
    judged = reliability.judge_facts([ARTICLE | {"quotes": []}], {"a": BRIEF})
    assert judged["quotes"] == []
    assert judged["events"] == [(0.7, True)]
