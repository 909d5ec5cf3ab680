"""Actors by parts of their names."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from ontology.enums import ActorType
from store.models import Actor, Appearance
from store.queries.conditions import Given, contains, is_live

_PART = contains(Appearance.folded)(Given("name", several=False))
_ARTICLES = func.count()


def list_actor_pks_named(session: Session, name: str, *, limit: int) -> Sequence[int]:
    """List the primary keys of the actors with this in a name, those with the most articles first."""
    query = select(Appearance.actor_pk).where(*_named()).group_by(Appearance.actor_pk)
    return session.scalars(query.order_by(_ARTICLES.desc(), Appearance.actor_pk).limit(limit), {"name": name}).all()


def list_actors_named(session: Session, name: str, *, limit: int) -> Sequence[Row[str, str, ActorType, int]]:
    """List the actors with this in a name, each with the number of its articles, those with the most first."""
    articles = _ARTICLES.label("articles")
    found = (
        select(Appearance.actor_pk, articles)
        .where(*_named())
        .group_by(Appearance.actor_pk)
        .order_by(articles.desc(), Appearance.actor_pk)
        .limit(limit)
        .subquery()
    )
    query = select(Actor.id, Actor.name, Actor.type, found.c.articles).join(found, found.c.actor_pk == Actor.pk)
    return session.execute(query.order_by(found.c.articles.desc(), Actor.pk), {"name": name}).all()


def _named() -> tuple[ColumnElement[bool], ...]:
    return is_live(Appearance), _PART
