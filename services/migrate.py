"""Migrations of a database to the newest schema."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from services.errors import UnknownSchema


def upgrade(engine: Engine) -> None:
    """Run all migrations that the database lacks, or none of them when one fails.

    Raises UnknownSchema.
    """
    check_known(engine)
    with engine.connect() as connection:
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Return whether the database has exactly the migrations of this version."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        heads = ScriptDirectory.from_config(_config(connection)).get_heads()
        return set(context.get_current_heads()) == set(heads)


def check_known(engine: Engine) -> None:
    """Raise UnknownSchema for a database with migrations that this version does not have."""
    with engine.connect() as connection:
        known = {script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()}
        unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise UnknownSchema(unknown)


def revision(connection: Connection) -> str | None:
    """Return the last migration of the database; None when it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config
