"""Figures of the whole store."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from ontology.enums import ActorType
from store.models import Actor, Appearance, Article, Event, Issue, Mention, Position, Quote

_COUNTED = (Article, Actor, Quote, Event, Position, Issue)
MAX_COUNT = 100_000
"""The highest count: counting millions takes too long for a page."""


def count_all(session: Session) -> dict[str, int]:
    """Count the rows of each table, by its name; MAX_COUNT + 1 means that there may be more."""
    first = {kind.__tablename__: select(kind.pk).limit(MAX_COUNT + 1).subquery() for kind in _COUNTED}
    counts = (select(func.count()).select_from(rows).scalar_subquery().label(name) for name, rows in first.items())
    return dict(session.execute(select(*counts)).one()._mapping)


def list_leading_actors(session: Session, *, newest: int, limit: int) -> Sequence[Row[str, str, ActorType, int]]:
    """List the actors that appear in the most of the newest articles, each with the number of these articles.

    Of actors with the same number, those with more mentions come first.
    """
    articles = select(Article.pk).order_by(Article.pk.desc()).limit(newest).scalar_subquery()
    count = func.count(Appearance.article_pk.distinct()).label("articles")
    return session.execute(
        select(Actor.id, Actor.name, Actor.type, count)
        .join(Appearance, Appearance.actor_pk == Actor.pk)
        .join(Appearance.mentions)
        .where(Appearance.article_pk.in_(articles))
        .group_by(Actor.pk, Actor.id, Actor.name, Actor.type)
        .order_by(count.desc(), func.count(Mention.pk).desc(), Actor.name, Actor.id)
        .limit(limit)
    ).all()
