"""Explained facts on the terminal."""

import json
import re

import pytest
from click.testing import CliRunner

from api.cli import main
from api.cli.explained import lines

TEXT = "Norway accused Peru of fraud. “We will help,” Ida Bergstrom said. Norway opposes the treaty with Peru."


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return lambda *arguments, **options: CliRunner().invoke(main, ("extract", *arguments), **options)


def test_each_fact_is_a_line_and_an_indented_line_says_why(run):
    shown = run("-", "--explain", input=TEXT).stdout.splitlines()
    assert [line.startswith("    ") for line in shown] == [False, True] * (len(shown) // 2)
    told = {line: why.strip() for line, why in zip(shown[::2], shown[1::2], strict=True)}
    assert {line.partition(" ")[0] for line in told} == {"actor", "quote", "event", "position"}
    (event,) = (line for line in told if "ACCUSE" in line)
    assert re.fullmatch(r"event 0\.\d\d ACCUSE, occurred, accusation against Peru by Norway: “accused”", event)
    assert told[event].startswith("accusation: verb accuse: “accused” (ACCUSE ")
    assert " | confidence: base +" in told[event]
    assert any(
        line.endswith(" Norway opposes Treaty with Peru: “Norway opposes the treaty with Peru”") for line in told
    )


def test_explained_json_is_the_brief_with_explanations(run):
    explained = json.loads(run("-", "--explain", "--json", input=TEXT).stdout)
    plain = json.loads(run("-", "--json", input=TEXT).stdout)
    assert explained["events"][0].pop("explanation")["findings"][0]["rule"] == "accusation: verb accuse"
    assert explained["events"][0] == plain["events"][0]


def test_a_batch_is_explained(run, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    assert run("--explain", "--batch", "in.jsonl", "out.jsonl").exit_code == 0
    brief = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["brief"]
    assert all(fact["explanation"] for kind in ("actors", "quotes", "events", "positions") for fact in brief[kind])


def test_text_cannot_control_the_terminal():
    span = {"exact": "Nor\x1b[2Jway\n"}
    actor = {"id": "act_1", "name": "Nor\x1b[2Jway", "type": "state", "country": None, "confidence": 0.75}
    why = {"findings": [{"rule": "name: lexicon state", "words": [{"span": span, "scores": {}}]}], "confidence": {}}
    brief = {"actors": [actor | {"mentions": [span], "explanation": why}], "quotes": [], "events": [], "positions": []}
    assert list(lines(brief)) == [
        "actor 0.75 Nor [2Jway, state: “Nor [2Jway ”",
        "    name: lexicon state: “Nor [2Jway ”",
    ]
