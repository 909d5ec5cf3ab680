"""The database that a command works on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import psycopg
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from api.http.objects import render
from api.settings import Settings, SettingsError
from services import migrate
from services.changes import feed, rendering
from services.errors import ServiceError
from services.webhooks import addresses
from store.engine import make_engine, make_sessions, trouble


@contextmanager
def connected() -> Iterator[Engine]:
    """Open the engine of DATABASE_URL, and print that without its password on the standard error."""
    try:
        settings = Settings.load(os.environ)
        url = settings.database_url
        rendering.use(render)
        feed.keep(settings.feed_retention)
        addresses.allow(settings.webhook_networks)
        click.echo(f"Database {make_url(url).render_as_string(hide_password=True)}", err=True)
        engine = make_engine(url)
        yield engine
        engine.dispose()
    except (SettingsError, ServiceError) as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        reason = trouble(error)
        detail = f"{reason} The command stored nothing more." if reason else f"The database failed: {error.orig}"
        raise click.ClickException(detail) from error
    except (SQLAlchemyError, psycopg.Error) as error:
        raise click.ClickException(f"The database failed: {error}") from error


@contextmanager
def opened() -> Iterator[Session]:
    """Open a session on a database with the newest schema; an error of a service ends the command with its message."""
    with connected() as engine, make_sessions(engine)() as session:
        need_migrations(engine)
        try:
            yield session
        except (ServiceError, OSError) as error:
            raise click.ClickException(str(error)) from error


def need_migrations(engine: Engine) -> None:
    """Refuse to work on a database without the newest schema."""
    if not migrate.is_current(engine):
        migrate.check_known(engine)
        raise click.ClickException("The database lacks migrations; run: communique migrate")
