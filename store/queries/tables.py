"""Whole tables: their rows as they are stored, in values that JSON has."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Enum, Text, exists, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from store.models import Article
from store.types import Json, UtcDateTime

Row = dict[str, Any]

_METADATA = Article.metadata
TABLES = tuple(str(each.name) for each in _METADATA.sorted_tables)
"""The names of all tables; a table comes after those that it refers to."""

_BATCH_SIZE = 1000  # rows in memory


def list_rows(session: Session, name: str) -> Iterator[Row]:
    """Yield all rows of a table in the order of their primary keys, with datetimes for times."""
    source = _METADATA.tables[name]
    columns = [type_coerce(each, plain_type(each.type)).label(each.name) for each in source.columns]
    query = select(*columns).order_by(*source.primary_key).execution_options(yield_per=_BATCH_SIZE)
    for row in session.execute(query):
        yield row._asdict()


def list_filled_tables(session: Session) -> list[str]:
    """List the tables that have rows."""
    found = session.execute(select(*(exists(_METADATA.tables[name].select()).label(name) for name in TABLES)))
    return [name for name, filled in found.one()._asdict().items() if filled]


def plain_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return the type in which a column is exported: JSON for values of our own types, text for enums."""
    if isinstance(kind, Enum):
        return Text()
    return Json if isinstance(kind, TypeDecorator) and not isinstance(kind, UtcDateTime) else kind
