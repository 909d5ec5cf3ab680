"""Measure extraction against hand-made gold. Run by hand: make evaluate, or python -m evaluation.evaluate"""

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import click
from tqdm import tqdm

import extraction
from bench import machine
from evaluation import briefs, predictions, reliability
from evaluation.briefs import Section

Line = dict[str, Any]
Predicted = dict[str, Line]

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_INFERRED = {"iraq-us-2021": "2021-07"}  # publication dates that no metadata gives
_CASES, _RUNNER = "cases/given.jsonl", "cases/run_cases.py"
_ATTACKS_AND_COURTS = ("Conflict", "Justice", "Life.Die")


def read_lines(file: Path) -> list[Line]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _read_articles(file: Path) -> list[Line]:
    """Read the articles of a file, each joined with its gold in a separate file of the same folder."""
    articles = {article["id"]: article for article in read_lines(file)}
    documents = []
    for gold_file in sorted(file.parent.glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        article = articles[gold["id"]]
        published_at = article["published_at"] or _INFERRED.get(gold["id"])
        documents.append(article | gold | {"published_at": published_at, "name": gold_file.stem})
    return documents


def _briefs(_scorer: ModuleType | None, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    return briefs.measure(gold, predicted)


def _quotes(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    found = {name: line["quotes"] for name, line in predicted.items()}
    yield "quotes, all types", _listed(scorer.score(gold, found))
    yield "quotes, direct", _listed(scorer.score(gold, found, {"direct"}))
    yield "confidence of quotes", reliability.table(reliability.judge_quotes(scorer, gold, predicted))


def _actors(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    yield "actors and places", _listed(scorer.score(gold, {name: line["actors"] for name, line in predicted.items()}))


def _dates(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    found = {name: line["dates"] for name, line in predicted.items()}
    yield "dates, types DATE and TIME", _listed(scorer.score(gold, found, {"DATE", "TIME"}))
    yield "dates, all types", _listed(scorer.score(gold, found))


def _coded_events(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    yield "events", _listed(scorer.score(gold, {name: line["events"] for name, line in predicted.items()}))


def _told_events(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    yield from _coded_events(scorer, gold, predicted)
    found = [
        scorer.ov(
            event["trigger"], [trigger for each in predicted[document["id"]]["events"] for trigger in each["trigger"]]
        )
        for document in gold
        for event in document["events"]
        if event["kairos"].startswith(_ATTACKS_AND_COURTS)
    ]
    share = sum(found) / len(found) if found else None
    yield "triggers of Conflict, Justice and Life.Die", _listed({"gold": len(found), "found": share})


def _stances(scorer: ModuleType, gold: list[Line], predicted: Predicted) -> Iterator[Section]:
    yield "attitudes of one to another", _listed(scorer.score(gold, predicted))


@dataclass(frozen=True, slots=True)
class Task:
    """A corpus, its scorer, the prediction for one document, and the figures to print."""

    name: str
    corpus: str
    file: str
    scorer: str | None
    """Null for whole briefs, whose scorer is `evaluation.score`."""
    predict: Callable[[Line], Line]
    figures: Callable[[Any, list[Line], Predicted], Iterator[Section]]
    read: Callable[[Path], list[Line]] = read_lines


def _on_corpus(name: str, corpus: str, scorer: str, predict: Any, figures: Any) -> Task:
    return Task(name, corpus, f"corpora/{corpus}/dev.jsonl", f"eval/score_{scorer}.py", predict, figures)


def _whole(corpus: str, folder: str) -> Task:
    file = f"{folder}/articles.jsonl"
    return Task("brief", corpus, file, None, predictions.brief, _briefs, _read_articles)


TASKS = (
    _whole("gold", "gold"),
    _whole("statements", "training/statements"),
    _whole("readouts", "training/readouts"),
    _whole("wikinews", "training/wikinews"),
    _on_corpus("quotes", "polnear", "quotes", predictions.quotes, _quotes),
    _on_corpus("actors", "gum_actors", "actors", predictions.actors, _actors),
    _on_corpus("dates", "timebank_aquaint", "dates", predictions.dates, _dates),
    _on_corpus("dates", "gum_dates", "dates", predictions.dates, _dates),
    _on_corpus("events", "plover_gsr", "events", predictions.coded_events, _coded_events),
    _on_corpus("events", "wikievents", "events", predictions.told_events, _told_events),
    _on_corpus("stance", "directed_sentiment", "stance", predictions.stances, _stances),
)
_NAMES = [*dict.fromkeys(task.name for task in TASKS), "cases"]

shared_folder = click.option(
    "--shared",
    type=click.Path(file_okay=False, path_type=Path),
    default=_SHARED,
    show_default="../shared, seen from the repository",
    help="The folder that has the scorers in eval/, and gold/, training/, corpora/ and cases/.",
)


@click.command()
@shared_folder
@click.option("--only", multiple=True, type=click.Choice(_NAMES), help="May be given several times.")
@click.option("--stance", is_flag=True, help="Measure stance too; it has the most documents, so it takes long.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="So many documents of each corpus, evenly spread.")
def main(shared: Path, only: tuple[str, ...], stance: bool, sample: int | None) -> None:
    """Measure extraction against gold made by hand, and print every figure.

    Some minutes on one core. The predictions stay in a temporary folder, in the formats of the scorers. Ends with
    status 2 when the corpora are not there.
    """
    names = set(only) or set(_NAMES) - {"stance"}
    tasks = [task for task in TASKS if task.name in names or (stance and task.name == "stance")]
    needed = dict.fromkeys(file for task in tasks for file in (task.file, task.scorer) if file)
    if "cases" in names:
        needed |= dict.fromkeys((_CASES, _RUNNER))
    missing = [file for file in needed if not (shared / file).is_file()]
    if missing:
        click.echo(f"The corpora are not there: {shared} has no {', '.join(missing)}. Nothing is measured.", err=True)
        sys.exit(2)
    folder = Path(tempfile.mkdtemp(prefix="communique-evaluate-"))
    click.echo(f"{machine.describe()}\n{extraction.ENGINE}\npredictions in {folder}")
    start = time.monotonic()
    for task in tasks:
        _measure(task, shared, sample, folder)
    if "cases" in names:
        click.echo(f"\ncases\n{_run_cases(shared)}")
    click.echo(f"\n{time.monotonic() - start:.0f} seconds")


def _measure(task: Task, shared: Path, sample: int | None, folder: Path) -> None:
    gold = task.read(shared / task.file)
    if sample:
        gold = gold[:: -(-len(gold) // sample)]
    predicted: Predicted = {}
    with (folder / f"{task.corpus}.jsonl").open("w", encoding="utf-8") as lines:
        for document in tqdm(gold, desc=task.corpus, leave=False, disable=None):
            predicted[document["id"]] = task.predict(document)
            lines.write(json.dumps(predicted[document["id"]], ensure_ascii=False) + "\n")
    scorer = _load(shared / task.scorer) if task.scorer else None
    for heading, figures in task.figures(scorer, gold, predicted):
        click.echo("\n".join([f"\n{task.corpus} ({len(gold)}): {heading}", *(f"  {line}" for line in figures)]))


def _run_cases(shared: Path) -> str:
    """Return the table that the runner of the cases prints; it calls the command line as a user would."""
    command = Path(sys.executable).with_name("communique")
    done = subprocess.run(  # noqa: S603
        [sys.executable, shared / _RUNNER, shared / _CASES, command], capture_output=True, text=True, check=True
    )
    return done.stdout.strip("\n")


def _load(file: Path) -> ModuleType:
    """Import a scorer from its file."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _listed(figures: Line) -> list[str]:
    return [f"{name:34}{_shown(value)}" for name, value in figures.items()]


def _shown(value: Any) -> str:
    """Format one or several figures: three decimals, a dash for what could not be measured."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    if isinstance(value, tuple):  # precision, recall, F1
        return ", ".join(f"{name} {each:.3f}" for name, each in zip("PRF", value, strict=True))
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
