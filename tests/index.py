"""Compare the search index with one rebuilt from the rows."""

from importlib import import_module

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

VECTORS = import_module("migrations.versions.0008_search_postgres")

_FTS5 = import_module("migrations.versions.0030_search_kinds")

_TABLES = (
    "CREATE VIRTUAL TABLE temp.fresh USING fts5(name, body, tokenize = 'unicode61 remove_diacritics 2')",
    "INSERT INTO temp.fresh (rowid, name, body) SELECT pk, name, body FROM search_{table}_documents",
    "CREATE VIRTUAL TABLE temp.found USING fts5vocab('main', 'search_{table}', 'instance')",
    "CREATE VIRTUAL TABLE temp.expected USING fts5vocab('temp', 'fresh', 'instance')",
)


def words(session: Session) -> set[str]:
    """All words in the index; that they are those of the rows, each at its place, is asserted."""
    connection = session.connection()
    return _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgres(connection)


def _of_postgres(connection: Connection) -> set[str]:
    found: set[str] = set()
    for table, vector in (VECTORS.GENERATED | VECTORS.SET | {"issues": "search_vector(label, NULL)"}).items():
        wrong = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE search IS DISTINCT FROM {vector}")  # noqa: S608
        assert wrong.all() == []
        found.update(connection.scalars(text(f"SELECT word FROM ts_stat('SELECT search FROM {table}')")))  # noqa: S608
    return found


def _of_sqlite(connection: Connection) -> set[str]:
    return set().union(*(_of_table(connection, table) for table in _FTS5.DOCUMENTS))


def _of_table(connection: Connection, table: str) -> set[str]:
    for statement in _TABLES:
        connection.exec_driver_sql(statement.format(table=table))
    order = "ORDER BY doc, col, offset"
    found = connection.exec_driver_sql(f"SELECT doc, col, offset, term FROM temp.found {order}").all()  # noqa: S608
    expected = connection.exec_driver_sql(f"SELECT doc, col, offset, term FROM temp.expected {order}").all()  # noqa: S608
    for each in ("found", "expected", "fresh"):
        connection.exec_driver_sql(f"DROP TABLE temp.{each}")
    assert found == expected
    entries, rows = (
        connection.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar()  # noqa: S608
        for each in (f"search_{table}_docsize", table)
    )
    assert entries == rows
    return {term for *_, term in found}
