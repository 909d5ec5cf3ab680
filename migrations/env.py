"""Run Alembic on the connection that services.migrate passes, or on DATABASE_URL."""

import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection

from store.engine import change_version, is_modelled, keep_migrations_out, make_engine, schema_change
from store.models import Base


def run(connection: Connection) -> None:
    """Run the migrations in one transaction, so that a failure leaves the schema as it was."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_modelled,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with schema_change(connection), context.begin_transaction():
        keep_migrations_out(connection)
        migrations = context.get_context()
        before = migrations.get_current_heads()
        context.run_migrations()
        if migrations.get_current_heads() != before:
            change_version(connection)


def main() -> None:
    """Find the connection and run the migrations."""
    config = context.config
    if connection := config.attributes.get("connection"):
        run(connection)
        return
    if config.config_file_name:
        fileConfig(config.config_file_name, disable_existing_loggers=False)
    engine = make_engine(os.environ.get("DATABASE_URL", "sqlite:///communique.sqlite3"))
    with engine.connect() as connection:
        run(connection)


main()
