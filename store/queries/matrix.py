"""Holders by issues: who stands where, with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from ontology.enums import Stance
from store.models import Actor, Article, Issue, Position
from store.queries.paging import Several, among, published, refers

_EVIDENCE = 3  # of each cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A stance of a holder on an issue: in how many positions it shows, and the latest of them."""

    holder_id: str
    issue_id: str
    stance: Stance
    positions: int
    evidence: Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The issues that the most holders have a stance on, and their holders, those with a stance on the most first."""

    issues: Sequence[Row[Any]]
    holders: Sequence[Row[Any]]
    cells: list[Cell]


def get_matrix(
    session: Session,
    *,
    holder: Several[str] = (),
    country: Several[str] = (),
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    issues: int,
    holders: int,
) -> Matrix:
    """At most so many issues and holders, of the positions that the filters let through."""
    matching = _conditions(holder, country, published_from, published_to)
    on = _most(session, Issue, Position.issue_pk, Position.holder_pk, matching, issues)
    within = [*matching, Position.issue_pk.in_([row.pk for row in on])]
    by = _most(session, Actor, Position.holder_pk, Position.issue_pk, within, holders)
    return Matrix(on, by, _cells(session, [*within, Position.holder_pk.in_([row.pk for row in by])]))


def _conditions(
    holder: Several[str], country: Several[str], published_from: datetime | None, published_to: datetime | None
) -> list[ColumnElement[bool]]:
    conditions = published(published_from, published_to)
    if holder:
        conditions.append(refers(Position.holder_pk, Actor, holder))
    if country:
        conditions.append(Position.holder_pk.in_(select(Actor.pk).where(among(Actor.country, country))))
    return conditions


def _most(
    session: Session, record: type[Any], key: Any, other: Any, matching: list[ColumnElement[bool]], limit: int
) -> Sequence[Row[Any]]:
    """The records of the positions' `key` that meet the most of `other`, as `pk`, `id` and `name`, and `country`."""
    name, *more = (Issue.label,) if record is Issue else (Actor.name, Actor.country)
    return session.execute(
        select(record.pk, record.id, name.label("name"), *more)
        .join(Position, key == record.pk)
        .join(Position.article)
        .where(*matching)
        .group_by(record.pk, record.id, name, *more)
        .order_by(func.count(other.distinct()).desc(), func.count().desc(), name, record.id)
        .limit(limit)
    ).all()


def _cells(session: Session, matching: list[ColumnElement[bool]]) -> list[Cell]:
    same = (Position.holder_pk, Position.issue_pk, Position.stance)
    latest = (Article.published_from.desc().nulls_last(), Position.article_pk.desc(), Position.pk)
    positions = (
        select(
            Actor.id.label("holder_id"),
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
            func.count().over(partition_by=same).label("positions"),
            func.row_number().over(partition_by=same, order_by=latest).label("nth"),
        )
        .join(Position.holder)
        .join(Position.issue)
        .join(Position.article)
        .where(*matching)
        .subquery()
    )
    c = positions.c
    rows = session.execute(
        select(positions).where(c.nth <= _EVIDENCE).order_by(c.issue_id, c.holder_id, c.stance, c.nth)
    )
    return [
        Cell(*key, found[0].positions, found)
        for key, of_cell in groupby(rows, lambda row: (row.holder_id, row.issue_id, row.stance))
        if (found := list(of_cell))
    ]
