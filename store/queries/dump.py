"""Whole tables: their rows as they are, each column as plain JSON has it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Enum, Text, column, exists, func, insert, select, table, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from store.models import Article
from store.types import Json, UtcDateTime

Row = dict[str, Any]

_METADATA = Article.metadata
TABLES = tuple(str(each.name) for each in _METADATA.sorted_tables)
"""The names of all tables, none before one that it refers to."""

_AT_ONCE = 1000  # rows in memory


def read_table(session: Session, name: str) -> Iterator[Row]:
    """All rows in the order of their keys, with datetimes for times; they are not kept in memory."""
    source = _METADATA.tables[name]
    columns = [type_coerce(each, _plain(each.type)).label(each.name) for each in source.columns]
    query = select(*columns).order_by(*source.primary_key).execution_options(yield_per=_AT_ONCE)
    for row in session.execute(query):
        yield row._asdict()


def fill_table(session: Session, name: str, rows: Sequence[Row]) -> None:
    """Add rows, as `read_table` gives them and JSON keeps them; raises ValueError for one that is none of the table."""
    source = _METADATA.tables[name]
    target = table(name, *(column(each.name, _plain(each.type)) for each in source.columns))
    session.execute(insert(target), [_values(source.columns.values(), row) for row in rows])


def filled_tables(session: Session) -> list[str]:
    """The tables that have rows."""
    found = session.execute(select(*(exists(_METADATA.tables[name].select()).label(name) for name in TABLES)))
    return [name for name, filled in found.one()._asdict().items() if filled]


def restart_counters(session: Session) -> None:
    """Let the keys of new rows follow those that were stored with their keys; SQLite does it by itself."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for name in TABLES:
        keys = _METADATA.tables[name].primary_key.columns
        if "pk" in keys:
            last = func.max(keys.pk)
            counter = func.pg_get_serial_sequence(name, "pk")
            session.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, Enum):
        return Text()
    return Json if isinstance(kind, TypeDecorator) and not isinstance(kind, UtcDateTime) else kind


def _values(columns: Sequence[Column[Any]], row: Row) -> Row:
    if not isinstance(row, dict) or row.keys() != {each.name for each in columns}:
        raise ValueError("it has other columns")
    return {each.name: _value(each, row[each.name]) for each in columns}


def _value(target: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(target.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, list | dict) and _plain(target.type) is not Json:
        raise ValueError(f"{target.name} is no plain value")  # Postgres would take it for text
    return value
