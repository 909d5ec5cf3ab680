"""The one mechanism of all lists: filters, an order and a page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from ontology.enums import HitKind
from ontology.searching import Alternative
from store.models import Event, Occurrence
from store.queries.conditions import Filters, Given, given_of, where
from store.queries.paging import NEWEST, RELEVANCE, Page, Paging, Sort, count_rows
from store.queries.search.matching import KINDS, fits, rank


class List:
    """A list: what it selects, and what it can be filtered and sorted by.

    Statements are built once for each set of filters. With `hit`, the list can be searched by `q`, and sorted by
    relevance: then it has the newest matches only. It has only rows for which `live` holds, unless the filter
    `shows_all` is given.
    """

    def __init__(
        self,
        query: Select[Any],
        filters: Sequence[Filters],
        sorts: Mapping[str, Sort],
        *,
        hit: HitKind | None = None,
        live: ColumnElement[bool] | None = None,
        shows_all: str = "status",
        has_entities: bool = True,
    ) -> None:
        self.query, self.filters, self.sorts, self.hit = query, filters, sorts, hit
        self.live, self.shows_all = live, shows_all
        self.has_entities = has_entities
        self.names = frozenset(name for some in filters for name in some.conditions)

    def page(self, session: Session, asked: Mapping[str, Any]) -> Page[Any]:
        """Read a page; `asked` is a Paging with the filters and their values."""
        filters = {name: value for name, value in asked.items() if name not in Paging.__annotations__}
        q = filters.pop("q", None) if self.hit else None
        if unknown := filters.keys() - self.names:
            raise TypeError(f"The list has no filter {sorted(unknown)}.")
        given, values = given_of(filters)
        sort, after, limit = asked.get("sort", NEWEST), asked.get("after"), asked["limit"]
        if sort == RELEVANCE:
            return self._relevant(session, given, values, q, asked)
        # A search is built in and not bound: the statement depends on what is searched for.
        searched = (self._fits(session, q),) if q else ()
        order = self.sorts[sort]
        cursor = order.values(after)  # first: it refuses a cursor of another list
        statement = self._page(given, sort, tuple(value is None for value in after or ()))
        if searched:  # not for nothing: a new statement takes a tenth of the request to find in the cache
            statement = statement.where(*searched)
        # Plain rows take a fifth of the time past the session, which would look for entities in them.
        reads = session if self.has_entities else session.connection()
        rows = reads.execute(statement, values | {"limit": limit + 1} | cursor).all()
        total = None
        if asked.get("count"):
            total = reads.execute(count_rows(self._matching(given).where(*searched)), values).scalar_one()
        items = [row[0] for row in rows[:limit]] if self.has_entities else rows[:limit]
        return Page(items, order.cursor(rows[limit - 1]) if len(rows) > limit else None, total)

    def _relevant(
        self,
        session: Session,
        given: tuple[Given, ...],
        values: Mapping[str, Any],
        q: Sequence[Alternative] | None,
        asked: Mapping[str, Any],
    ) -> Page[Any]:
        """Read a page of the newest matches, the best first."""
        if not (self.hit and q):
            raise TypeError("Only what is searched for has a relevance.")
        pk, _ = KINDS[self.hit]
        keys = self._matching(given).with_only_columns(pk, maintain_column_froms=True)
        ranked = rank(session, {self.hit: keys}, q, values, is_filtered=bool(given))
        rest = ranked.after(asked.get("after"))
        shown = rest[: asked["limit"]]
        reads = session if self.has_entities else session.connection()
        some = self.query.where(pk.in_([match.key for match in shown])).add_columns(pk.label("key"))
        rows = {row.key: row[0] if self.has_entities else row for row in reads.execute(some)}
        following = (shown[-1].rank, shown[-1].entry) if len(rest) > len(shown) else None
        total = len(ranked.matches) if asked.get("count") else None
        return Page([rows[match.key] for match in shown], following, total, ranked.capped)

    def _fits(self, session: Session, q: Sequence[Alternative]) -> ColumnElement[bool]:
        assert self.hit is not None  # noqa: S101 - a list without it has no `q`
        condition = fits(session, self.hit, q)
        if self.hit is not HitKind.OCCURRENCE:
            return condition
        return Occurrence.pk.in_(select(Event.occurrence_pk).where(Event.occurrence_pk.is_not(None), condition))

    @lru_cache(maxsize=1024)  # noqa: B019 - there are eight lists, which are never deleted
    def _page(self, given: tuple[Given, ...], sort: str, nulls: tuple[bool, ...]) -> Select[Any]:
        return self.sorts[sort].page(self._matching(given), nulls)

    def _matching(self, given: tuple[Given, ...]) -> Select[Any]:
        query = self.query.where(*where(self.filters, given))
        if self.live is None or any(each.name == self.shows_all for each in given):
            return query
        return query.where(self.live)
