"""Commands that start the service and make its database."""

import os
import sys

import click
from sqlalchemy import Engine

from api.cli.database import connected, need_migrations
from api.settings import Settings
from services import migrate as migrations
from store import queries
from store.engine import make_sessions


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Migrate the database, seed it if it is empty, and serve until Ctrl-C."""
    from api import app, logs, server
    from services import extracting

    try:
        address = server.check_address(host, port)
    except server.AddressError as error:
        raise click.ClickException(f"{error} Choose another one with --host and --port.") from error
    with connected() as engine:
        _migrate(engine)
        if not server.is_loopback(host):
            _need_key(engine)
        click.echo("Loading the language model")
        extracting.work_apart()
        extracting.warm_up()
        _seed(engine)
    logs.configure(sys.stderr)
    settings = Settings.load(os.environ)
    flask_app = app.create_app()
    click.echo(f"Serving on http://{address} (documentation at /docs); press Ctrl-C to stop")
    server.serve(flask_app, host, port, settings)


@click.command()
def migrate() -> None:
    """Migrate the database to the newest schema."""
    with connected() as engine:
        _migrate(engine)


@click.command()
def seed() -> None:
    """Load the articles that ship with the service, if the database has none."""
    with connected() as engine:
        need_migrations(engine)
        _seed(engine)


def _need_key(engine: Engine) -> None:
    with make_sessions(engine)() as session:
        if not queries.has_api_keys(session):
            raise click.ClickException(
                "Without a key anybody could read and write, so only this machine is served. "
                "Create one first: communique keys create --label NAME --scope read --scope write"
            )


def _migrate(engine: Engine) -> None:
    click.echo("Migrating to the newest schema")
    migrations.upgrade(engine)


def _seed(engine: Engine) -> None:
    from services import seed as seeds

    with make_sessions(engine)() as session:
        for article in seeds.seed(session):
            click.echo(f"Seeded {article.id}: {article.title}")
