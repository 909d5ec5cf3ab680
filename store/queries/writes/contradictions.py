"""What contradictions are made from, and writing them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from ontology.contradictions import WINDOW, Held, shifted
from ontology.enums import Subject
from store.models import Article, ClashSlot, Conduct, Contradiction, Event, EventParticipant, Position
from store.queries.conditions import is_live
from store.queries.paging import chunks

Pair = tuple[int, int]
"""The primary keys of a holder and of an issue."""

Stand = tuple[int, int, datetime]
"""The primary keys of a holder and of an issue, and the time of a stance."""

_OF_POSITION = (Position.holder_pk, Position.issue_pk)
_STAND = (*_OF_POSITION, Position.since)
_OF_CONTRADICTION = (Contradiction.holder_pk, Contradiction.issue_pk)
_HELD = (
    Position.pk,
    Position.id,
    Position.article_pk,
    Position.stance,
    Position.since,
    Article.published_to,
    Position.confidence,
)
_SLOTS = 2**16
_PAST_SESSION = {"synchronize_session": False}
_PUBLISHED = (Article.published_from, Article.published_to)


@dataclass(frozen=True, slots=True)
class Act:
    """An event as an act; `since` is the first moment at which it may have begun."""

    pk: int
    id: str
    article_pk: int
    since: datetime
    confidence: float


def list_compared(session: Session, article_pks: Collection[int]) -> tuple[Sequence[Position], Sequence[Event]]:
    """Get the positions and the events of articles that are not rejected, with all that they are compared by."""
    of_article = joinedload(Position.article, innerjoin=True).load_only(*_PUBLISHED, raiseload=True)
    positions = select(Position).options(
        of_article, joinedload(Position.holder, innerjoin=True), joinedload(Position.issue, innerjoin=True)
    )
    events = select(Event).options(
        joinedload(Event.article, innerjoin=True).load_only(*_PUBLISHED, raiseload=True),
        selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True),
    )
    fresh = {"populate_existing": True}
    return (
        session.scalars(
            positions.where(Position.article_pk.in_(article_pks), is_live(Position)), execution_options=fresh
        ).all(),
        session.scalars(events.where(Event.article_pk.in_(article_pks), is_live(Event)), execution_options=fresh).all(),
    )


def list_stands(session: Session, article_pks: Collection[int]) -> set[Stand]:
    """Get the dated stances of articles, and the earlier ones of contradictions that their facts are part of."""
    articles = (Contradiction.earlier_article_pk, Contradiction.later_article_pk)
    earlier = select(*_OF_CONTRADICTION, Position.since).join(Position, Position.pk == Contradiction.earlier_pk)
    queries = (
        select(*_STAND).where(Position.article_pk.in_(article_pks)),
        earlier.where(or_(*(column.in_(article_pks) for column in articles))),
    )
    return {
        (holder, issue, since)
        for query in queries
        for holder, issue, since in session.execute(query)
        if since is not None
    }


def list_stands_against(session: Session, event_pks: Collection[int], since: datetime) -> set[Stand]:
    """Get the stances that acts are against, none of which took place before a time."""
    word, deed = aliased(Conduct), aliased(Conduct)
    query = (
        select(*_STAND)
        .join(word, word.position_pk == Position.pk)
        .join(deed, _meet(word, deed))
        # Follows from the window, but lets an index seek.
        .where(word.since >= shifted(since, -WINDOW))
        .where(Position.since.is_not(None))
        .distinct()
    )
    return {
        (holder, issue, time)
        for some in chunks(sorted(event_pks))
        for holder, issue, time in session.execute(query.where(deed.event_pk.in_(some)))
        if time is not None
    }


def _meet(word: type[Conduct], deed: type[Conduct]) -> ColumnElement[bool]:
    """The act is against the position, in its window."""
    same = (getattr(deed, name) == getattr(word, name) for name in ("who", "act", "target"))
    kinds = (word.subject == Subject.POSITION, deed.subject == Subject.EVENT)
    # The last one follows from the others, but lets an index seek.
    times = (deed.since >= word.since, deed.until <= word.until, deed.since <= word.until)
    return and_(*same, *kinds, *times)


def list_held(session: Session, pairs: Collection[Pair], first: datetime, last: datetime) -> dict[Pair, list[Held]]:
    """Get the positions of holders on issues in a time."""
    found: defaultdict[Pair, list[Held]] = defaultdict(list)
    query = select(*_OF_POSITION, *_HELD).join(Position.article)
    query = query.where(Position.since.between(first, last), is_live(Position))
    for some in chunks(sorted(pairs)):
        rows: Iterable[Any] = session.execute(query.where(_is_of(_OF_POSITION, some)))
        for row in rows:
            found[row.holder_pk, row.issue_pk].append(Held(*row[2:]))
    return found


def list_acts_against(session: Session, position_pks: Collection[int]) -> dict[int, list[Act]]:
    """Get the first act against each position, and against each target of it, by the primary keys of the positions."""
    word, deed = aliased(Conduct), aliased(Conduct)
    first = select(deed.event_pk).where(_meet(word, deed)).order_by(deed.since, deed.fact).limit(1).scalar_subquery()
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for some in chunks(sorted(position_pks)):
        met = select(word.position_pk, first.label("event_pk")).where(word.position_pk.in_(some)).subquery()
        act = (
            Event.pk,
            Event.id,
            Event.article_pk,
            deed.since,
            Event.confidence,
        )  # all conduct of an event has the same time
        query = select(met.c.position_pk, *act).join(Event, Event.pk == met.c.event_pk)
        rows: Iterable[Any] = session.execute(query.join(deed, deed.event_pk == Event.pk).distinct())
        for row in rows:
            found[row[0]].append(Act(*row[1:]))
    return found


def replace_conduct(session: Session, article_pks: Collection[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Replace what the positions and events of articles are compared by."""
    for column, fact in ((Conduct.position_pk, Position), (Conduct.event_pk, Event)):
        session.execute(delete(Conduct).where(column.in_(select(fact.pk).where(fact.article_pk.in_(article_pks)))))
    add_conduct(session, rows)


