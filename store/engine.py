"""Engines and sessions: what SQLite has to be told so that it behaves as Postgres does."""

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

_WRITES = "communique_writes"

# Postgres: serialization failure, deadlock.
_CLASHES = ("40001", "40P01")

_FULL = "The disk of the database is full."
_READ_ONLY = "The database is read-only."
_DAMAGED = "The file of the database is damaged, or none of SQLite's."
# By the first byte of SQLite's code, and by Postgres's.
_TROUBLES: dict[int | str, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_BUSY: "The database is locked by another process.",
    sqlite3.SQLITE_IOERR: "The disk of the database fails.",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened; its folder must be there, and writable.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    "53100": _FULL,
    "25006": _READ_ONLY,
}

# The number of a lock means what its users agree on; it is one of the database.
_MIGRATION = int.from_bytes(b"migrate")

_USER_VERSION = "PRAGMA user_version"
_LAST_VERSION = 2**31 - 1

# A replica does not tell which transactions are running, but how far it has come.
_SNAPSHOT = "SELECT pg_current_snapshot()::text || coalesce(pg_last_wal_replay_lsn()::text, '')"

_WAL_ATTEMPTS = 1000

# Of a Postgres that is gone without a word, or a network that is cut: seconds, and milliseconds in the last one.
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_SETTINGS = {
    "timezone": "utc",  # the first and the last year of the calendar overflow in any other zone
    # What the planner thinks worth its while for a whole table takes longer than a page of it: tables for a million
    # rows to remember, processes to share the work with, code to compile.
    "enable_memoize": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
_OPTIONS = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())

_PRAGMAS = (
    "PRAGMA busy_timeout = 10000",  # first: the others may have to wait as well
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


def make_engine(url: str) -> Engine:
    """An engine for a SQLite or Postgres URL; raises sqlalchemy.exc.ArgumentError for a malformed one.

    Its errors, which are logged, leave out the values that a statement was given: they may be a whole text.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            max_overflow=-1,  # who asks are threads, of which there are few; none of them is to wait for another
            # A brief is read in several statements; they have to see one state, as they do on SQLite.
            isolation_level="REPEATABLE READ",
            connect_args=patience(parts)
            | {"options": " ".join([*parts.normalized_query.get("options", ()), _OPTIONS])},
        )
    # Left alone, Python's driver starts transactions late and keeps reads and DDL out of them.
    engine = create_engine(url, hide_parameters=True, connect_args={"isolation_level": None}, json_serializer=_json)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _open_anew)
    return engine


def patience(url: URL) -> dict[str, int]:
    """How long a connection to Postgres waits for what may never come, as libpq's settings; the URL may have others."""
    return {name: value for name, value in _PATIENCE.items() if name not in url.query}


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """A session factory; rows stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_write(session: Session) -> None:
    """Start a transaction that will write; the session must not be in one.

    On SQLite it takes the write lock at once: two writers wait for each other, where a reader that turns
    writer would fail if another one came first.
    """
    connection = session.connection(execution_options={_WRITES: True})
    if connection.dialect.name == "sqlite":
        # A number in the file's header, part of the transaction; Postgres counts for itself. Not counted up: a file
        # that is put back or made anew would come to the same numbers with other contents.
        version = (int(version_of(connection)) + 1 + secrets.randbelow(_LAST_VERSION - 1)) % _LAST_VERSION
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def version_of(connection: Connection) -> str:
    """What changes with every transaction that writes: two readers who get the same see the same."""
    if connection.dialect.name == "sqlite":
        try:  # past SQLAlchemy, as every answer asks for it
            return str(_driver(connection).execute(_USER_VERSION).fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise OperationalError(_USER_VERSION, None, error, hide_parameters=True) from error
    return str(connection.exec_driver_sql(_SNAPSHOT).scalar_one())


def is_clash(error: DBAPIError) -> bool:
    """Whether a transaction failed because of another writer, so that it may well succeed when done again."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _CLASHES


def trouble(error: DBAPIError) -> str | None:
    """What is wrong with the place where the database is, as a sentence for users; None if it is something else."""
    return _TROUBLES.get(_code(error.orig))


@contextmanager
def schema_change(connection: Connection) -> Iterator[None]:
    """For migrations: the connection's next transaction writes, and SQLite may drop tables it has copied.

    With its foreign keys on, dropping a table deletes every row that refers to it, and inside a transaction
    they cannot be turned off. A copy does not get the name of its table while views and triggers that use the
    table are checked: these are not to follow the copy.
    """
    connection.execution_options(**{_WRITES: True})
    if connection.dialect.name != "sqlite":
        # What another migration has done while this one waited for it is to be seen.
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
    """Wait until no other migration is under way, and let none start before the transaction ends.

    On SQLite a transaction that writes has done both when it starts.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION})")


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """For comparing a database with the models: what is there on one kind of database only is the migrations' own."""
    return not (
        kind in ("table", "index", "column")
        and name is not None
        and name.startswith(("search", "latest", "procrastinate"))
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
    """Two that turn a new file to WAL at once are in each other's way; SQLite does not let one wait."""
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


def _open_anew(context: ExceptionContext) -> None:
    """What was opened while the file was read-only stays so when the file can be written again."""
    if _code(context.original_exception) == sqlite3.SQLITE_READONLY:
        context.is_disconnect = True


def _code(error: BaseException | None) -> int | str:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF or getattr(error, "sqlstate", None) or ""


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # past SQLAlchemy: it takes no lock yet, so nothing can go wrong
        _driver(connection).execute("BEGIN")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
