"""Filling tables with exported rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, column, func, insert, select, table
from sqlalchemy.orm import Session

from store.models import Article
from store.queries.tables import Row, plain_type
from store.types import Json, UtcDateTime

_METADATA = Article.metadata


def add_rows(session: Session, name: str, rows: Sequence[Row]) -> None:
    """Add rows, as `list_rows` yields them and JSON keeps them; raises ValueError for a row of another table."""
    source = _METADATA.tables[name]
    target = table(name, *(column(each.name, plain_type(each.type)) for each in source.columns))
    session.execute(insert(target), [_values(source.columns.values(), row) for row in rows])
    _restart_counter(session, name)


def _restart_counter(session: Session, name: str) -> None:
    """Number new rows after those that were added with their primary keys; SQLite does so by itself."""
    primary_key = _METADATA.tables[name].primary_key.columns
    if session.get_bind().dialect.name != "sqlite" and "pk" in primary_key:
        last = func.max(primary_key.pk)
        counter = func.pg_get_serial_sequence(name, "pk")
        session.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))


def _values(columns: Sequence[Column[Any]], row: Row) -> Row:
    if not isinstance(row, dict) or row.keys() != {each.name for each in columns}:
        raise ValueError("it has other columns")
    return {each.name: _value(each, row[each.name]) for each in columns}


def _value(target: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(target.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, list | dict) and plain_type(target.type) is not Json:
        raise ValueError(f"{target.name} is not a plain value")  # Postgres would store it as text
    return value
