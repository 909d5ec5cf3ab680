"""Processor time of recording and writing the changes of an article, against storing it without them.

The extraction is made before, and counted apart. On Postgres, the processor time of its process counts, too.

Run by hand: python -m bench.feed_cost [--database postgresql://...] [--rounds 60]
"""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path
from statistics import median
from unittest.mock import patch

import click
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from tqdm import tqdm

import extraction
from bench import machine
from extraction.model import Extraction
from services import articles, migrate, transaction
from services.changes.recorder import Recorder
from services.submission import Submission, check
from services.transaction import transactional
from store.engine import make_engine, make_sessions

LIMIT = 0.08

_WARM, _EXTRACTIONS = 4, 5


@click.command()
@click.option("--database", help="The URL of an empty database; without it, a new SQLite file.")
@click.option("--rounds", default=60, show_default=True, type=click.IntRange(2, 1000), help="Pairs of articles.")
def main(database: str | None, rounds: int) -> None:
    """Store variants of the seed article with the feed and without it, in turn, and print the median times."""
    click.echo(machine.describe())
    extraction.load()
    seed = files("seeds").joinpath("iraq-us-2021.txt").read_text()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(database or f"sqlite:///{Path(folder) / 'feed.sqlite3'}")
        migrate.upgrade(engine)
        both: list[tuple[float, float]] = []
        extracting = []
        for _ in range(_EXTRACTIONS):
            begun = time.process_time()
            found = articles.extract(check(seed))
            extracting.append(time.process_time() - begun)
        for number in tqdm(range(_WARM + rounds), disable=None):
            times = {}
            for with_feed in (True, False) if number % 2 else (False, True):
                submission = check(f"{seed}\nReport {time.time_ns()}.")  # the spans of its facts are those of the seed
                with nullcontext() if with_feed else _without_feed():
                    times[with_feed] = _stored(engine, submission, found)
            if number >= _WARM:
                both.append((times[True], times[False]))
        engine.dispose()
    on, off = (median(each) * 1000 for each in zip(*both, strict=True))
    more = median(one - other for one, other in both) * 1000
    whole = off + median(extracting) * 1000
    click.echo(f"{on:.2f} ms with the feed, {off:.2f} without; the median difference of a pair is {more:.2f} ms")
    click.echo(f"{more / off:.1%} of storing an extraction; {more / whole:.1%} of extracting and storing an article")
    click.echo(f"Writing changes must take at most {LIMIT:.0%} of storing an article.")


def _stored(engine: Engine, submission: Submission, found: Extraction) -> float:
    with make_sessions(engine)() as session:
        processor = _clock(session)
        gc.collect()
        begun = processor()
        transactional(articles.add_article)(session, submission, found)
        return processor() - begun


def _clock(session: Session) -> Callable[[], float]:
    if session.get_bind().dialect.name == "sqlite":
        return time.process_time
    backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()  # the pool has one connection
    return lambda: time.process_time() + machine.processor_seconds(backend)


@contextmanager
def _without_feed() -> Iterator[None]:
    with (
        patch.object(transaction, "Recorder", lambda session: nullcontext(Recorder(session))),
        patch.object(transaction.feed, "write", lambda _recorder: None),
    ):
        yield


if __name__ == "__main__":
    main()
