"""Whole tables: their rows as they are stored, in values that JSON has, and their number."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Enum, Text, exists, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from store.models import Actor, ActorCount, Article, Event, Issue, IssueCount, Position, Quote
from store.queries.conditions import is_live
from store.types import Json, UtcDateTime

Row = dict[str, Any]

_METADATA = Article.metadata
TABLES = tuple(
    str(each.name) for each in _METADATA.sorted_tables if each not in (ActorCount.__table__, IssueCount.__table__)
)
"""The names of all tables but those that triggers fill; a table comes after those that it refers to."""

MAX_COUNT = 100_000
"""The highest count: counting millions takes too long for a page."""

_FACTS = (Quote, Event, Position)
_COUNTED = (Article, Actor, *_FACTS, Issue)
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


def count_all(session: Session) -> dict[str, int]:
    """Count what readers see of some tables, by name: rejected facts are left out.

    MAX_COUNT + 1 means that there may be more.
    """
    first = {kind.__tablename__: select(kind.pk) for kind in _COUNTED}
    # Counted by their index and taken off: a count of the others would read every row.
    rejected = {f"-{fact.__tablename__}": select(fact.pk).where(~is_live(fact)) for fact in _FACTS}
    counts = (
        select(func.count()).select_from(rows.limit(MAX_COUNT + 1).subquery()).scalar_subquery().label(name)
        for name, rows in (first | rejected).items()
    )
    found = session.execute(select(*counts)).one()._mapping
    return {name: found[name] - (found.get(f"-{name}", 0) if found[name] <= MAX_COUNT else 0) for name in first}


def plain_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return the type in which a column is exported: JSON for values of our own types, text for enums."""
    if isinstance(kind, Enum):
        return Text()
    return Json if isinstance(kind, TypeDecorator) and not isinstance(kind, UtcDateTime) else kind
