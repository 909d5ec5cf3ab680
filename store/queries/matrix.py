"""The matrix of stances: holders by issues, with the evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import inf
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from ontology.enums import Stance, Topic
from store.models import Actor, Article, Issue, Position
from store.queries.conditions import (
    PUBLISHED,
    Given,
    Several,
    among,
    contains,
    each,
    given_of,
    is_live,
    of_country,
    of_topic,
    refers,
    refers_to_some,
    where,
    within,
)
from store.queries.names import list_actor_pks_named
from store.queries.states import list_states_acted_for, under

_NEWEST = (Position.article_pk.desc(), Position.pk)
_MAX_NAMED, _NONE = 1000, 0  # the maximum number of actors with a name; a primary key that no actor has
_SIDES = (Stance.SUPPORTS, Stance.OPPOSES)
_MAX_EVIDENCE = 3  # positions of each cell
MAX_POSITIONS = 5_000
"""The most positions that a matrix is made of: the newest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A stance of a holder on an issue: the number of its positions, and the latest of them."""

    holder_id: str
    issue_id: str
    stance: Stance
    positions: int
    evidence: Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The issues with the most holders, and the holders with stances on the most of them.

    `all_issues` and `all_holders` are the numbers in the `read` positions that match. `folded` has the number of other
    holders in the column of a state, by its id.
    """

    issues: Sequence[Row[Any]]
    holders: Sequence[Row[Any]]
    cells: list[Cell]
    all_issues: int
    all_holders: int
    read: int
    folded: Mapping[str, int]


class IssueOrder(Enum):
    """The order of the issues: by number of holders, by contradicting holders, or by the latest positions."""

    HOLDERS = "holders"
    DISPUTED = "disputed"
    LATEST = "latest"


class MatrixFilters(TypedDict, total=False):
    """The filters of the positions in a matrix; `label` is part of the issue's label, `name` of the holder's name."""

    holder: Several[str]
    label: str | None
    name: str | None
    under: Several[str]
    country: Several[str]
    topic: Several[Topic]
    published_from: datetime | None
    published_to: datetime | None


_FILTERS = (
    each(
        holder=refers(Position.holder_pk, Actor),
        under=under(Position.acts_for),
        country=of_country(Position.holder_pk),
        topic=of_topic,
        label=refers_to_some(Position.issue_pk, select(Issue.pk), contains(Issue.folded)),
        holder_pk=among(Position.holder_pk),
    ),
    within(Position.article_pk, select(Article.pk), **PUBLISHED),
)


def get_matrix(
    session: Session,
    *,
    issues: int,
    holders: int,
    fold: bool = False,
    order: IssueOrder = IssueOrder.HOLDERS,
    **filters: Unpack[MatrixFilters],
) -> Matrix:
    """Get at most this many issues and holders, from the newest positions that match the filters.

    With `fold`, organs, forces and officials of a state stand in its column.
    """
    given, values = given_of(_with_holders(session, filters))
    read = session.execute(_newest(given), values).all()
    state_of = list_states_acted_for(session, select(Position.holder_pk).where(_taken(given)), values) if fold else {}
    column_of = {row.holder_pk: state_of.get(row.holder_pk, row.holder_pk) for row in read}
    on = _most(((row.issue_pk, column_of[row.holder_pk]) for row in read), issues, _scores(order, read, column_of))
    by = _most(((column_of[row.holder_pk], row.issue_pk) for row in read if row.issue_pk in on), holders)
    of_cell = defaultdict(list)
    for row in read:
        column = column_of[row.holder_pk]
        if row.issue_pk in on and column in by:
            of_cell[row.issue_pk, column, row.stance].append(row)
    shown = {issue_pk for issue_pk, *_ in of_cell}
    columns = _named(session, Actor, by)
    folded = Counter(column for holder, column in column_of.items() if holder != column)
    return Matrix(
        [row for row in _named(session, Issue, on) if row.pk in shown],
        columns,
        _cells(session, of_cell, {row.pk: row.id for row in columns}),
        all_issues=len({row.issue_pk for row in read}),
        all_holders=len(set(column_of.values())),
        read=len(read),
        folded={row.id: folded[row.pk] for row in columns if folded[row.pk]},
    )


