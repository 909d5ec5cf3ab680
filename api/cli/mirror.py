"""Copy a service into another database and keep the copy up to date by following its feed of changes."""

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import click
import orjson
from sqlalchemy import Column, Engine, MetaData, Table, Text, delete, insert, select
from sqlalchemy.exc import DBAPIError

from api.settings import Settings, SettingsError
from store.engine import make_engine

Get = Callable[..., Any]
"""Takes a path with a query; returns the JSON of the answer or, with `lines`, the JSON of each of its lines."""

_METADATA = MetaData()
OBJECTS = Table(
    "mirror_objects",
    _METADATA,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("object", Text, nullable=False),
)
POSITIONS = Table(
    "mirror_positions", _METADATA, Column("source", Text, primary_key=True), Column("cursor", Text, nullable=False)
)

_ALL = "?" + "&".join(f"status={each}" for each in ("machine", "confirmed", "corrected", "rejected", "contested"))
_LISTS = {
    "article": "",
    "actor": "",
    "issue": "",
    "occurrence": "",
    "quote": _ALL,
    "event": _ALL,
    "position": _ALL,
    "judgement": "",
}
_PAGE = 500
_IDS = 50  # in one query
_WAIT_S = 30
_RETRY_S = 2
_TIMEOUT_S = 90
_EXPIRED = 410
_PRINTABLE = re.compile(r"[!-~]+")
_PASSING = (429, 500, 502, 503, 504)


@click.command()
@click.argument("url")
@click.argument("target_database")
@click.option("--key", envvar="COMMUNIQUE_KEY", help="A key with the scope read; defaults to COMMUNIQUE_KEY.")
@click.option("--once", is_flag=True, help="Stop at the end of the feed instead of waiting for changes.")
def mirror(url: str, target_database: str, key: str | None, *, once: bool) -> None:
    """Copy the service at URL into TARGET_DATABASE, and keep the copy up to date by following /v1/changes.

    TARGET_DATABASE is a URL such as sqlite:///copy.sqlite3 or postgresql://user@host/database. Its table
    mirror_objects has a row for each object: kind, id, and the JSON object as the lists of the service return it.

    You can stop the command at any time. It stores each page of changes together with its cursor, and the next run
    continues from that cursor. While the service is unavailable, it retries. If the cursor has expired, it reads all
    lists again.
    """
    try:
        target = Settings.load({"DATABASE_URL": target_database}).database_url
    except SettingsError as error:
        raise click.BadParameter(str(error).replace("DATABASE_URL", "It"), param_hint="TARGET_DATABASE") from error
    source = _address(url)
    if key and not _PRINTABLE.fullmatch(key):
        raise click.BadParameter("It must be a key such as cmq_...", param_hint="--key")
    engine = make_engine(target)
    try:
        for count in follow(engine, source, patiently(getting(source, key)), once=once):
            click.echo(f"{count} changes" if count else "Up to date", err=True)
    except urllib.error.HTTPError as error:
        raise click.ClickException(_reason(error)) from error
    except DBAPIError as error:
        raise click.ClickException(f"{engine.url.render_as_string()}: {error.orig}") from error
    finally:
        engine.dispose()


def _address(url: str) -> str:
    """Return the URL of a service without a trailing slash; raises BadParameter."""
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # the port is not a number, or too large
        is_usable = False
    if not is_usable or not _PRINTABLE.fullmatch(url) or "?" in url or "#" in url:
        raise click.BadParameter(
            "It must be the address of a service, such as http://localhost:8000.", param_hint="URL"
        )
    return url.rstrip("/")


def follow(engine: Engine, source: str, get: Get, *, once: bool) -> Iterator[int]:
    """Bring the copy of a source up to date and keep it up to date; yield the number of changes of each page.

    Raises ClickException when the database holds a copy of another source.
    """
    _METADATA.create_all(engine)
    with engine.connect() as connection:
        copied = connection.execute(select(POSITIONS.c.source, POSITIONS.c.cursor)).first()
    if copied is not None and copied.source != source:
        raise click.ClickException(f"The database holds a copy of {copied.source}. Use another database.")
    cursor = copied.cursor if copied is not None else None
    while True:
        if cursor is None:
            cursor = _start(engine, source, get)
        wait = 0 if once else _WAIT_S
        try:
            page = get(f"/v1/changes?since={cursor}&include=object&limit={_PAGE}&wait={wait}")
        except urllib.error.HTTPError as error:
            if error.code != _EXPIRED:
                raise
            cursor = None
            continue
        cursor = page["cursor"]
        _apply(engine, source, page["items"], cursor)
        yield len(page["items"])
        if once and not page["items"]:
            return


