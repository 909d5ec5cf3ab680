"""communique export --gold and communique evaluate."""

import json
import re

import pytest
from click.testing import CliRunner

from api.cli import main
from ontology.enums import FactStatus, Modality, Subject
from services import articles
from services.review import review
from services.review.review import FactRef

TEXT = "President Joe Biden met Mustafa al-Kazemi in Washington on Monday. “We will help,” Biden said."


@pytest.fixture
def run(monkeypatch, tmp_path, database_url):
    """Runs a command on a migrated database of the test's own, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def refs(article):
    kinds = {Subject.QUOTE: article.quotes, Subject.EVENT: article.events, Subject.POSITION: article.positions}
    return [FactRef(subject, fact.id) for subject, facts in kinds.items() for fact in facts]


@pytest.fixture
def reviewed(session):
    """An article of which everything was confirmed, and the meeting corrected; another one of which nobody has."""
    article, _ = articles.ingest(session, text=TEXT, published_at="2021-07-27")
    articles.ingest(session, text=f"{TEXT} Biden left.")
    every = refs(article)
    for ref in every:
        review.correct(session, ref, {"status": FactStatus.CONFIRMED}, key_id=None)
    event = next(ref for ref in every if ref.subject is Subject.EVENT)
    review.correct(session, event, {"modality": Modality.PLANNED}, key_id=None)
    return article


def figures(output):
    lines = [re.sub(r"^ +", "", line).split() for line in output.splitlines()]
    heads = next(line for line in lines if line[:2] == ["actors", "type"])
    return dict(zip(heads, next(line for line in lines if line[:1] == ["all"])[1:], strict=True))


def test_engine_is_measured_on_what_people_have_reviewed(run, tmp_path, reviewed):
    assert run("export", "--gold", "gold.jsonl").stdout == "1 articles exported\n"
    (line,) = (tmp_path / "gold.jsonl").read_text().splitlines()
    gold = json.loads(line)
    assert (gold["id"], gold["text"], gold["published_at"]) == (reviewed.id, TEXT, "2021-07-27")
    for span in (gold["quotes"][0]["content"][0], gold["actors"][0]["mentions"][0], gold["events"][0]["triggers"][0]):
        assert TEXT[span["start"] : span["end"]] == span["exact"]

    measured = run("evaluate", "gold.jsonl")
    assert measured.exit_code == 0, measured.output
    found = figures(measured.stdout)
    assert (found["actors"], found["quotes"], found["speaker"], found["events"], found["when"]) == ("1.000",) * 5
    assert float(found["modality"]) < 1
    assert "confidence of quotes in whole briefs" in measured.stdout


def test_article_with_something_open_is_not_gold(run, tmp_path, session, reviewed):
    ref = refs(reviewed)[0]
    review.correct(session, ref, {"status": FactStatus.MACHINE}, key_id=None)
    assert run("export", "--gold", "gold.jsonl").stdout == "0 articles exported\n"
    review.correct(session, ref, {"status": FactStatus.REJECTED}, key_id=None)
    assert run("export", "--gold", "gold.jsonl").stdout == "1 articles exported\n"
    assert json.loads((tmp_path / "gold.jsonl").read_text())["quotes"] == []


def test_export_is_of_one_kind(run):
    for arguments in ((), ("folder", "--gold", "gold.jsonl")):
        refused = run("export", *arguments)
        assert (refused.exit_code, "Give FOLDER, or --gold FILE." in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": 3}, "line 2: text: Not a valid string."),
        ({"actors": [{"id": "a"}]}, "line 2: actors.0.type: Missing data"),
        ({"quotes": [{"speaker": "x", "content": []}]}, "line 2: quotes.0.speaker: There is no actor 'x'."),
        (
            {"quotes": [{"speaker": None, "content": [{"start": 0, "end": 999}]}]},
            "line 2: quotes.0.content: The text has",
        ),
        (
            {"quotes": [{"speaker": None, "content": [{"start": 0, "end": 1, "exact": "x"}]}]},
            "line 2: quotes.0.content: The text has 'P' at 0:1.",
        ),
        ({"id": "first"}, "line 2: The id first occurs twice."),
    ],
)
def test_wrong_gold_is_refused(run, tmp_path, change, message):
    empty = {
        "id": "first",
        "text": TEXT,
        "published_at": None,
        "actors": [],
        "quotes": [],
        "events": [],
        "positions": [],
    }
    lines = [json.dumps(empty), json.dumps(empty | {"id": "second"} | change)]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines))
    refused = run("evaluate", "gold.jsonl")
    assert refused.exit_code == 1
    assert message in refused.stderr


def test_gold_without_articles_is_refused(run, tmp_path):
    (tmp_path / "gold.jsonl").write_text("\n")
    assert "The file has no articles." in run("evaluate", "gold.jsonl").stderr
