"""Compare the search index with one rebuilt from the rows."""

from importlib import import_module

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from store.models import Actor, Article, Event, Position, Quote

VECTORS = import_module("migrations.versions.0008_search_postgres")

_TABLES = (
    "CREATE VIRTUAL TABLE temp.fresh USING fts5(name, body, tokenize = 'unicode61 remove_diacritics 2')",
    "INSERT INTO temp.fresh (rowid, name, body) SELECT id, name, body FROM search_documents",
    "CREATE VIRTUAL TABLE temp.found USING fts5vocab('main', 'search_index', 'instance')",
    "CREATE VIRTUAL TABLE temp.expected USING fts5vocab('temp', 'fresh', 'instance')",
)


def words(session: Session) -> set[str]:
    """All words in the index; that they are those of the rows, each at its place, is asserted."""
    connection = session.connection()
    return _of_sqlite(session, connection) if connection.dialect.name == "sqlite" else _of_postgres(connection)


def _of_postgres(connection: Connection) -> set[str]:
    found: set[str] = set()
    for table, vector in (VECTORS.GENERATED | VECTORS.SET).items():
        wrong = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE search IS DISTINCT FROM {vector}")  # noqa: S608
        assert wrong.all() == []
        found.update(connection.scalars(text(f"SELECT word FROM ts_stat('SELECT search FROM {table}')")))  # noqa: S608
    return found


def _of_sqlite(session: Session, connection: Connection) -> set[str]:
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    order = "ORDER BY doc, col, offset"
    found = connection.exec_driver_sql(f"SELECT doc, col, offset, term FROM temp.found {order}").all()  # noqa: S608
    expected = connection.exec_driver_sql(f"SELECT doc, col, offset, term FROM temp.expected {order}").all()  # noqa: S608
    for table in ("found", "expected", "fresh"):
        connection.exec_driver_sql(f"DROP TABLE temp.{table}")
    assert found == expected
    entries = connection.exec_driver_sql("SELECT count(*) FROM search_index_docsize").scalar()
    assert entries == sum(
        session.scalar(select(func.count()).select_from(kind)) for kind in (Article, Actor, Quote, Event, Position)
    )
    return {term for *_, term in found}
