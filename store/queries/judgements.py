"""What people have said of actors and issues, and which of it holds."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from ontology.enums import JudgementKind
from store.models import Judgement, SplitPart
from store.queries.conditions import Several, among, any_of, created, each
from store.queries.lists import List
from store.queries.paging import NEWEST, Page, Paging, chunks, newest_first


class JudgementFilters(Paging, total=False):
    """The arguments of the list of judgements; `actor` and `issue` are on either side."""

    kind: Several[JudgementKind]
    by: Several[str]
    actor: Several[str]
    issue: Several[str]
    created_from: datetime | None


_SIDES = any_of(among(Judgement.one), among(Judgement.other))
_JUDGEMENTS = List(
    select(Judgement).options(selectinload(Judgement.parts)),
    [each(kind=among(Judgement.kind), by=among(Judgement.by), actor=_SIDES, issue=_SIDES, **created(Judgement))],
    {NEWEST: newest_first(Judgement)},
)
_HOLDS = Judgement.revoked_at.is_(None)
_SAME = Judgement.kind == JudgementKind.SAME
# Built once, because many requests send it.
_MERGES = select(Judgement.one, Judgement.other).where(
    _SAME, _HOLDS, Judgement.one.in_(bindparam("ids", expanding=True))
)


def list_judgements(session: Session, **asked: Unpack[JudgementFilters]) -> Page[Judgement]:
    """List judgements, the newest first, also those that were revoked."""
    return _JUDGEMENTS.page(session, asked)


def list_judgements_by_id(session: Session, *, id: Collection[str], limit: int) -> Page[Judgement]:  # noqa: A002
    """List judgements by their ids."""
    query = select(Judgement).options(selectinload(Judgement.parts)).where(Judgement.id.in_(id)).limit(limit)
    return Page(session.scalars(query.execution_options(populate_existing=True)).all(), None)


def get_judgement(session: Session, judgement_id: str) -> Judgement | None:
    """Get a judgement."""
    query = select(Judgement).options(selectinload(Judgement.parts)).where(Judgement.id == judgement_id)
    return session.scalar(query.execution_options(populate_existing=True))


def count_judgements_of(session: Session, record_id: str) -> int:
    """Count the judgements of which a record is the first side."""
    return session.scalar(select(func.count()).select_from(Judgement).where(Judgement.one == record_id)) or 0


def list_merges(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Return the record into which each of these was merged; those that stand are left out."""
    return {
        one: other for some in chunks(sorted(ids)) for one, other in session.execute(_MERGES, {"ids": some}) if other
    }


def list_merged(session: Session, *, limit: int) -> Sequence[str]:
    """List records that were merged away, in no order."""
    return session.scalars(select(Judgement.one).where(_SAME, _HOLDS).limit(limit)).all()


def get_standing(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Return the record that stands for each of these that was merged away."""
    edges: dict[str, str] = {}
    wanted = set(ids)
    while wanted and (found := list_merges(session, wanted)):
        edges |= found
        wanted = set(found.values()) - edges.keys()
    standing = {}
    for each_id in edges.keys() & set(ids):
        end = each_id
        while end in edges:
            end = edges[end]
        standing[each_id] = end
    return standing


def list_corrections(session: Session, ids: Collection[str]) -> Sequence[Judgement]:
    """List the corrections of records that hold, the oldest first."""
    return [
        found
        for some in chunks(sorted(ids))
        for found in session.scalars(
            select(Judgement)
            .where(Judgement.one.in_(some), Judgement.kind == JudgementKind.CORRECTED, _HOLDS)
            .order_by(Judgement.pk)
        )
    ]


def list_splits(
    session: Session, *, articles: Collection[str] = (), records: Collection[str] = ()
) -> Sequence[Row[str, str, str | None]]:
    """List what was split off, of articles or of records, the oldest first: article, record, the one it belongs to."""
    found: list[Row[str, str, str | None]] = []
    for column, ids in ((SplitPart.article_id, articles), (SplitPart.record_id, records)):
        for some in chunks(sorted(ids)):
            found += session.execute(
                select(SplitPart.article_id, SplitPart.record_id, Judgement.other)
                .join(Judgement, Judgement.pk == SplitPart.judgement_pk)
                .where(column.in_(some), _HOLDS)
                .order_by(Judgement.pk)
            )
    return found


def get_connected(session: Session, ids: Collection[str], *, splits: bool) -> set[str]:
    """Return the records that merges, and splits if asked for, connect with any of these, with these."""
    known: set[str] = set()
    new = set(ids)
    while new:
        known |= new
        found: set[str | None] = set()
        for some in chunks(sorted(new)):
            edges = select(Judgement.one, Judgement.other).where(_HOLDS)
            queries = [edges.where(column.in_(some), _SAME) for column in (Judgement.one, Judgement.other)]
            if splits:
                parts = edges.join(SplitPart).add_columns(SplitPart.record_id)
                ends = (Judgement.one, Judgement.other, SplitPart.record_id)
                queries += [parts.where(column.in_(some)) for column in ends]
            found |= {end for query in queries for row in session.execute(query) for end in row}
        new = {end for end in found if end is not None} - known
    return known


def list_apart(session: Session, ids: Collection[str], kinds: Collection[JudgementKind]) -> Sequence[Judgement]:
    """List the judgements that hold by which two records are not one, or may not be, with one of these on a side."""
    sides = or_(Judgement.one.in_(ids), Judgement.other.in_(ids))
    return session.scalars(select(Judgement).where(sides, Judgement.kind.in_(kinds), _HOLDS)).all()
