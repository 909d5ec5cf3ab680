"""Searches and suggestions in a store of 2,300,000 facts, on SQLite and on Postgres.

Run by hand: python -m bench.search --postgres postgresql://... --sqlite FILE
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.orm import Session
from tqdm import tqdm

from bench import machine, rows
from ontology import searching
from ontology.enums import HitKind, SuggestionKind
from services import migrate
from store import queries
from store.engine import make_engine, make_sessions, schema_change
from store.models import Base

ARTICLES = 100_000  # with 500,000 appearances, 1,000,000 quotes, 400,000 events and 400,000 positions

_BATCH = 5000  # rows
_NOT_READ = {"article_blocks", "event_blocks", "conduct", "mentions", "event_participants", "contradictions"}
_search = import_module("migrations.versions.0030_search_kinds")

# The word "talks" is in all articles and quotes, "label" in all issues and positions, "event..." in all events.
_SEARCHES: Sequence[tuple[str, dict[str, Any]]] = [
    *((q, {}) for q in ("talks", "label", "talks OR label", '"both sides"', "talks words7", "words7", "nothing")),
    *(("talks", {"kind": [kind]}) for kind in (HitKind.ARTICLE, HitKind.QUOTE)),
    *(("event*", {"kind": [kind]}) for kind in (HitKind.EVENT, HitKind.OCCURRENCE)),
    ("talks", {"publisher": ["publisher7"]}),
    ("talks", {"article": [rows.public_id("art", 7)]}),
    ("talks", {"published_from": datetime(2021, 3, 1, tzinfo=UTC)}),
    ("talks", {"country": [rows.CODES[7]]}),
]
_SUGGESTED = [("n", SuggestionKind.ACTOR), ("na", SuggestionKind.ACTOR), ("l", SuggestionKind.ISSUE)]
_SUGGESTED += [("zz", SuggestionKind.ACTOR), ("8f14e4", SuggestionKind.ACTOR)]


@click.command()
@click.option("--postgres", required=True, help="The URL of an empty database on this machine, which takes 4 GB.")
@click.option("--sqlite", required=True, type=click.Path(path_type=Path), help="A file for its copy.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 1000), help="How often each is read.")
def main(postgres: str, sqlite: Path, rounds: int) -> None:
    """Print the least processor time and the least time of each, in ms. A filled database is used as it is."""
    _fill(postgres)
    if not sqlite.exists():
        _copy(postgres, f"sqlite:///{sqlite}")
    click.echo(machine.describe())
    click.echo(f"{'SQLite':>8}{'time':>8}{'Postgres':>10}{'time':>8}")
    with make_sessions(make_engine(f"sqlite:///{sqlite}"))() as one, make_sessions(make_engine(postgres))() as other:
        for name, read in _reads():
            least = [each for session in (one, other) for each in _least(session, read, rounds)]
            click.echo(f"{least[0]:8.1f}{least[1]:8.1f}{least[2]:10.1f}{least[3]:8.1f}  {name}")


def _reads() -> Iterator[tuple[str, Callable[[Session], Any]]]:
    for q, asked in _SEARCHES:
        words = searching.parse(q)
        yield " ".join(["search", q, *asked]), partial(queries.list_hits, q=words, limit=50, count=True, **asked)
    for name, kind in _SUGGESTED:
        yield f"suggest {name} {kind}", partial(queries.list_suggestions, name=name, kinds=[kind], limit=10)


def _least(session: Session, read: Callable[[Session], Any], rounds: int) -> tuple[float, float]:
    """Return the processor time, with that of the process of Postgres, and the time, in ms."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    backend = session.scalar(text("SELECT pg_backend_pid()")) if is_postgres else None
    found = []
    for _ in range(rounds):
        begun = time.perf_counter(), _processor_seconds(backend)
        read(session)
        ended = time.perf_counter(), _processor_seconds(backend)
        session.rollback()
        found.append([1000 * (last - first) for first, last in zip(begun, ended, strict=True)])
    taken, processor = zip(*found, strict=True)
    return min(processor), min(taken)


def _processor_seconds(backend: int | None) -> float:
    return time.process_time() + (machine.processor_seconds(backend) if backend else 0)


def _fill(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        is_empty = not connection.scalar(text("SELECT EXISTS (SELECT FROM articles)"))
        if is_empty:
            rows.fill(connection, ARTICLES)
    if is_empty:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _copy(postgres: str, sqlite: str) -> None:
    """Copy the rows that are read; indexes and triggers come last."""
    source, target = make_engine(postgres), make_engine(sqlite)
    migrate.upgrade(target)
    with source.connect() as reading, target.connect() as writing, schema_change(writing), writing.begin():
        writing.exec_driver_sql("PRAGMA cache_size = -1000000")  # KiB
        made = writing.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).all()
        for kind, name, _ in made:
            writing.exec_driver_sql(f"DROP {kind} {name}")
        for table in Base.metadata.sorted_tables:
            if table.name not in _NOT_READ:
                _copy_rows(reading, writing, table.name)
        for kind, _, sql in made:
            if kind == "index":
                writing.exec_driver_sql(sql)
        for table in _search.DOCUMENTS:
            writing.exec_driver_sql(_search.add(table, "true"))
        for kind, _, sql in made:
            if kind == "trigger":
                writing.exec_driver_sql(sql)
    for engine in (source, target):
        engine.dispose()


def _copy_rows(reading: Connection, writing: Connection, name: str) -> None:
    table = Base.metadata.tables[name]
    found = reading.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
    for some in tqdm(found.partitions(), desc=name, leave=False, disable=None):
        writing.execute(insert(table), [dict(row) for row in some])


if __name__ == "__main__":
    main()
