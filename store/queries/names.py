"""Actors and issues by parts of their names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import ActorType, SuggestionKind, Topic
from store.models import Actor, Appearance, Issue, Position
from store.queries.conditions import Given, contains, is_live

_NAME = Given("name", several=False)
_PART = contains(Appearance.folded)(_NAME)
_BEFORE_WORDS = " \n-'’\"“(/."  # each name starts on its own line
_MAX_ACTORS, _MAX_ISSUES = 100, 1000  # the candidates for suggestions; of one or two letters 100 of each
_SHORT = 2  # letters that are in too many names to read all of them
_MAX_NEWEST = 10_000  # appearances and positions whose names are read instead


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
    first are considered. One or two letters are looked for in the newest articles, and in all if these have none.
    """
    found = []
    for kind in SuggestionKind:
        if kind in kinds:
            selects = _NEWEST[kind], _ALL[kind]
            for read in selects if len(name) <= _SHORT else selects[1:]:
                rows = session.execute(read(name.casefold()).limit(limit), {"name": name}).all()
                found += [(begins, Suggestion(kind, *values)) for begins, *values in rows]
                if rows:
                    break
    found.sort(key=lambda each: (-each[0], -each[1].articles))
    return [suggestion for _, suggestion in found[:limit]]


def _actors(part: str) -> Select[*tuple[Any, ...]]:
    return _of_actors(part, select(Appearance.actor_pk, Appearance.folded).where(is_live(Appearance), _PART).subquery())


def _newest_actors(part: str) -> Select[*tuple[Any, ...]]:
    newest = select(Appearance.actor_pk, Appearance.folded).where(is_live(Appearance)).order_by(Appearance.pk.desc())
    rows = newest.limit(_MAX_NEWEST).subquery()
    return _of_actors(part, select(rows).where(contains(rows.c.folded)(_NAME)).subquery())


def _of_actors(part: str, named: Subquery) -> Select[*tuple[Any, ...]]:
    begins = func.max(_begins(named.c.folded, part)).label("begins")
    found = (
        select(named.c.actor_pk, begins)
        .group_by(named.c.actor_pk)
        .order_by(begins.desc(), func.count().desc(), named.c.actor_pk)
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
    return _of_issues(select(Issue.pk, begins).where(is_named).order_by(begins.desc(), Issue.pk).limit(_MAX_ISSUES))


def _newest_issues(part: str) -> Select[*tuple[Any, ...]]:
    newest = select(Position.issue_pk).where(is_live(Position)).order_by(Position.pk.desc()).limit(_MAX_NEWEST)
    rows = newest.subquery()
    begins = _begins(Issue.folded, part).label("begins")
    found = select(Issue.pk, begins).join(rows, rows.c.issue_pk == Issue.pk).where(contains(Issue.folded)(_NAME))
    most = (begins.desc(), func.count().desc(), Issue.pk)
    return _of_issues(found.group_by(Issue.pk, Issue.folded).order_by(*most).limit(_MAX_ACTORS))


def _of_issues(issues: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    found = issues.subquery()
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


def _begins(folded: ColumnElement[str] | InstrumentedAttribute[str], part: str) -> ColumnElement[int]:
    """Return 1 if a word begins with the part, else 0."""
    within = (folded.contains(before + part, autoescape=True) for before in _BEFORE_WORDS)
    return case((or_(folded.startswith(part, autoescape=True), *within), 1), else_=0)


_ALL = {SuggestionKind.ACTOR: _actors, SuggestionKind.ISSUE: _issues}
_NEWEST = {SuggestionKind.ACTOR: _newest_actors, SuggestionKind.ISSUE: _newest_issues}
