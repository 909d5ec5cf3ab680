"""Searches, suggestions and sorted lists in a store of 2,300,000 facts, on SQLite and on Postgres.

Run by hand: python -m bench.search --postgres postgresql://... --sqlite FILE
"""

import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import click
from sqlalchemy import Connection, insert, select, text
from tqdm import tqdm

from bench import machine, rows, server
from services import migrate
from store.engine import make_engine, schema_change
from store.models import Base

ARTICLES = 100_000  # with 500,000 appearances, 1,000,000 quotes, 400,000 events and 400,000 positions

_WARM = 3
_BATCH = 5000  # rows
_NOT_READ = {"article_blocks", "event_blocks", "conduct", "mentions", "event_participants", "contradictions"}
_search = import_module("migrations.versions.0030_search_kinds")

# The word "talks" is in all articles and quotes, "label" in all issues, "event..." in all events.
_SEARCHES: Sequence[dict[str, str]] = [
    *({"q": q} for q in ("talks", "label", "talks words7", '"both sides"', "words7", "talks OR label", "nothing")),
    {"q": "talks", "count": "true"},
    *({"q": "talks", "kind": kind} for kind in ("article", "quote")),
    *({"q": "event*", "kind": kind} for kind in ("event", "occurrence")),
    {"q": "talks", "publisher": "publisher7"},
    {"q": "talks", "article": rows.public_id("art", 7)},
    {"q": "talks", "published_from": "2021-03"},
    {"q": "talks", "country": rows.CODES[7]},
]
_PATHS = [
    *(f"/v1/search?{urlencode(asked)}" for asked in _SEARCHES),
    *(f"/v1/suggest?q={q}" for q in ("n", "na", "nam", "l", "e", "8", "name8f14", "zz")),
]


@click.command()
@click.option("--postgres", required=True, help="The URL of an empty database, which takes 4 GB.")
@click.option("--sqlite", required=True, type=click.Path(path_type=Path), help="A file for its copy.")
@click.option("--requests", default=15, show_default=True, type=click.IntRange(3, 1000), help="Of each kind.")
def main(postgres: str, sqlite: Path, requests: int) -> None:
    """Print the median time of each request on both. A filled database is used as it is."""
    _fill(postgres)
    if not sqlite.exists():
        _copy(postgres, f"sqlite:///{sqlite}")
    click.echo(machine.describe())
    times = [_medians(url, requests) for url in (f"sqlite:///{sqlite}", postgres)]
    click.echo(f"{'SQLite':>9}{'Postgres':>12}")
    for path, *both in zip(_PATHS, *times, strict=True):
        click.echo(f"{both[0]:6.1f} ms{both[1]:9.1f} ms  {path}")


def _medians(url: str, requests: int) -> list[float]:
    with server.running(url) as running, closing(running.connect()) as connection:
        return [_median(connection, path, requests) for path in tqdm(_PATHS, leave=False, disable=None)]


def _median(connection: HTTPConnection, path: str, requests: int) -> float:
    """Return the milliseconds of an answer."""
    times = []
    for _ in range(_WARM + requests):
        begun = time.perf_counter()
        status, body = server.request(connection, "GET", path)
        times.append((time.perf_counter() - begun) * 1000)
        if status != 200:
            raise click.ClickException(f"{path}: {status} {body[:300]!r}")
    return median(times[_WARM:])


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
