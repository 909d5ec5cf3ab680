"""Engines and sessions, with the settings that make SQLite behave as Postgres does."""

import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import orjson
import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

_WRITES = "communique_writes"

# Postgres: serialization failure, deadlock.
_CLASH_STATES = ("40001", "40P01")

_FULL = "The disk of the database is full."
_READ_ONLY = "The database is read-only."
_DAMAGED = "The file of the database is damaged, or is not a SQLite database."
_TOO_LONG = "The queries for this answer take too long; narrow them down by filters, or ask for less of it."
# By the first byte of the error code of SQLite, or by the SQLSTATE of Postgres.
_TROUBLES: dict[int | str, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_BUSY: "The database is locked by another process.",
    sqlite3.SQLITE_IOERR: "The disk of the database has errors.",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened; its folder must exist and be writable.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_INTERRUPT: _TOO_LONG,
    "57014": _TOO_LONG,
    "53100": _FULL,
    "25006": _READ_ONLY,
}

_ROOM_BYTES = 1024 * 1024

# The number of the advisory lock that migrations of a database take.
_MIGRATION_LOCK = int.from_bytes(b"migrate")

_USER_VERSION = "PRAGMA user_version"
_LAST_VERSION = 2**31 - 1

# A replica does not know which transactions are running, only the last one it has replayed.
_SNAPSHOT = "SELECT pg_current_snapshot()::text || coalesce(pg_last_wal_replay_lsn()::text, '')"

_WAL_ATTEMPTS = 1000

# For a Postgres server that has disappeared, or a broken network. Seconds, but milliseconds for the last one.
_TIMEOUTS = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_SETTINGS = {
    "timezone": "utc",  # the first and the last year of the calendar overflow in any other zone
    # The planner chooses these for reading a whole table; for a page of it they take longer: a cache for a million
    # rows, parallel workers, compiled code.
    "enable_memoize": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
_OPTIONS = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())

_PRAGMAS = (
    "PRAGMA busy_timeout = 10000",  # first, because the others may have to wait, too
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


def make_engine(url: str) -> Engine:
    """Make an engine for a SQLite or Postgres URL; raises sqlalchemy.exc.ArgumentError for a malformed one.

    Its errors, which are logged, leave out the parameters of a statement: one may be a whole text.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            max_overflow=-1,  # callers are a few threads, and none has to wait for another
            # A brief is read in several statements, which must see one state, as they do on SQLite.
            isolation_level="REPEATABLE READ",
            connect_args=timeouts(parts)
            | {"options": " ".join([*parts.normalized_query.get("options", ()), _OPTIONS])},
        )
    # By default, Python's driver starts transactions late, and not for reads or DDL.
    engine = create_engine(url, hide_parameters=True, connect_args={"isolation_level": None}, json_serializer=_json)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _reopen)
    return engine


def timeouts(url: URL) -> dict[str, int]:
    """Return the timeouts of a connection to Postgres, as settings of libpq, unless the URL sets them."""
    return {name: value for name, value in _TIMEOUTS.items() if name not in url.query}


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Make a session factory; rows stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_write(session: Session, *, alone: bool = False) -> None:
    """Start a transaction that will write; the session must not be in one.

    On SQLite it takes the write lock at once: a writer waits for another one, whereas a reader that starts to write
    fails when another writer was faster. On Postgres, too, one that writes `alone` and other writers wait for each
    other; the lock comes before the first query, so that the transaction sees what it has waited for.
    """
    connection = session.connection(execution_options={_WRITES: True})
    change_version(connection)
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"LOCK TABLE judgements IN {'EXCLUSIVE' if alone else 'ROW SHARE'} MODE")


def change_version(connection: Connection) -> None:
    """Let the transaction of the connection, which writes, change the version of the store."""
    if connection.dialect.name == "sqlite":
        # A number in the header of the file, part of the transaction; Postgres has its own. It is random: if it
        # counted up, a file that is restored or recreated would get the same numbers with other contents.
        version = (int(version_of(connection)) + 1 + secrets.randbelow(_LAST_VERSION - 1)) % _LAST_VERSION
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def settle_counts(session: Session) -> None:
    """Add the changes of committed transactions to the kept counts. On SQLite, triggers have done so.

    If the connection is lost, the next call adds them.
    """
    engine = session.get_bind()
    if engine.dialect.name != "sqlite":
        with suppress(DBAPIError), engine.engine.connect() as connection:
            # In REPEATABLE READ, the counts that another transaction has just changed could not be changed.
            add_counts(connection.execution_options(isolation_level="AUTOCOMMIT"))


def add_counts(connection: Connection) -> None:
    """Add the changes of committed transactions, and of its own, to the kept counts; nothing on SQLite."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SELECT settle_counts()")