def _start(engine: Engine, source: str, get: Get) -> str:
    """Replace the copy with all lists, and return a cursor from before they were read.

    The feed repeats the changes that were made during the reading; applying them twice is harmless.
    """
    cursor: str = get("/v1/changes?since=now&limit=1")["cursor"]
    with engine.begin() as connection:
        connection.execute(delete(OBJECTS))
        known: dict[str, set[str]] = {kind: set() for kind in _LISTS}
        named: dict[str, set[str]] = {kind: set() for kind in _LISTS}
        for kind, query in _LISTS.items():
            with closing(get(f"/v1/{kind}s{query}", lines=True)) as items:
                for some in _batches(items):
                    known[kind].update(item["id"] for item in some)
                    for item in some:
                        _name(kind, item, named)
                    connection.execute(insert(OBJECTS), [_row(kind, item) for item in some])
        for kind in ("actor", "issue"):  # the lists omit a record if all facts about it are rejected
            for some in _batches(sorted(named[kind] - known[kind]), _IDS):
                ids = "&".join(f"id={each}" for each in some)
                found = get(f"/v1/{kind}s?limit={_PAGE}&{ids}")["items"]
                if found:
                    connection.execute(insert(OBJECTS), [_row(kind, item) for item in found])
        _place(connection, source, cursor)
    return cursor


def _name(kind: str, item: dict[str, Any], named: dict[str, set[str]]) -> None:
    """Add the records that a fact refers to."""
    speaker = item["speaker"]["actor_id"] if kind == "quote" and item["speaker"] else None
    held = [item["holder"]] if kind == "position" else []
    taking_part = [*item["actors"], *item["recipients"]] if kind == "event" else []
    for each in (speaker, *held, *taking_part):
        actor_id = each["id"] if isinstance(each, dict) else each
        if actor_id is not None:
            named["actor"].add(actor_id)
    if kind == "position":
        named["issue"].add(item["issue"]["id"])


def _apply(engine: Engine, source: str, changes: Iterable[dict[str, Any]], cursor: str) -> None:
    """Store a page of changes and its cursor in one transaction.

    Each change has the current object, so only the last change of an object counts.
    """
    last = {(change["kind"], change["id"]): change for change in changes}
    gone = ("delete", "merge")
    with engine.begin() as connection:
        for kind, public_id in last:
            connection.execute(delete(OBJECTS).where(OBJECTS.c.kind == kind, OBJECTS.c.id == public_id))
        rows = [
            _row(kind, change["object"])
            for (kind, _), change in last.items()
            if change["operation"] not in gone and change["object"] is not None
        ]
        if rows:
            connection.execute(insert(OBJECTS), rows)
        _place(connection, source, cursor)


def _place(connection: Any, source: str, cursor: str) -> None:
    connection.execute(delete(POSITIONS).where(POSITIONS.c.source == source))
    connection.execute(insert(POSITIONS).values(source=source, cursor=cursor))


def _row(kind: str, item: dict[str, Any]) -> dict[str, str]:
    return {"kind": kind, "id": item["id"], "object": orjson.dumps(item).decode()}


def _batches(items: Iterable[Any], size: int = _PAGE) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


# --- over HTTP --------------------------------------------------------------------------------------------------------


def getting(url: str, key: str | None) -> Get:
    """Return a function that gets JSON from a path of a service.

    It raises HTTPError for an error of the service, and another OSError while the service is unavailable.
    """
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(path: str, *, lines: bool = False) -> Any:
        accept = "application/x-ndjson" if lines else "application/json"
        request = urllib.request.Request(url + path, headers=headers | {"Accept": accept})  # noqa: S310 - see `mirror`
        answer = urllib.request.urlopen(request, timeout=_TIMEOUT_S)  # noqa: S310
        if lines:
            return _lines(answer)
        with answer:
            return orjson.loads(answer.read())

    return get


def _lines(answer: Any) -> Iterator[Any]:
    with answer:
        for line in answer:
            yield orjson.loads(line)


def patiently(get: Get) -> Get:
    """Return a `get` that retries while the service is unavailable or overloaded, except in the middle of a list."""

    def again(path: str, **options: Any) -> Any:
        while True:
            try:
                return get(path, **options)
            except urllib.error.HTTPError as error:
                if error.code not in _PASSING:
                    raise
                retry = error.headers.get("Retry-After", "")
                time.sleep(int(retry) if retry.isdecimal() else _RETRY_S)
            except (OSError, ValueError, http.client.HTTPException) as error:  # refused, cut off, or incomplete
                click.echo(f"No answer, retrying: {error}", err=True)
                time.sleep(_RETRY_S)

    return again


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return f"The service answers {error.code}: {orjson.loads(error.read())['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"The service answers {error.code}."
