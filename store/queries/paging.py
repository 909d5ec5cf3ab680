"""Keyset pages and the conditions that several queries share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.models import Actor, Article, Fact, Issue

T = TypeVar("T")
Key = tuple[int, ...]
# Not Sequence: a str is one, and would be taken for its letters.
Several = list[T] | tuple[T, ...]

RecordT = TypeVar("RecordT", Article, Actor, Issue)

# Far below the number of parameters that any of the databases takes in one statement.
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the key to hand in as `after` for those behind them; null at the end.

    `total` is the length of the whole list, where it was asked for.
    """

    items: list[T]
    next: Key | None
    total: int | None = None


class WrongKeyError(ValueError):
    """A key that is none of this list."""


def record_page(
    session: Session, record: type[RecordT], query: Select[RecordT], after: Key | None, limit: int, *, count: bool
) -> Page[RecordT]:
    """The newest first."""
    total = count_rows(session, query) if count else None
    query = query.order_by(record.pk.desc()).limit(limit + 1)
    if after is not None:
        (pk,) = key_parts(after, 1)
        query = query.where(record.pk < pk)
    rows = session.scalars(query).all()
    return Page(list(rows[:limit]), (rows[limit - 1].pk,) if len(rows) > limit else None, total)


def fact_page(
    session: Session, fact: type[Fact], query: Select[*tuple[Any, ...]], after: Key | None, limit: int, *, count: bool
) -> Page[Any]:
    """The facts of the newest article first, those of one article in text order.

    The query selects columns, `pk` and `article_pk` among them.
    """
    total = count_rows(session, query) if count else None
    query = query.order_by(fact.article_pk.desc(), fact.pk).limit(limit + 1)
    if after is not None:
        article_pk, pk = key_parts(after, 2)
        # The first condition follows from the second, but only it lets an index seek.
        query = query.where(fact.article_pk <= article_pk, or_(fact.article_pk < article_pk, fact.pk > pk))
    rows = session.execute(query).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(list(rows[:limit]), (last.article_pk, last.pk) if last else None, total)


def count_rows(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    """How many rows a query gives."""
    inner = query.with_only_columns(literal(1), maintain_column_froms=True)
    return session.scalar(select(func.count()).select_from(inner.subquery())) or 0


def key_parts(after: Key, count: int) -> Key:
    """The parts of a key; raises WrongKeyError for another number of them."""
    if len(after) != count:
        raise WrongKeyError(f"A key of this list has {count} parts, not {len(after)}.")
    return after


def among(column: InstrumentedAttribute[Any], values: Several[Any]) -> ColumnElement[bool]:
    """The column has one of the values. A single one is compared, so that an index gives the order too."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def refers(
    column: InstrumentedAttribute[Any], record: type[Article | Actor | Issue], ids: Several[str]
) -> ColumnElement[bool]:
    """The foreign key points at a record with one of the public ids."""
    keys = select(record.pk).where(among(record.id, ids)).correlate(None)
    return column == keys.scalar_subquery() if len(ids) == 1 else column.in_(keys)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that fit into one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
