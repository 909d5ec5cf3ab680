import json

import pytest
from click.testing import CliRunner

from evaluation.evaluate import main

SCORER = """
def score(gold, predicted, types=None):
    found = [date["value"] for document in gold for date in predicted[document["id"]]]
    return {"documents": len(gold), "found": " ".join(found), "share": 0.5, "strict": (1.0, 0.5, 2 / 3), "none": None}
"""


@pytest.fixture(autouse=True)
def folder_of_predictions(monkeypatch, tmp_path):
    """The program leaves its predictions in a folder that is not removed."""
    folder = tmp_path / "predictions"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def shared(tmp_path):
    """A scorer of dates that lists what was found, and three documents in each of the two corpora."""
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "score_dates.py").write_text(SCORER)
    for corpus in ("timebank_aquaint", "gum_dates"):
        folder = tmp_path / "corpora" / corpus
        folder.mkdir(parents=True)
        lines = [{"id": f"{corpus}/{year}", "text": f"It was {year}.", "dct": "2021"} for year in (1998, 2003, 2008)]
        (folder / "dev.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path


def evaluate(shared, *arguments):
    return CliRunner().invoke(main, ["--shared", str(shared), *arguments])


def test_it_says_that_the_corpora_are_not_there(tmp_path):
    result = evaluate(tmp_path)
    assert result.exit_code == 2
    assert "The corpora are not there" in result.stderr
    assert "corpora/polnear/dev.jsonl" in result.stderr
    assert "directed_sentiment" not in result.stderr  # not asked for


def test_only_what_is_asked_for_has_to_be_there(shared):
    result = evaluate(shared, "--only", "dates")
    assert result.exit_code == 0, result.output
    assert "timebank_aquaint (3): dates, all types" in result.stdout
    assert "gum_dates (3): dates, types DATE and TIME" in result.stdout


def test_figures_are_shown_as_the_scorer_gives_them(shared):
    lines = [line.split(maxsplit=1) for line in evaluate(shared, "--only", "dates").stdout.splitlines()]
    for line in (
        ["found", "1998 2003 2008"],
        ["share", "0.500"],
        ["strict", "P 1.000, R 0.500, F 0.667"],
        ["none", "-"],
    ):
        assert line in lines


def test_a_sample_is_spread_over_the_corpus(shared):
    output = evaluate(shared, "--only", "dates", "--sample", "2").stdout
    assert "timebank_aquaint (2)" in output
    assert "1998 2008" in output


def test_the_predictions_are_kept(shared, folder_of_predictions):
    output = evaluate(shared, "--only", "dates").stdout
    (folder,) = folder_of_predictions.iterdir()
    assert f"predictions in {folder}" in output
    lines = (folder / "gum_dates.jsonl").read_text().splitlines()
    assert [json.loads(line)["dates"][0]["value"] for line in lines] == ["1998", "2003", "2008"]


def test_a_brief_is_measured_against_the_gold_beside_its_article(tmp_path):
    (tmp_path / "gold").mkdir()
    article = {"id": "iraq-us-2021", "title": "T", "published_at": None, "text": "He arrived on 3 July."}
    gold = {"id": "iraq-us-2021", "actors": [], "quotes": [], "events": [], "positions": []}
    (tmp_path / "gold" / "articles.jsonl").write_text(json.dumps(article) + "\n")
    (tmp_path / "gold" / "seed.json").write_text(json.dumps(gold))
    for name in ("statements", "readouts", "wikinews"):
        (tmp_path / "training" / name).mkdir(parents=True)
        (tmp_path / "training" / name / "articles.jsonl").touch()
    output = evaluate(tmp_path, "--only", "brief").stdout
    assert "gold (1): whole briefs" in output
    assert "statements (0): whole briefs" in output
    rows = [line.split()[0] for line in output.splitlines() if line.endswith("  -")]
    assert rows[:2] == ["seed", "all"]


def test_cases_are_checked_by_their_own_runner(tmp_path):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "given.jsonl").touch()
    (tmp_path / "cases" / "run_cases.py").write_text("import sys\nprint(*(a.rpartition('/')[2] for a in sys.argv))")
    assert "\ncases\nrun_cases.py given.jsonl communique\n" in evaluate(tmp_path, "--only", "cases").stdout
