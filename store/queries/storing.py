"""Storing briefs: what has its key before it is stored goes in as rows, many a statement, and need not be read back."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from store.models import Actor, ActorKey, Appearance, Article, Event, EventParticipant, Issue, Mention, Position, Quote

_Record = TypeVar("_Record", Actor, Issue)
_Row = Actor | Issue | Appearance | Quote | Event | EventParticipant | Position


def add_articles(session: Session, articles: Sequence[Article], keys: Sequence[ActorKey]) -> None:
    """Store new articles with all under them, their actors with new keys, and their issues; the session must write."""
    appearances = [each for article in articles for each in article.appearances]
    events = [each for article in articles for each in article.events]
    positions = [each for article in articles for each in article.positions]
    for rows in (
        _new(appearance.actor for appearance in appearances),
        _new(position.issue for position in positions),
        appearances,
        [each for article in articles for each in article.quotes],
        events,
        [each for event in events for each in event.participants],
        positions,
    ):
        _number(session, rows)
    session.add_all(articles)
    session.add_all(keys)
    session.flush()
    # Two of five rows, to which nothing refers: without the session they take a fifth of the time.
    mentions = [
        {"article_pk": appearance.article_pk, "actor_pk": appearance.actor_pk, **mention.span._asdict()}
        for appearance in appearances
        for mention in appearance.mentions
    ]
    if mentions:
        session.connection().execute(insert(Mention), mentions)


def _new(records: Iterable[_Record]) -> list[_Record]:
    return [record for record in dict.fromkeys(records) if record.pk is None]


def _number(session: Session, rows: Sequence[_Row]) -> None:
    """Give rows of one table the keys that the database would give them."""
    if rows:
        for row, key in zip(rows, _free_keys(session, type(rows[0]), len(rows)), strict=True):
            row.pk = key


def _free_keys(session: Session, kind: type[_Row], count: int) -> Iterable[int]:
    if session.get_bind().dialect.name == "sqlite":  # nobody else writes meanwhile
        first = session.scalar(select(func.coalesce(func.max(kind.pk), 0) + 1)) or 1
        return range(first, first + count)
    counter = func.pg_get_serial_sequence(kind.__tablename__, "pk")
    return session.scalars(select(func.nextval(counter)).select_from(func.generate_series(1, count)))
