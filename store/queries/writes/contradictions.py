"""What contradictions are made from, and writing them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from ontology.contradictions import WINDOW, Held, shifted
from ontology.enums import Subject
from store.models import Article, Conduct, Contradiction, Event, EventParticipant, Position
from store.queries.conditions import is_live
from store.queries.paging import chunks

Pair = tuple[int, int]
"""The primary keys of a holder and of an issue."""

_OF_POSITION = (Position.holder_pk, Position.issue_pk)
_OF_CONTRADICTION = (Contradiction.holder_pk, Contradiction.issue_pk)
_HELD = (
    Position.pk,
    Position.id,
    Position.article_pk,
    Position.stance,
    Article.published_from,
    Article.published_to,
    Position.confidence,
)
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


def list_pairs(session: Session, article_pks: Collection[int]) -> set[Pair]:
    """Get the holders and issues of the positions of articles, and of contradictions that their facts are part of."""
    articles = (Contradiction.earlier_article_pk, Contradiction.later_article_pk)
    queries = (
        select(*_OF_POSITION).where(Position.article_pk.in_(article_pks)),
        select(*_OF_CONTRADICTION).where(or_(*(column.in_(article_pks) for column in articles))),
    )
    return {(row.holder_pk, row.issue_pk) for query in queries for row in session.execute(query)}


def list_pairs_against(session: Session, event_pks: Collection[int], since: datetime) -> set[Pair]:
    """Get the holders and issues of the positions that acts are against, none of which took place before a time."""
    word, deed = aliased(Conduct), aliased(Conduct)
    query = (
        select(*_OF_POSITION)
        .join(word, word.position_pk == Position.pk)
        .join(deed, _meet(word, deed))
        # Follows from the window, but lets an index seek.
        .where(word.since >= shifted(since, -WINDOW))
        .distinct()
    )
    return {
        (row.holder_pk, row.issue_pk)
        for some in chunks(sorted(event_pks))
        for row in session.execute(query.where(deed.event_pk.in_(some)))
    }


def _meet(word: type[Conduct], deed: type[Conduct]) -> ColumnElement[bool]:
    """The act is against the position, in its window."""
    same = (getattr(deed, name) == getattr(word, name) for name in ("who", "act", "target"))
    kinds = (word.subject == Subject.POSITION, deed.subject == Subject.EVENT)
    return and_(*same, *kinds, deed.since >= word.since, deed.until <= word.until)


def list_held(session: Session, pairs: Collection[Pair]) -> dict[Pair, list[Held]]:
    """Get the dated positions of holders on issues."""
    found: defaultdict[Pair, list[Held]] = defaultdict(list)
    for some in chunks(sorted(pairs)):
        query = (
            select(*_OF_POSITION, *_HELD).join(Position.article).where(_is_of(_OF_POSITION, some), is_live(Position))
        )
        rows: Iterable[Any] = session.execute(query.where(Article.published_from.is_not(None)))
        for row in rows:
            found[row.holder_pk, row.issue_pk].append(Held(*row[2:]))
    return found


def list_acts_against(session: Session, pairs: Collection[Pair]) -> dict[int, list[Act]]:
    """Get the first acts against the positions of holders on issues, by the primary keys of the positions."""
    word, deed = aliased(Conduct), aliased(Conduct)
    first = select(deed.event_pk).where(_meet(word, deed)).order_by(deed.since, deed.fact).limit(1).scalar_subquery()
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for some in chunks(sorted(pairs)):
        positions = select(Position.pk).where(_is_of(_OF_POSITION, some))
        met = select(word.position_pk, first.label("event_pk")).where(word.position_pk.in_(positions)).subquery()
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


def replace_contradictions(session: Session, pairs: Collection[Pair], rows: Iterable[Mapping[str, Any]]) -> None:
    """Let these be the contradictions of holders on issues; those that are stored already stay as they are."""
    wanted = {row["id"]: row for row in rows}
    for some in chunks(sorted(pairs)):
        columns = (Contradiction.pk, Contradiction.id, *_OF_CONTRADICTION)
        stored = session.execute(select(*columns).where(_is_of(_OF_CONTRADICTION, some))).all()
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
