"""Databases for all tests: real SQLite files, built by the migrations."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from services import migrate
from store.engine import make_engine, make_sessions


class QueryRecorder:
    """The SQL that an engine was sent inside the block, without what starts and counts transactions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
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
        if not statement.startswith(("BEGIN", "PRAGMA user_version")):
            self.statements.append(statement)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def database_url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of an empty migrated database of the test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'test.sqlite3')}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
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
