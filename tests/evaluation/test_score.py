"""Each figure of a brief against gold, on one small text."""

from collections import Counter

import pytest

from evaluation import score

TEXT = "President Ana Duarte said Ruritania would attack the port of Strelsau in May. She opposes the old treaty."


def at(words, occurrence=1):
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


GOLD = {
    "actors": [
        {"id": "duarte", "type": "person", "country": "RU", "mentions": [at("President Ana Duarte")]},
        {"id": "ruritania", "type": "state", "country": None, "mentions": [at("Ruritania")]},
    ],
    "quotes": [{"speaker": "duarte", "content": [at("Ruritania would attack the port of Strelsau in May")]}],
    "events": [
        {"type": "ASSAULT", "triggers": [at("attack")], "actors": ["ruritania"], "recipients": [], "when": "2021-05",
         "country": "ST", "modality": "denied"},
    ],
    "positions": [
        {"holder": "duarte", "issue": "Old treaties", "stance": "opposes", "evidence": at("opposes the old treaty")},
    ],
}  # fmt: skip


def pair(span):
    return [span["start"], span["end"]]


def predicted(**changes):
    """What is right, with ids and spans as predictions have them, and with changes of the first fact of a kind."""
    ids = {"duarte": 0, "ruritania": 1}
    found = {
        "actors": [a | {"id": ids[a["id"]], "mentions": [*map(pair, a["mentions"])]} for a in GOLD["actors"]],
        "quotes": [q | {"speaker": 0, "content": [*map(pair, q["content"])]} for q in GOLD["quotes"]],
        "events": [
            e | {"actors": (1,), "recipients": (), "triggers": [*map(pair, e["triggers"])]} for e in GOLD["events"]
        ],
        "positions": [p | {"holder": 0, "evidence": pair(p["evidence"])} for p in GOLD["positions"]],
    }
    for kind, change in changes.items():
        found[kind] = [found[kind][0] | change, *found[kind][1:]] if change is not None else []
    return found


def figures(**changes):
    return score.figures(score.score(GOLD, predicted(**changes), TEXT))


def test_what_is_right_is_one():
    assert set(figures().values()) == {1.0}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"actors": {"mentions": [pair(at("Ana Duarte"))]}}, {}),  # without the title
        ({"actors": {"mentions": [pair(at("Ana Duarte")), pair(at("She"))]}}, {}),  # pronouns do not count
        ({"actors": {"mentions": [pair(at("Ana Duarte")), pair(at("port"))]}}, {"actors": (2 / 3 + 1) / 2}),
        ({"actors": {"type": "group", "country": "XX"}}, {"type": 0.5, "country": 0}),
        ({"quotes": {"content": [pair(at("Ruritania would attack the port of Strelsau in"))]}}, {}),
        ({"quotes": {"content": [pair(at("the port of Strelsau in May"))]}}, {"quotes": 0, "speaker": None}),
        ({"quotes": {"speaker": None}}, {"speaker": 0}),
        ({"events": {"type": "THREATEN"}},
         {"events": 0, "sides": 1.0, "when": None, "where": None, "modality": None}),
        ({"events": {"triggers": [pair(at("port"))]}},
         {"events": 0, "untyped": 0, "sides": 1.0, "when": None, "where": None, "modality": None}),
        ({"events": {"actors": (0,), "when": None, "country": None, "modality": "occurred"}},
         {"sides": 0, "when": 0, "where": 0, "modality": 0}),
        ({"events": {"modality": "hypothetical"}}, {}),
        ({"positions": {"stance": "supports"}}, {"positions": 0}),
        ({"positions": {"holder": 1}}, {"positions": 0, "unstanced": 0, "issue": None}),
        ({"positions": {"evidence": pair(at("old treaty"))}}, {}),
        ({"positions": {"evidence": pair(at("May. She opposes"))}}, {"positions": 0, "unstanced": 0, "issue": None}),
        ({"positions": {"issue": "War"}}, {"issue": 0}),
        ({"events": None, "positions": None},
         {"events": 0, "untyped": 0, "sides": 1.0, "when": None, "where": None, "modality": None, "positions": 0,
          "unstanced": 0, "issue": None}),
    ],
)  # fmt: skip
def test_what_differs_lowers_its_figure(changes, expected):
    found = figures(**changes)
    assert found == pytest.approx(dict.fromkeys(found, 1.0) | expected)


def test_things_are_matched_one_to_one():
    found = predicted()
    found["quotes"] *= 2
    assert score.figures(score.score(GOLD, found, TEXT))["quotes"] == pytest.approx(2 / 3)


def test_nothing_to_find_and_nothing_found():
    empty = {kind: [] for kind in GOLD}
    found = score.figures(score.score(empty, empty, TEXT))
    assert {name for name, figure in found.items() if figure == 1.0} >= {"actors", "events", "positions"}
    assert found["quotes"] is None
    assert score.figures(Counter())["speaker"] is None