def _with_holders(session: Session, filters: MatrixFilters) -> dict[str, Any]:
    """Replace the name by its holders; in a single query, Postgres might search all appearances for the name."""
    others = {name: value for name, value in filters.items() if name != "name"}
    if name := filters.get("name"):
        others["holder_pk"] = [*list_actor_pks_named(session, name, limit=_MAX_NAMED), _NONE]
    return others


def _newest(given: Sequence[Given]) -> Select[*tuple[Any, ...]]:
    """Select a bounded number of positions: the time for a page must not grow with the store."""
    columns = (Position.pk, Position.issue_pk, Position.holder_pk, Position.stance, Article.published_from)
    return select(*columns).join(Position.article).where(_taken(given)).order_by(*_NEWEST)


def _taken(given: Sequence[Given]) -> ColumnElement[bool]:
    # In a separate query, which reads only an index for the positions that are not taken.
    matching = (is_live(Position), *where(_FILTERS, given))
    return Position.pk.in_(select(Position.pk).where(*matching).order_by(*_NEWEST).limit(MAX_POSITIONS))


def _scores(order: IssueOrder, read: Iterable[Row[Any]], column_of: Mapping[int, int]) -> Mapping[int, float]:
    """Return the scores that order the issues before the number of their holders, by primary key."""
    if order is IssueOrder.LATEST:
        latest: defaultdict[int, float] = defaultdict(lambda: -inf)
        for row in read:
            latest[row.issue_pk] = max(latest[row.issue_pk], -_latest(row))
        return latest
    sides: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    if order is IssueOrder.DISPUTED:
        for row in read:
            if row.stance in _SIDES:
                sides[row.issue_pk][_SIDES.index(row.stance)].add(column_of[row.holder_pk])
    return {issue_pk: min(map(len, each)) for issue_pk, each in sides.items()}


def _most(
    pairs: Iterable[tuple[int, int]], limit: int, scores: Mapping[int, float] = MappingProxyType({})
) -> dict[int, int]:
    """Return the ranks of the first keys: by score, then by number of distinct partners, then by number of pairs."""
    others: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for key, other in pairs:
        others[key][other] += 1
    order = sorted(others, key=lambda key: (-scores.get(key, 0), -len(others[key]), -others[key].total(), key))
    return {key: place for place, key in enumerate(order[:limit])}


def _named(session: Session, record: type[Issue] | type[Actor], places: Mapping[int, int]) -> Sequence[Row[Any]]:
    """Return these issues or actors in order, with `id` and `name`, and actors with `country`."""
    shown = (Issue.label.label("name"), Issue.topic) if record is Issue else (Actor.name, Actor.country)
    rows = session.execute(select(record.pk, record.id, *shown).where(record.pk.in_(places)))
    return sorted(rows, key=lambda row: places[row.pk])


def _cells(
    session: Session, of_cell: Mapping[tuple[int, int, Stance], list[Row[Any]]], column_ids: Mapping[int, str]
) -> list[Cell]:
    latest = {key: sorted(rows, key=_latest)[:_MAX_EVIDENCE] for key, rows in of_cell.items()}
    evidence = _evidence(session, [row.pk for rows in latest.values() for row in rows])
    return [
        Cell(column_ids[key[1]], shown[0].issue_id, key[2], len(of_cell[key]), shown)
        for key in sorted(latest)
        if (shown := [evidence[row.pk] for row in latest[key]])
    ]


def _latest(row: Row[Any]) -> float:
    return -row.published_from.timestamp() if row.published_from else inf


def _evidence(session: Session, pks: Sequence[int]) -> dict[int, Row[Any]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            Position.pk,
            Actor.id.label("holder_id"),
            Actor.name.label("holder_name"),
            Issue.id.label("issue_id"),
            Position.stance,
            Position.id,
            Article.id.label("article_id"),
            Article.title,
            Article.published_at,
            Position.evidence,
            Position.basis,
            Position.confidence,
            Position.status,
        )
        .join(Position.holder)
        .join(Position.issue)
        .join(Position.article)
        .where(Position.pk.in_(pks))
    )
    return {row.pk: row for row in session.execute(query)}
