"""Databases for all tests, which run on SQLite and on Postgres."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

import extraction
from api.settings import Settings
from services import clock
from store.engine import make_engine, make_sessions
from store.models import Actor
from tests.databases import Postgres, Sqlite, embedded_postgres
from tests.disks import Disk, mount
from tests.factories import create_actor

# No test is timed: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

DATABASES = ("sqlite", "postgres")

_UNCOUNTED = ("BEGIN", "PRAGMA user_version", "SELECT pg_current_snapshot", "LOCK TABLE judgements")
_ENVIRONMENT = dict(os.environ)  # before any test changes it

# An engine keeps the SQL that it has compiled, and connections; to make them again takes a third of a test's time.
_engine_for = lru_cache(4)(make_engine)

extract_once = cache(extraction.extract)
"""Extract the facts of a text, which are always the same, as tests/extraction shows; those found before are kept."""


class QueryRecorder:
    """The SQL that an engine was sent inside the block, without what starts and counts transactions.

    Statements that begin with one of `uncounted` are left out, too.
    """

    def __init__(self, engine: Engine, *uncounted: str) -> None:
        self.engine = engine
        self.uncounted = (*_UNCOUNTED, *uncounted)
        self.statements: list[str] = []

    def __enter__(self) -> "QueryRecorder":
        self.statements.clear()
        event.listen(self.engine, "before_cursor_execute", self._record)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._record)

    def __len__(self) -> int:
        return len(self.statements)

    def _record(self, _connection, _cursor, statement, *_: object) -> None:
        if not statement.startswith(self.uncounted):
            self.statements.append(statement)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, help="run tests that need a database on this one only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a database on all of them, or on those that its marker `database` names."""
    if "databases" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("database")
        asked = metafunc.config.getoption("database")
        names = [name for name in (marker.args if marker else DATABASES) if asked in (None, name)]
        metafunc.parametrize("databases", names, indirect=True)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    return Sqlite(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> Iterator[Postgres]:
    """A server for each process that runs tests, but that in DATABASE_URL, which they share."""
    given = make_url(Settings.load(_ENVIRONMENT).database_url)
    server = nullcontext(given) if given.get_backend_name() == "postgresql" else embedded_postgres()
    with server as url, Postgres(url, f"communique_test_{worker_id}").serving() as postgres:
        yield postgres


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Sqlite | Postgres:
    """Makes databases; a test has it once for each kind of database."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def database_url(databases: Sqlite | Postgres) -> Iterator[str]:
    """The URL of a migrated database without a row that only this test uses. It is not to alter the schema."""
    with databases.emptied() as url:
        yield url


@pytest.fixture
def blank_url(databases: Sqlite | Postgres) -> Iterator[str]:
    """The URL of a database of the test's own that has no schema yet."""
    with databases.database(migrated=False) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = _engine_for(database_url).execution_options()  # a copy with events of its own
    yield engine
    if engine.dialect.name == "sqlite":  # the next test has another file
        engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_sessions(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        yield session


@pytest.fixture
def reader(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """A second session, that has loaded nothing of what the first one stored."""
    with sessions() as session:
        yield session


@pytest.fixture
def queries_sent(engine: Engine) -> QueryRecorder:
    """`with queries_sent: ...` and then `len(queries_sent)`."""
    return QueryRecorder(engine)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A separate disk of 8 MiB for the test, if the system can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", folder)
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("only root can mount a disk")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the time of all services."""
    return lambda now: monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def iraq(session: Session) -> Actor:
    return create_actor(session, name="Iraq", country="IQ")


@pytest.fixture
def iran(session: Session) -> Actor:
    return create_actor(session, name="Iran", country="IR")
