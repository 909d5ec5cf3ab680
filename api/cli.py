"""The command line."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
from marshmallow import ValidationError
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from tqdm import tqdm

from api.settings import Settings, SettingsError
from ontology.enums import Scope
from schemas.articles import BatchIn
from schemas.brief import BriefOut
from services import migrate as migrations
from services.errors import ServiceError
from store import queries
from store.engine import make_engine, make_sessions

# What imports the language engine is imported where it is used: it takes a second, and --help should not.


@click.group(epilog="The database is DATABASE_URL, by default communique.sqlite3 in the working folder.")
def main() -> None:
    """Structured geopolitical briefs from news articles and official statements."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Migrate the database, seed it when empty, and serve until Ctrl-C."""
    from api import app, logs, server

    try:
        address = server.check_address(host, port)
    except server.AddressError as error:
        raise click.ClickException(f"{error} Choose another one with --host and --port.") from error
    with _database() as engine:
        _migrate(engine)
        if not server.is_loopback(host):
            _need_key(engine)
        _seed(engine)
    click.echo("Loading the language model")
    logs.configure(sys.stderr)
    flask_app = app.create_app()
    click.echo(f"Serving on http://{address} (its documentation is at /docs); Ctrl-C stops it")
    server.serve(flask_app, host, port)


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with _database() as engine:
        _migrate(engine)


@main.command()
def seed() -> None:
    """Load the articles that ship with the service, if the database has none."""
    with _database() as engine:
        _need_migrations(engine)
        _seed(engine)


@main.command()
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--published-at", metavar="DATE", help="When FILE was published: 2021-07-26, 2021-07 or 2021.")
@click.option(
    "--batch",
    nargs=2,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="IN OUT",
    help='Read {"id", "text", "published_at"} a line of IN, write {"id", "brief"} a line of OUT.',
)
def extract(file: BinaryIO | None, published_at: str | None, batch: tuple[Path, Path] | None) -> None:
    """Print the brief of a text, storing nothing.

    FILE is plain text in UTF-8, or a web page when its name ends in .html or .htm; - reads text from the standard
    input.

    A batch goes on after a line it cannot read, reports it by its number, and ends with status 1.
    """
    if batch and file is None and published_at is None:
        sys.exit(0 if _extract_batch(*batch) else 1)
    if batch or file is None:
        raise click.UsageError("Give FILE, with or without --published-at, or --batch IN OUT.")
    try:
        article = _article(file)
        if published_at is not None:
            article["published_at"] = published_at
        click.echo(orjson.dumps(_brief(**article)))
    except (ServiceError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error


@main.group()
def keys() -> None:
    """The keys that callers of a server show. The first one closes it for all others."""


@keys.command()
@click.option("--label", required=True, help="Whose key it is, or what for.")
@click.option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it is good for; may be given several times.",
)
@click.option("--days", type=click.IntRange(1, 36500), help="How long it is valid; for ever when left out.")
def create(label: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a key and print it, once: only its hash is stored."""
    from services import keys as service

    with _keys() as session:
        row, key = service.create(session, label=label, scopes=map(Scope, scopes), days=days)
    click.echo(f"{row.id}, for {row.label}: {', '.join(row.scopes)}. Keep the key; it cannot be shown again.", err=True)
    click.echo(key)


@keys.command("list")
def list_() -> None:
    """Print all keys there have been, a line each, with tabs between: id, label, scopes, made, expires, revoked."""
    with _keys() as session:
        for key in queries.list_keys(session):
            times = [f"{time:%F %T}" if time else "-" for time in (key.created_at, key.expires_at, key.revoked_at)]
            click.echo("\t".join((key.id, key.label, ",".join(key.scopes), *times)))


@keys.command()
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """Let a key, given by its id, open nothing any more. It holds from the next request on."""
    from services import keys as service

    with _keys() as session:
        row = service.revoke(session, key_id)
    click.echo(f"Revoked {row.id}: {row.label}")


@contextmanager
def _keys() -> Iterator[Session]:
    with _database() as engine, make_sessions(engine)() as session:
        _need_migrations(engine)
        try:
            yield session
        except ServiceError as error:
            raise click.ClickException(str(error)) from error


def _article(file: BinaryIO) -> dict[str, Any]:
    from services import pages

    if getattr(file, "name", "").lower().endswith((".html", ".htm")):  # what is piped in may have no name
        return {**pages.read(file.read())}
    return {"text": file.read().decode("utf-8-sig")}


def _extract_batch(source: Path, target: Path) -> bool:
    """Whether every line of the source has its brief in the target."""
    if target.exists() and target.samefile(source):
        raise click.UsageError("IN and OUT are the same file.")
    complete = True
    with (
        source.open("rb") as lines,
        target.open("wb") as briefs,
        tqdm(total=source.stat().st_size, unit="B", unit_scale=True, disable=None) as progress,
    ):
        for number, line in enumerate(lines, 1):
            try:
                briefs.write(_batch_line(line))
            except (ServiceError, ValidationError, ValueError) as error:
                complete = False
                tqdm.write(f"line {number}: {error}", file=sys.stderr)
            progress.update(len(line))
    return complete


def _batch_line(line: bytes) -> bytes:
    article = BatchIn().load(orjson.loads(line.decode("utf-8-sig")))
    public_id = article.pop("id")
    return orjson.dumps({"id": public_id, "brief": _brief(**article)}, option=orjson.OPT_APPEND_NEWLINE)


def _brief(**article: Any) -> Any:
    from services import articles

    return BriefOut().dump(articles.preview(None, **article))


@contextmanager
def _database() -> Iterator[Engine]:
    try:
        url = Settings.load(os.environ).database_url
        click.echo(f"Database {make_url(url).render_as_string(hide_password=True)}", err=True)
        engine = make_engine(url)
        yield engine
        engine.dispose()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"The database does not work: {error}") from error


def _need_migrations(engine: Engine) -> None:
    if not migrations.is_current(engine):
        raise click.ClickException("The database lacks migrations; run: communique migrate")


def _need_key(engine: Engine) -> None:
    with make_sessions(engine)() as session:
        if not queries.has_keys(session):
            raise click.ClickException(
                "Without a key anybody could read and write, so only this machine is served. "
                "Make one first: communique keys create --label NAME --scope read --scope write"
            )


def _migrate(engine: Engine) -> None:
    click.echo("Migrating to the newest schema")
    migrations.upgrade(engine)


def _seed(engine: Engine) -> None:
    from services import seed as seeds

    with make_sessions(engine)() as session:
        for article in seeds.seed(session):
            click.echo(f"Seeded {article.id}: {article.title}")