def version_of(connection: Connection) -> str:
    """Return a string that changes with every transaction that writes; readers of the same string see the same."""
    if connection.dialect.name == "sqlite":
        try:  # past SQLAlchemy, because every request does it
            return str(_driver(connection).execute(_USER_VERSION).fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise OperationalError(_USER_VERSION, None, error, hide_parameters=True) from error
    return str(connection.exec_driver_sql(_SNAPSHOT).scalar_one())


def is_clash(error: DBAPIError) -> bool:
    """Return whether a transaction failed because of another writer, so that a retry may succeed."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _CLASH_STATES


def trouble(error: DBAPIError) -> str | None:
    """Return what is wrong with the disk, the file or the lock of the database, for users; None for other errors."""
    return _TROUBLES.get(_code(error.orig))


def has_full_disk(engine: Engine) -> bool:
    """Return whether the disk of a SQLite file has no room for an article; that of Postgres cannot be looked at."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return file is not None and os.path.exists(file) and shutil.disk_usage(file).free < _ROOM_BYTES


def interrupt(connection: object) -> None:
    """End the query that another thread runs on a connection, if any; it fails there, with a `trouble`."""
    if isinstance(connection, sqlite3.Connection):
        connection.interrupt()
    elif isinstance(connection, psycopg.Connection):
        connection.cancel()


@contextmanager
def schema_change(connection: Connection) -> Iterator[None]:
    """Let the next transaction of the connection write, and SQLite drop tables that it has copied; for migrations.

    With foreign keys on, dropping a table deletes every row that refers to it, and they cannot be turned off inside a
    transaction. A copy cannot get the name of its table while SQLite checks the views and triggers that use the table.
    """
    connection.execution_options(**{_WRITES: True})
    if connection.dialect.name != "sqlite":
        # It must see what another migration did while this one waited for it.
        connection.execution_options(isolation_level="READ COMMITTED")
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("PRAGMA legacy_alter_table = ON")
    try:
        yield
    finally:
        driver.execute("PRAGMA legacy_alter_table = OFF")
        driver.execute("PRAGMA foreign_keys = ON")
        driver.close()


def keep_migrations_out(connection: Connection) -> None:
    """Wait for other migrations to end, and keep new ones waiting until the transaction ends.

    On SQLite every transaction that writes does so.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether a part of a database must be in the models: some exist on one kind of database, by migrations."""
    return not (
        kind in ("table", "index", "column")
        and name is not None
        and name.startswith(("search", "latest", "procrastinate", "uncounted"))
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: DBAPICursor) -> None:
    """Switch to WAL; two processes that do so with a new file at once fail, because SQLite does not let one wait."""
    for _ in range(_WAL_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.01)
        else:
            return
    cursor.execute("PRAGMA journal_mode = WAL")


def _reopen(context: ExceptionContext) -> None:
    """Replace connections that were opened while the file was read-only: they would stay read-only."""
    if _code(context.original_exception) == sqlite3.SQLITE_READONLY:
        context.is_disconnect = True


def _code(error: BaseException | None) -> int | str:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF or getattr(error, "sqlstate", None) or ""


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # past SQLAlchemy: it takes no lock, so nothing can go wrong
        _driver(connection).execute("BEGIN")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
