"""One brief across articles: of all facts that are of some actors, countries, an issue and a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ontology import edtf
from ontology.enums import ActorType
from store.models import Actor, Article, Event, EventParticipant, Issue, Position, Quote
from store.queries.paging import Several, among, refers

T = TypeVar("T")
_Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some of the things of one kind, and how many there are in all."""

    total: int
    items: list[T]


@dataclass(frozen=True, slots=True)
class KeyActor:
    """An actor, and in how many of the facts and of their articles it takes part."""

    id: str
    type: ActorType
    name: str
    country: str | None
    role: str | None
    quotes: int
    events: int
    positions: int
    articles: int


@dataclass(frozen=True, slots=True)
class ShownStance:
    """A stance of a holder: the first position that shows it, how many do, and when the last did, as EDTF."""

    first: Position
    positions: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class IssueStances:
    """Who stands where on an issue; the stances of a holder stand together, the first shown first."""

    issue: Issue
    stances: list[ShownStance]


@dataclass(frozen=True, slots=True)
class CrossBrief:
    """The most involved actors first, events in the order of time, the issues and holders with the most positions
    first, the latest quotes first. The total of `positions` is that of the stances on all issues.
    """

    actors: Part[KeyActor]
    timeline: Part[Event]
    positions: Part[IssueStances]
    quotes: Part[Quote]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Which facts are meant; what is not given lets all through."""

    actor: Several[str]
    country: Several[str]
    issue: str | None
    since: datetime | None
    until: datetime | None

    def quotes(self) -> _Conditions:
        conditions = self._of_actor(Quote.speaker_pk) + self._published(Quote.article_pk)
        if self.issue is not None:
            conditions.append(Quote.pk.in_(select(Position.quote_pk).where(self._on_issue())))
        return conditions

    def positions(self) -> _Conditions:
        conditions = self._of_actor(Position.holder_pk) + self._published(Position.article_pk)
        if self.issue is not None:
            conditions.append(self._on_issue())
        return conditions

    def events(self) -> _Conditions:
        parts = select(EventParticipant.event_pk)
        conditions: _Conditions = []
        if self.actor:
            conditions.append(Event.pk.in_(parts.where(refers(EventParticipant.actor_pk, Actor, self.actor))))
        if self.country:
            theirs = parts.where(EventParticipant.actor_pk.in_(self._of_country()))
            conditions.append(or_(among(Event.country, self.country), Event.pk.in_(theirs)))
        if self.issue is not None:
            conditions.append(Event.article_pk.in_(select(Position.article_pk).where(self._on_issue())))
        window = _overlap(Event.when_from, Event.when_to, self.since, self.until)
        if window:
            undated = and_(Event.when_from.is_(None), *self._published(Event.article_pk))
            conditions.append(or_(and_(*window), undated))
        return conditions

    def _of_actor(self, column: InstrumentedAttribute[Any]) -> _Conditions:
        conditions: _Conditions = []
        if self.actor:
            conditions.append(refers(column, Actor, self.actor))
        if self.country:
            conditions.append(column.in_(self._of_country()))
        return conditions

    def _of_country(self) -> Select[int]:
        return select(Actor.pk).where(among(Actor.country, self.country))

    def _on_issue(self) -> ColumnElement[bool]:
        keys = select(Issue.pk).where(or_(Issue.id == self.issue, Issue.slug == self.issue))
        return Position.issue_pk.in_(keys)

    def _published(self, column: InstrumentedAttribute[int]) -> _Conditions:
        window = _overlap(Article.published_from, Article.published_to, self.since, self.until)
        return [column.in_(select(Article.pk).where(*window))] if window else []


def get_cross_brief(
    session: Session,
    *,
    actor: Several[str] = (),
    country: Several[str] = (),
    issue: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int,
) -> CrossBrief:
    """The brief of the facts that all the filters let through, with at most `limit` of each kind.

    An actor has its quotes, its positions and the events it takes part in; a country those of its actors, and the
    events in it; an issue, given by id or slug, its positions, the quotes that state them, and the events of the
    articles it comes up in. The times are those of publication, and an event's own where it has one.
    """
    scope = _Scope(actor, country, issue, since, until)
    return CrossBrief(
        actors=_actors(session, scope, limit),
        timeline=_timeline(session, scope, limit),
        positions=_positions(session, scope, limit),
        quotes=_quotes(session, scope, limit),
    )


def _actors(session: Session, scope: _Scope, limit: int) -> Part[KeyActor]:
    # A union, which leaves out the second part that an actor has in one event.
    takes_part = union(
        select(Quote.speaker_pk.label("actor"), Quote.article_pk, Quote.pk, literal("quotes").label("kind")).where(
            *scope.quotes()
        ),
        select(EventParticipant.actor_pk, Event.article_pk, Event.pk, literal("events"))
        .join(Event, Event.pk == EventParticipant.event_pk)
        .where(*scope.events()),
        select(Position.holder_pk, Position.article_pk, Position.pk, literal("positions")).where(*scope.positions()),
    ).subquery()
    counts = (
        select(
            takes_part.c.actor,
            func.count().label("facts"),
            *(func.count().filter(takes_part.c.kind == kind).label(kind) for kind in ("quotes", "events", "positions")),
            func.count(takes_part.c.article_pk.distinct()).label("articles"),
        )
        .group_by(takes_part.c.actor)
        .subquery()
    )
    shown = (counts.c.quotes, counts.c.events, counts.c.positions, counts.c.articles)
    rows = session.execute(
        select(Actor.id, Actor.type, Actor.name, Actor.country, Actor.role, *shown, _total())
        .join(counts, counts.c.actor == Actor.pk)
        .order_by(counts.c.facts.desc(), Actor.name, Actor.id)
        .limit(limit)
    ).all()
    return Part(_whole(rows), [KeyActor(*row[:-1]) for row in rows])


def _timeline(session: Session, scope: _Scope, limit: int) -> Part[Event]:
    """The latest events, in the order of time; those without a date come last, and are the first to be left out."""
    # "Until 2021" has but one bound.
    known = case((Event.when_from == edtf.EARLIEST, Event.when_to), else_=Event.when_from)
    rows = session.execute(
        select(Event, _total())
        .where(*scope.events())
        .options(_source(Event), selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True))
        .order_by(known.desc().nulls_last(), Event.when_to.desc(), Event.article_pk.desc(), Event.pk.desc())
        .limit(limit)
    ).all()
    events = [row.Event for row in reversed(rows)]
    events.sort(key=lambda event: event.when_from is None)
    return Part(_whole(rows), events)


def _positions(session: Session, scope: _Scope, limit: int) -> Part[IssueStances]:
    same = (Position.issue_pk, Position.holder_pk, Position.stance)
    first = (Article.published_from.asc().nulls_last(), Position.article_pk, Position.pk)
    stances = (
        select(
            Position.pk,
            func.row_number().over(partition_by=same, order_by=first).label("nth"),
            func.count().over(partition_by=same).label("positions"),
            # Dates, months and years as EDTF has them sort as text.
            func.max(Article.published_at).over(partition_by=same).label("latest"),
            func.count().over(partition_by=same[:1]).label("on_issue"),
            func.count().over(partition_by=same[:2]).label("of_holder"),
        )
        .join(Position.article)
        .where(*scope.positions())
        .subquery()
    )
    rows = session.execute(
        select(Position, stances.c.positions, stances.c.latest, _total())
        .join(stances, stances.c.pk == Position.pk)
        .join(Position.issue)
        .join(Position.holder)
        .join(Position.article)
        .where(stances.c.nth == 1)
        .options(contains_eager(Position.issue), contains_eager(Position.holder), _source(Position))
        .order_by(stances.c.on_issue.desc(), Issue.label, Issue.id, stances.c.of_holder.desc(), Actor.name, Actor.id)
        .order_by(Article.published_from.asc().nulls_last(), Position.pk)
        .limit(limit)
    ).all()
    issues = [
        IssueStances(issue, [ShownStance(row.Position, row.positions, row.latest) for row in of_issue])
        for issue, of_issue in groupby(rows, lambda row: row.Position.issue)
    ]
    return Part(_whole(rows), issues)


def _quotes(session: Session, scope: _Scope, limit: int) -> Part[Quote]:
    rows = session.execute(
        select(Quote, _total())
        .join(Quote.article)
        .where(*scope.quotes())
        .options(_source(Quote), joinedload(Quote.speaker))
        .order_by(Article.published_from.desc().nulls_last(), Quote.article_pk.desc(), Quote.pk)
        .limit(limit)
    ).all()
    return Part(_whole(rows), [row.Quote for row in rows])


def _source(fact: type[Quote | Event | Position]) -> ORMOption:
    """Loads of the article what says where a fact comes from."""
    shown = (Article.id, Article.title, Article.publisher, Article.url, Article.published_at)
    return joinedload(fact.article, innerjoin=True).load_only(*shown, raiseload=True)


def _total() -> ColumnElement[int]:
    """The number of rows that there are without a limit."""
    return func.count().over().label("total")


def _whole(rows: Sequence[Any]) -> int:
    return rows[0].total if rows else 0


def _overlap(
    start: InstrumentedAttribute[Any], end: InstrumentedAttribute[Any], since: datetime | None, until: datetime | None
) -> _Conditions:
    """What may be at some time from the one until the other."""
    conditions: _Conditions = []
    if since is not None:
        conditions.append(end > since)
    if until is not None:
        conditions.append(start < until)
    return conditions
