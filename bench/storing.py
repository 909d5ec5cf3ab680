"""Time to store an article in an empty store and in one of 100,000 articles with 1,000,000 positions, on Postgres.

Postgres must run on this machine, because its processor time is also measured; other work affects it less than the
elapsed time.

Run by hand: python -m bench.storing FILE.jsonl --small postgresql://... --large postgresql://...
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import click
from sqlalchemy import Engine, text
from tqdm import tqdm

import extraction
from api import jsonl
from bench import crowd, machine, rows
from extraction.model import Extraction
from services import articles, migrate
from services.bulk import imports
from services.bulk.imports import Line
from services.submission import Submission, check
from services.transaction import transactional
from store import queries
from store.engine import make_engine, make_sessions

LIMIT = 1.3

_POSITIONS = 10  # of an article


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--small", required=True, help="The URL of an empty Postgres database.")
@click.option("--large", required=True, help="The URL of another one, which takes 10 GB.")
@click.option("--articles", "number", default=100_000, show_default=True, help="In the large store.")
def main(file: Path, small: str, large: str, number: int) -> None:
    """Store every second article of FILE, in the format of `communique import`, in both databases in turn.

    An empty large store is first filled with articles that repeat the other articles of FILE. The articles of an
    earlier run are deleted.
    """
    click.echo(machine.describe())
    extraction.load()
    with file.open("rb") as opened:
        lines = list(jsonl.read_lines(enumerate(opened, 1)))
    engines = [make_engine(url) for url in (small, large)]
    for engine in engines:
        migrate.upgrade(engine)
    fill(engines[1], number, lines[::2])
    read = [_read(line) for line in tqdm(lines[1::2], desc="Reading", disable=None)]
    for engine in engines:
        _delete(engine, [submission.article_id for submission, _ in read])
    taken = list(_taken(engines, read))
    for what in ("time", "processor"):
        times = [[getattr(each, what) * 1000 for each in pair] for pair in taken]
        for name, of in (("median", median), ("mean", mean)):
            first, last = map(of, zip(*times, strict=True))
            click.echo(f"{name} {what}: {first:.1f} ms in the empty store, {last:.1f} in the large one, "
                       f"ratio {last / first:.2f}")  # fmt: skip
        click.echo(f"{len(times)} articles; the median ratio of one article is {median(b / a for a, b in times):.2f}")


def fill(engine: Engine, number: int, known: Sequence[Line]) -> None:
    """Fill an empty database with articles that repeat what known ones say."""
    with engine.begin() as connection:
        if connection.scalar(text("SELECT EXISTS (SELECT FROM articles)")):
            return
        rows.fill(connection, number, _POSITIONS)
    with make_sessions(engine)() as session:
        for _ in tqdm(imports.load(session, known), total=len(known), desc="Importing", disable=None):
            pass
    with engine.begin() as connection:
        crowd.crowd(connection, number)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _read(line: Line) -> tuple[Submission, Extraction]:
    submission = check(**line.article)
    return submission, articles.extract(submission)


def _delete(engine: Engine, article_ids: Sequence[str]) -> None:
    with make_sessions(engine)() as session:
        for article_id in queries.get_stored_ids(session, article_ids):
            articles.delete(session, article_id)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The cost of storing an article in seconds: elapsed time, and processor time of this process and of Postgres."""

    time: float
    processor: float


def _taken(engines: Sequence[Engine], read: Sequence[tuple[Submission, Extraction]]) -> Iterator[tuple[_Taken, ...]]:
    """Yield the cost of storing each article in each database, without its extraction."""
    for number, each in enumerate(tqdm(read, desc="Storing", disable=None)):
        turn = engines if number % 2 else engines[::-1]  # the first one pays for what is remembered of the article
        taken = {engine: _stored(engine, *each) for engine in turn}
        yield tuple(taken[engine] for engine in engines)


def _stored(engine: Engine, submission: Submission, found: Extraction) -> _Taken:
    with make_sessions(engine)() as session:
        backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()  # the pool has one connection
        used, begun = _processor(backend), time.perf_counter()
        _, is_new = transactional(articles.add_article)(session, submission, found)
        taken = _Taken(time.perf_counter() - begun, _processor(backend) - used)
    if not is_new:
        raise click.ClickException(f"{submission.article_id} is stored already.")
    return taken


def _processor(backend: int) -> float:
    return time.process_time() + machine.processor_seconds(backend)


if __name__ == "__main__":
    main()
