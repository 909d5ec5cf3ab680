"""The service and its rivals: one process each, on the same SQLite file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
import orjson

from bench.server import Server, request, running, started

ROOT = Path(__file__).parents[2]

AS_JSON = ["found", "speaker", "cue", "content"]
"""The columns of Datasette's query that hold JSON; its URL has to name them."""

DATASETTE = """
    SELECT quotes.id, articles.id AS article_id, confidence, quotes.status, quotes.origin, quotes.reviewed_by,
        quotes.found, strftime('%Y-%m-%dT%H:%M:%SZ', quotes.created_at) AS created_at,
        strftime('%Y-%m-%dT%H:%M:%SZ', quotes.updated_at) AS updated_at, kind,
        json_object('actor_id', actors.id, 'mention', json(speaker_mention)) AS speaker,
        cue, content
    FROM quotes JOIN articles ON articles.pk = quotes.article_pk JOIN actors ON actors.pk = quotes.speaker_pk
    WHERE speaker_pk = (SELECT pk FROM actors WHERE id = :speaker) AND quotes.status <> 'rejected'
    ORDER BY quotes.article_pk DESC, quotes.pk LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A server, the path of its list, and the way to the items in its answer."""

    name: str
    server: Server
    path: str
    items: Callable[[Any], list[dict[str, Any]]]

    def page(self) -> list[dict[str, Any]]:
        """Return the items of its answer."""
        with closing(self.server.connect()) as connection:
            status, body = request(connection, "GET", self.path)
        if status != 200:
            raise click.ClickException(f"{self.name} answered {status}: {body[:300]!r}")
        return self.items(orjson.loads(body))


def _list_of(speaker: str, limit: int, **more: str | list[str]) -> str:
    return urlencode({"speaker": speaker, "limit": limit} | more, doseq=True)


def _in_page(answer: Any) -> list[dict[str, Any]]:
    return list(answer["items"])


@contextmanager
def service(database: Path, speaker: str, limit: int) -> Iterator[Rival]:
    """As `communique serve` starts it, but without rate limits."""
    with running(f"sqlite:///{database}") as server:
        yield Rival("communique", server, f"/v1/quotes?{_list_of(speaker, limit)}", _in_page)


@contextmanager
def floor(database: Path, speaker: str, limit: int) -> Iterator[Rival]:
    """Bare Flask, sqlite3 and orjson on the server that the service has."""
    path = f"/v1/quotes?{_list_of(speaker, limit)}"
    with started([sys.executable, "-m", "bench.api.floor", str(database)], ready=path) as server:
        yield Rival("floor", server, path, _in_page)


@contextmanager
def fastapi(database: Path, speaker: str, limit: int, python: Path) -> Iterator[Rival]:
    """FastAPI, SQLAlchemy and pydantic on uvicorn, with uvloop and httptools."""
    path = f"/v1/quotes?{_list_of(speaker, limit)}"
    options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    command = [str(python), "-m", "uvicorn", "bench.api.fastapi_app:app", *options]
    with started(command, ready=path, DATABASE=str(database)) as server:
        yield Rival("fastapi", server, path, _in_page)


@contextmanager
def datasette(database: Path, speaker: str, limit: int, python: Path) -> Iterator[Rival]:
    """Datasette with one query that makes the items by SQLite's own functions."""
    metadata = database.with_name("datasette.json")
    queries = {"quotes": {"sql": DATASETTE}}
    metadata.write_bytes(orjson.dumps({"databases": {database.stem: {"queries": queries}}}))
    path = f"/{database.stem}/quotes.json?{_list_of(speaker, limit, _shape='array', _json=AS_JSON)}"
    command = [str(python), "-m", "datasette", "serve", str(database), "--metadata", str(metadata)]
    with started(command, ready=path) as server:
        yield Rival("datasette", server, path, list)
