"""Actors and issues by parts of their names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import ActorType, SuggestionKind, Topic
from store.models import Actor, Appearance, Issue, Position
from store.queries.conditions import Given, contains, is_live

_NAME = Given("name", several=False)
_PART = contains(Appearance.folded)(_NAME)
_BEFORE_WORDS = " \n-'’\"“(/."  # each name starts on its own line
_MAX_ACTORS, _MAX_ISSUES = 100, 1000  # the candidates for suggestions


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An actor or an issue to suggest; an issue has no type and no country, an actor no topic."""

    kind: SuggestionKind
    id: str
    name: str
    type: ActorType | None
    country: str | None
    topic: Topic | None
    articles: int


def list_actor_pks_named(session: Session, name: str, *, limit: int) -> Sequence[int]:
    """List the primary keys of the actors with this part in a name, those in the most articles first."""
    query = select(Appearance.actor_pk).where(is_live(Appearance), _PART).group_by(Appearance.actor_pk)
    return session.scalars(query.order_by(func.count().desc(), Appearance.actor_pk).limit(limit), {"name": name}).all()


def list_suggestions(
    session: Session, name: str, *, kinds: Collection[SuggestionKind] = tuple(SuggestionKind), limit: int
) -> list[Suggestion]:
    """List the actors and issues with this part in a name or label, at most 100 actors.

    They are sorted by whether a word begins with the part, by number of articles, actors before issues, and by time of
    storage. If very many match, only the actors whose matching names are in the most articles and the issues stored
    first are considered.
    """
    found = []
    for kind in SuggestionKind:
        if kind in kinds:
            rows = session.execute(_SELECT[kind](name.casefold()).limit(limit), {"name": name})
            found += [(begins, Suggestion(kind, *values)) for begins, *values in rows]
    found.sort(key=lambda each: (-each[0], -each[1].articles))
    return [suggestion for _, suggestion in found[:limit]]


def _actors(part: str) -> Select[*tuple[Any, ...]]:
    begins = func.max(_begins(Appearance.folded, part)).label("begins")
    found = (
        select(Appearance.actor_pk, begins)
        .where(is_live(Appearance), _PART)
        .group_by(Appearance.actor_pk)
        .order_by(begins.desc(), func.count().desc(), Appearance.actor_pk)
        .limit(_MAX_ACTORS)
        .subquery()
    )
    counted = select(func.count()).where(Appearance.actor_pk == found.c.actor_pk, is_live(Appearance))
    articles = counted.scalar_subquery().label("articles")
    return (
        select(found.c.begins, Actor.id, Actor.name, Actor.type, Actor.country, null().label("topic"), articles)
        .join(found, found.c.actor_pk == Actor.pk)
        .order_by(found.c.begins.desc(), articles.desc(), Actor.pk)
    )


def _issues(part: str) -> Select[*tuple[Any, ...]]:
    begins = _begins(Issue.folded, part).label("begins")
    is_named = contains(Issue.folded)(_NAME)
    found = select(Issue.pk, begins).where(is_named).order_by(begins.desc(), Issue.pk).limit(_MAX_ISSUES).subquery()
    counted = (
        select(found.c.pk, found.c.begins, func.count(Position.article_pk.distinct()).label("articles"))
        .join(Position, Position.issue_pk == found.c.pk)
        .where(is_live(Position))
        .group_by(found.c.pk, found.c.begins)
        .subquery()
    )
    no_type, no_country = null().label("type"), null().label("country")
    return (
        select(counted.c.begins, Issue.id, Issue.label, no_type, no_country, Issue.topic, counted.c.articles)
        .join(counted, counted.c.pk == Issue.pk)
        .order_by(counted.c.begins.desc(), counted.c.articles.desc(), Issue.pk)
    )


def _begins(folded: InstrumentedAttribute[str], part: str) -> ColumnElement[int]:
    """Return 1 if a word begins with the part, else 0."""
    within = (folded.contains(before + part, autoescape=True) for before in _BEFORE_WORDS)
    return case((or_(folded.startswith(part, autoescape=True), *within), 1), else_=0)


_SELECT = {SuggestionKind.ACTOR: _actors, SuggestionKind.ISSUE: _issues}
