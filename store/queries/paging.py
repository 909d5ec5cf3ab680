"""Keyset pages: how lists are filtered, sorted and cut, by statements that are built before their values are known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.models import Actor, Article, Fact, Issue, Job

T = TypeVar("T")
Key = tuple[int | float | str | None, ...]
# Not Sequence: a str is one, and would be taken for its letters.
Several = list[T] | tuple[T, ...]

RecordT = TypeVar("RecordT", Article, Actor, Issue, Job)

NEWEST = "-created_at"
"""What lists are sorted by when nobody says."""

# Far below the number of parameters that any of the databases takes in one statement.
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the key to hand in as `after` for those behind them; null at the end.

    `total` is the length of the whole list, where it was asked for.
    """

    items: Sequence[T]
    next: Key | None
    total: int | None = None


class WrongKeyError(ValueError):
    """A key that is none of this list."""


@dataclass(frozen=True, slots=True)
class Given:
    """A filter whose values are bound later: one, or several that mean any of them."""

    name: str
    several: bool

    @property
    def value(self) -> BindParameter[Any]:
        return bindparam(self.name, expanding=self.several)

    def among(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """The column has one of the values. A single one is compared, so that an index gives the order too."""
        return column.in_(self.value) if self.several else column == self.value

    def refers(self, column: InstrumentedAttribute[Any], record: type[Article | Actor | Issue]) -> ColumnElement[bool]:
        """The foreign key points at a record with one of the public ids."""
        return _refers(column, record, self.among(record.id), several=self.several)


Condition = Callable[[Given], ColumnElement[bool]]


def bound(filters: Mapping[str, Any]) -> tuple[tuple[Given, ...], dict[str, Any]]:
    """The filters that let not all through, and their values by name."""
    given, values = [], {}
    for name, value in filters.items():
        if value is None or value in ([], ()):
            continue
        one = isinstance(value, list | tuple) and len(value) == 1
        given.append(Given(name, isinstance(value, list | tuple) and not one))
        values[name] = value[0] if one else value
    return tuple(given), values


@dataclass(frozen=True)
class Sort:
    """The columns that a list is sorted by, each with whether it descends; together they tell all rows apart.

    What is null comes last, whichever way.
    """

    keys: tuple[tuple[InstrumentedAttribute[Any], bool], ...]

    def behind(self, column: InstrumentedAttribute[Any], *, descending: bool = False) -> Self:
        """By another column first."""
        return type(self)(((column, descending), *self.keys))

    def reversed(self) -> Self:
        """The other way round."""
        return type(self)(tuple((column, not descending) for column, descending in self.keys))

    def page(self, query: Select[Any], nulls: tuple[bool, ...]) -> Select[Any]:
        """The rows of a query in order, from behind a key on: `nulls` tells which parts of it are null.

        `limit` and the values of the key are to be bound.
        """
        query = query.add_columns(*(column.label(f"key{i}") for i, (column, _) in enumerate(self.keys)))
        for column, descending in self.keys:
            order = column.desc() if descending else column.asc()
            query = query.order_by(order.nulls_last() if _nullable(column) else order)
        if nulls:
            query = query.where(self._after(nulls))
        return query.limit(bindparam("limit"))

    def _after(self, nulls: tuple[bool, ...], i: int = 0) -> ColumnElement[bool]:
        column, descending = self.keys[i]
        further = self._after(nulls, i + 1) if i + 1 < len(self.keys) else None
        if nulls[i]:
            return column.is_(None) if further is None else and_(column.is_(None), further)
        value = bindparam(f"key{i}", type_=column.type)
        beyond = column < value if descending else column > value
        if further is not None:
            # The first condition follows from the second, but only it lets an index seek.
            within = column <= value if descending else column >= value
            beyond = and_(within, or_(beyond, further))
        return or_(beyond, column.is_(None)) if _nullable(column) else beyond

    def key(self, row: Row[Any]) -> Key:
        """The key of a row of `page`."""
        values = (row[i - len(self.keys)] for i in range(len(self.keys)))
        return tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)

    def values(self, key: Key | None) -> dict[str, Any]:
        """What to bind for a key; raises WrongKeyError for one that is none of this order."""
        if key is None:
            return {}
        if len(key) != len(self.keys):
            raise WrongKeyError(f"A key of this list has {len(self.keys)} parts, not {len(key)}.")
        return {f"key{i}": self._value(i, part) for i, part in enumerate(key) if part is not None}

    def _value(self, i: int, part: object) -> object:
        kind = self.keys[i][0].type.python_type
        if kind is datetime and isinstance(part, str):
            with suppress(ValueError, OverflowError):
                return datetime.fromisoformat(part).astimezone(UTC)
        elif type(part) is kind and _is_storable(part):
            return part
        raise WrongKeyError(f"{part!r} is no part of a key of this list.")


def _is_storable(part: object) -> bool:
    """Both databases can compare it with a column: an integer of 64 bits, a text without NUL."""
    return abs(part) < 2**63 if isinstance(part, int) else not (isinstance(part, str) and "\0" in part)


def _nullable(column: InstrumentedAttribute[Any]) -> bool:
    return bool(column.property.columns[0].nullable)


def both_ways(**sorts: Sort) -> dict[str, Sort]:
    """The sorts by their names, and by these with a minus before them the other way round."""
    return sorts | {f"-{name}": sort.reversed() for name, sort in sorts.items()}


def fact_order(fact: type[Fact]) -> Sort:
    """The facts of the newest article first, those of one article in text order."""
    return Sort(((fact.article_pk, True), (fact.pk, False)))


def record_order(record: type[RecordT]) -> Sort:
    """The newest first."""
    return Sort(((record.pk, True),))


def nulls_of(after: Key | None) -> tuple[bool, ...]:
    """Which parts of a key are null."""
    return tuple(part is None for part in after or ())


def entity_page(
    session: Session, query: Select[T], order: Sort, after: Key | None, limit: int, *, count: bool
) -> Page[T]:
    """A page of a query that selects entities of one kind."""
    total = session.scalar(counting(query)) if count else None
    values = {"limit": limit + 1} | order.values(after)
    rows = session.execute(order.page(query, nulls_of(after)), values).all()
    return Page([row[0] for row in rows[:limit]], order.key(rows[limit - 1]) if len(rows) > limit else None, total)


def counting(query: Select[*tuple[Any, ...]]) -> Select[int]:
    """The statement that counts the rows of a query."""
    inner = query.with_only_columns(literal(1), maintain_column_froms=True)
    return select(func.count()).select_from(inner.subquery())


def among(column: InstrumentedAttribute[Any], values: Several[Any]) -> ColumnElement[bool]:
    """The column has one of the values."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def refers(
    column: InstrumentedAttribute[Any], record: type[Article | Actor | Issue], ids: Several[str]
) -> ColumnElement[bool]:
    """The foreign key points at a record with one of the public ids."""
    return _refers(column, record, among(record.id, ids), several=len(ids) > 1)


def _refers(
    column: InstrumentedAttribute[Any],
    record: type[Article | Actor | Issue],
    condition: ColumnElement[bool],
    *,
    several: bool,
) -> ColumnElement[bool]:
    keys = select(record.pk).where(condition).correlate(None)
    return column.in_(keys) if several else column == keys.scalar_subquery()


def published(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """The article may have come out from the one until the other."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(Article.published_to > since)
    if until is not None:
        conditions.append(Article.published_from < until)
    return conditions


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that fit into one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
