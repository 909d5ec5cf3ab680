"""The gain of a second backfill worker, beside a second bare spaCy process. Run by hand: python -m bench.backfill"""

import os
import tempfile
from contextlib import nullcontext
from functools import partial
from importlib.resources import files
from pathlib import Path

import click
import orjson
from distributed import Client

import extraction
from api.cli.backfill import line, local
from bench import gain, machine
from bench.extraction import lengthened
from services.backfill import backfill, shards

_PUBLISHED = "2021-07"


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--articles", default=128, show_default=True, type=click.IntRange(32, 10_000))
@click.option("--words", default=200, show_default=True, type=click.IntRange(50, 20_000), help="Words of an article.")
def main(rounds: int, articles: int, words: int) -> None:
    """Print articles per second of a backfill on one and on two workers, and of one and of two bare spaCy pipelines.

    Each pass reads the same articles, made of the seed article's paragraphs, from a folder of one shard. All are
    timed in turn, round after round; the figures are medians. Models are loaded before. Takes about two minutes.
    """
    click.echo(machine.describe())
    click.echo(extraction.ENGINE)
    seed = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
    texts = [lengthened(seed, words, number) for number in range(articles)]
    with tempfile.TemporaryDirectory() as name, gain.bare_processes(texts) as bare, local(1) as one, local(2) as two:
        folder = Path(name)
        _write(folder / "in" / "shard.jsonl", texts)
        measures = bare | gain.workers(
            *(partial(gain.timed, partial(_backfill, client, folder)) for client in (one, two))
        )
        seconds = gain.medians(measures, rounds)
        memory = [machine.memory_mib(pid)[1] for client in (one, two) for pid in client.run(os.getpid).values()]
    gain.tell(seconds, texts, max(memory))


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


if __name__ == "__main__":
    main()