def add_conduct(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add what new positions and events are compared by."""
    if rows:
        session.execute(insert(Conduct), [dict(row) for row in rows])


def date_positions(session: Session, article_pks: Collection[int]) -> None:
    """Give positions the dates of their articles."""
    published = select(Article.published_from).where(Article.pk == Position.article_pk).scalar_subquery()
    where = (Position.article_pk.in_(article_pks), Position.since.is_distinct_from(published))
    session.execute(update(Position).where(*where).values(since=published), execution_options=_PAST_SESSION)


def clash(session: Session, keys: Iterable[str]) -> None:
    """Fail, so that the transaction is done again, where another one has just written facts with one of the keys."""
    slots = sorted({crc32(key.encode()) % _SLOTS for key in keys})
    if slots and session.get_bind().dialect.name != "sqlite":
        write = upsert(ClashSlot).on_conflict_do_update(index_elements=["slot"], set_={"writes": ClashSlot.writes + 1})
        session.execute(write, [{"slot": slot, "writes": 1} for slot in slots])


def replace_contradictions(
    session: Session, pairs: Collection[Pair], first: datetime, last: datetime, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Let these be the contradictions of holders on issues whose earlier position is of a time, or of none.

    Those that are stored already stay as they are.
    """
    wanted = {row["id"]: row for row in rows}
    columns = (Contradiction.pk, Contradiction.id, *_OF_CONTRADICTION)
    in_time = or_(Position.since.between(first, last), Position.since.is_(None))
    query = select(*columns).join(Position, Position.pk == Contradiction.earlier_pk).where(in_time)
    for some in chunks(sorted(pairs)):
        stored = session.execute(query.where(_is_of(_OF_CONTRADICTION, some))).all()
        kept = {row.pk: wanted.pop(row.id) for row in stored if row.id in wanted}
        gone = [row.pk for row in stored if row.pk not in kept]
        moved = [
            {"pk": row.pk, **place}
            for row in stored
            if row.pk in kept and (place := _place(kept[row.pk])) != _place(row._asdict())
        ]
        if moved:
            session.execute(update(Contradiction), moved)
        if gone:
            session.execute(delete(Contradiction).where(Contradiction.pk.in_(gone)))
    if wanted:
        session.execute(insert(Contradiction), [dict(row) for row in wanted.values()])


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the holder and the issue, which judgements may give to other records."""
    return {name: row[name] for name in ("holder_pk", "issue_pk")}


def _is_of(columns: tuple[Any, Any], pairs: Sequence[Pair]) -> ColumnElement[bool]:
    return tuple_(*columns).in_(pairs)
