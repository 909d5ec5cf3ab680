"""Check of the kept numbers of articles and positions, against their sources."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.models import Actor, ActorCount, Appearance, Issue, IssueCount, Position
from store.queries.conditions import is_live


def wrong_counts(session: Session) -> list[tuple[object, ...]]:
    """Return the actors and issues with wrong numbers: the kept ones, then the right ones."""
    articles = _counted(session, Appearance.actor_pk, func.count())
    held = _counted(session, Position.holder_pk, func.count())
    on = _counted(session, Position.issue_pk, func.count())
    told = _counted(session, Position.issue_pk, func.count(Position.article_pk.distinct()))
    right = {("actor", pk): (articles.get(pk, 0), held.get(pk, 0)) for pk in session.scalars(select(Actor.pk))}
    right |= {("issue", pk): (told.get(pk, 0), on.get(pk, 0)) for pk in session.scalars(select(Issue.pk))}
    kept = {("actor", row[0]): row[1:] for row in _rows(session, ActorCount, ActorCount.actor_pk)}
    kept |= {("issue", row[0]): row[1:] for row in _rows(session, IssueCount, IssueCount.issue_pk)}
    return [(*key, kept.get(key), right.get(key)) for key in right | kept if kept.get(key) != right.get(key)]


def _counted(session: Session, key: Any, count: Any) -> dict[int, int]:
    query = select(key, count).where(is_live(key.class_)).group_by(key)
    return {row[0]: row[1] for row in session.execute(query)}


def _rows(session: Session, counts: type[ActorCount | IssueCount], key: Any) -> list[Any]:
    return [tuple(row) for row in session.execute(select(key, counts.articles, counts.positions))]
