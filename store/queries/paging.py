"""Keyset pages: how lists are sorted, and where a page begins."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Generic, Required, Self, TypedDict, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from store.models import (
    Actor,
    ActorCount,
    Article,
    Contradiction,
    Fact,
    Issue,
    IssueCount,
    Job,
    Judgement,
    Occurrence,
    Webhook,
)

T = TypeVar("T")
Cursor = tuple[int | float | str | None, ...]
"""The place of a row in a list: the values that it is sorted by."""

NEWEST = "-created_at"
"""The order of a list when none is asked for."""

RELEVANCE = "relevance"
"""The order of the best matches first, for a list that is searched."""

# Far below the number of parameters that any of the databases takes in one statement.
_CHUNK_SIZE = 1000
_MAX_INTEGER = 2**63 - 1


class Paging(TypedDict, total=False):
    """The page of a list that is asked for: its order, the row before it, its length, and the total or not."""

    sort: str
    after: Cursor | None
    limit: Required[int]
    count: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor of the last one, to give as `after` for the next page; null at the end.

    `total` is the length of the whole list, where it was asked for. `capped` is for ranked lists: the kinds of which
    more match than the list has.
    """

    items: Sequence[T]
    next: Cursor | None
    total: int | None = None
    capped: Sequence[str] | None = None


class WrongCursorError(ValueError):
    """A cursor that is not of this list."""


@dataclass(frozen=True)
class Sort:
    """The columns that a list is sorted by, each with whether it descends; no two rows have the same values in all.

    Nulls come last in either direction. If the columns are of another table than the rows, `join` leads to it.
    """

    columns: tuple[tuple[InstrumentedAttribute[Any], bool], ...]
    join: InstrumentedAttribute[Any] | None = None

    def first_by(self, column: InstrumentedAttribute[Any], *, descending: bool = False) -> Self:
        """Sort by another column first."""
        return replace(self, columns=((column, descending), *self.columns))

    def reversed(self) -> Self:
        """Sort the other way round."""
        return replace(self, columns=tuple((column, not descending) for column, descending in self.columns))

    def page(self, query: Select[Any], nulls: tuple[bool, ...]) -> Select[Any]:
        """Return the rows of a query in order, after a cursor; `nulls` says which of its values are null.

        `limit` and the values of the cursor are to be bound.
        """
        if self.join is not None:
            query = query.join(self.join)
        query = query.add_columns(*(column.label(f"after{i}") for i, (column, _) in enumerate(self.columns)))
        for column, descending in self.columns:
            order = column.desc() if descending else column.asc()
            query = query.order_by(order.nulls_last() if _nullable(column) else order)
        if nulls:
            query = query.where(self._after(nulls))
        return query.limit(bindparam("limit"))

    def _after(self, nulls: tuple[bool, ...], i: int = 0) -> ColumnElement[bool]:
        column, descending = self.columns[i]
        further = self._after(nulls, i + 1) if i + 1 < len(self.columns) else None
        if nulls[i]:
            return column.is_(None) if further is None else and_(column.is_(None), further)
        value = bindparam(f"after{i}", type_=column.type)
        beyond = column < value if descending else column > value
        if further is not None:
            # The first condition follows from the second, but only it lets an index seek.
            reached = column <= value if descending else column >= value
            beyond = and_(reached, or_(beyond, further))
        return or_(beyond, column.is_(None)) if _nullable(column) else beyond

    def cursor(self, row: Row[Any]) -> Cursor:
        """Return the cursor of a row of `page`."""
        values = (row[i - len(self.columns)] for i in range(len(self.columns)))
        return tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)

    def values(self, cursor: Cursor | None) -> dict[str, Any]:
        """Return what to bind for a cursor; raises WrongCursorError for one that is not of this order."""
        if cursor is None:
            return {}
        if len(cursor) != len(self.columns):
            raise WrongCursorError(f"A cursor of this list has {len(self.columns)} values, not {len(cursor)}.")
        return {f"after{i}": self._value(i, value) for i, value in enumerate(cursor) if value is not None}

    def _value(self, i: int, value: object) -> object:
        kind = self.columns[i][0].type.python_type
        if kind is datetime and isinstance(value, str):
            with suppress(ValueError, OverflowError):
                return datetime.fromisoformat(value).astimezone(UTC)
        elif type(value) is kind and _storable(value):
            return value
        raise WrongCursorError(f"{value!r} is not a value that this list is sorted by.")


def _storable(value: object) -> bool:
    return not (isinstance(value, int) and abs(value) > _MAX_INTEGER) and not (isinstance(value, str) and "\0" in value)


def _nullable(column: InstrumentedAttribute[Any]) -> bool:
    return bool(column.property.columns[0].nullable)


def both_ways(**sorts: Sort) -> dict[str, Sort]:
    """Return the sorts by their names, and reversed by the names with a minus before them."""
    return sorts | {f"-{name}": sort.reversed() for name, sort in sorts.items()}


def fact_order(fact: type[Fact]) -> Sort:
    """The facts of the newest article first, those of one article in text order."""
    return Sort(((fact.article_pk, True), (fact.pk, False)))


def newest_first(
    entity: type[Article | Actor | Contradiction | Issue | Job | Judgement | Occurrence | Webhook],
) -> Sort:
    """The newest first."""
    return Sort(((entity.pk, True),))


def counted(
    counts: type[ActorCount | IssueCount], pk: InstrumentedAttribute[int], join: InstrumentedAttribute[Any]
) -> dict[str, Sort]:
    """Return the sorts by the kept counts of rows, which are joined, those of equal counts by time of storage."""
    return {
        "articles": Sort(((counts.articles, False), (pk, False)), join),
        "positions": Sort(((counts.positions, False), (pk, False)), join),
    }


def count_rows(query: Select[*tuple[Any, ...]]) -> Select[int]:
    """Return the statement that counts the rows of a query."""
    inner = query.with_only_columns(literal(1), maintain_column_froms=True)
    return select(func.count()).select_from(inner.subquery())


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut values into pieces that fit into one statement."""
    for start in range(0, len(values), _CHUNK_SIZE):
        yield values[start : start + _CHUNK_SIZE]
