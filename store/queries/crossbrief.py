"""The brief across articles: the facts of some actors, countries, an issue or a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Generic, TypedDict, TypeVar, Unpack

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ontology import edtf
from ontology.enums import ActorType, Topic
from store.models import Actor, Article, Event, EventParticipant, Issue, Position, Quote
from store.queries.conditions import (
    PUBLISHED,
    TAKES_PLACE,
    Conditions,
    Filters,
    Given,
    Several,
    among,
    any_of,
    each,
    given_of,
    is_live,
    of_country,
    of_topic,
    on_issue,
    refers,
    takes_part,
    takes_part_from,
    where,
    within,
)
from store.queries.dates import last_published
from store.queries.facts import BEST_REPORT

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """The first items of one kind, and the number of all."""

    total: int
    items: list[T]


@dataclass(frozen=True, slots=True)
class KeyActor:
    """An actor with the number of its facts of each kind and of their articles."""

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
    """A stance of a holder: its first position, the number of positions and the date of the latest, as EDTF."""

    first: Position
    positions: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class IssueStances:
    """The stances on an issue; the stances of a holder follow each other, the earliest first."""

    issue: Issue
    stances: list[ShownStance]


@dataclass(frozen=True, slots=True)
class CrossBrief:
    """The brief: actors with the most facts first, events in order of time, issues and holders with the most positions
    first, the latest quotes first. The total of `positions` is the number of stances on all issues.
    """

    actors: Section[KeyActor]
    timeline: Section[Event]
    positions: Section[IssueStances]
    quotes: Section[Quote]


class CrossBriefFilters(TypedDict, total=False):
    """The filters of the facts in a brief; `issue` is an id or a slug."""

    actor: Several[str]
    country: Several[str]
    issue: str | None
    topic: Several[Topic]
    since: datetime | None
    until: datetime | None


def _of_actor(actor_pk: InstrumentedAttribute[Any]) -> Filters:
    return each(actor=refers(actor_pk, Actor), country=of_country(actor_pk))


def _published(article_pk: InstrumentedAttribute[int]) -> Filters:
    window = {"since": PUBLISHED["published_from"], "until": PUBLISHED["published_to"]}
    return within(article_pk, select(Article.pk), **window)


_QUOTES = (
    _of_actor(Quote.speaker_pk),
    _published(Quote.article_pk),
    within(Quote.pk, select(Position.quote_pk).where(is_live(Position)), issue=on_issue, topic=of_topic),
)
_POSITIONS = (_of_actor(Position.holder_pk), _published(Position.article_pk), each(issue=on_issue, topic=of_topic))
_EVENTS = (
    each(actor=takes_part, country=any_of(among(Event.country), takes_part_from())),
    within(Event.article_pk, select(Position.article_pk).where(is_live(Position)), issue=on_issue, topic=of_topic),
)
_EVENT_TIMES = each(since=TAKES_PLACE["date_from"], until=TAKES_PLACE["date_to"])


@dataclass(frozen=True, slots=True)
class _Scope:
    """The filters of a brief that are given, with their values. Rejected facts are in none."""

    session: Session
    given: tuple[Given, ...]
    values: Mapping[str, Any]

    def quotes(self) -> Conditions:
        return [is_live(Quote), *where(_QUOTES, self.given)]

    def positions(self) -> Conditions:
        return [is_live(Position), *where(_POSITIONS, self.given)]

    def events(self) -> Conditions:
        conditions = [is_live(Event), *where(_EVENTS, self.given)]
        if dated := _EVENT_TIMES.where(self.given):
            undated = and_(Event.when_from.is_(None), *_published(Event.article_pk).where(self.given))
            conditions.append(or_(and_(*dated), undated))
        return conditions

    def read(self, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        return self.session.execute(query, self.values).all()


def get_cross_brief(session: Session, *, limit: int, **filters: Unpack[CrossBriefFilters]) -> CrossBrief:
    """Get the brief of the facts that match all filters, with at most `limit` of each kind.

    The facts of an actor are its quotes, its positions and the events in which it takes part; those of a country are
    the facts of its actors and the events in it; those of an issue or a topic are its positions, the quotes that state
    them, and the events of its articles. The times filter by the date of the event where it has one, else by that of
    publication.
    """
    scope = _Scope(session, *given_of(filters))
    return CrossBrief(
        actors=_actors(scope, limit),
        timeline=_timeline(scope, limit),
        positions=_positions(scope, limit),
        quotes=_quotes(scope, limit),
    )


def _actors(scope: _Scope, limit: int) -> Section[KeyActor]:
    # A union leaves out the second part that an actor has in one event.
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
    rows = scope.read(
        select(Actor.id, Actor.type, Actor.name, Actor.country, Actor.role, *shown, _total())
        .join(counts, counts.c.actor == Actor.pk)
        .order_by(counts.c.facts.desc(), Actor.name, Actor.id)
        .limit(limit)
    )
    return Section(_whole(rows), [KeyActor(*row[:-1]) for row in rows])


def _timeline(scope: _Scope, limit: int) -> Section[Event]:
    """Return the latest events in order of time; events without a date come last and are left out first.

    Of the reports of one event the best is there.
    """
    # "Until 2021" has an end only.
    known = case((Event.when_from == edtf.EARLIEST, Event.when_to), else_=Event.when_from)
    same = func.coalesce(Event.occurrence_pk, -Event.pk)
    nth = func.row_number().over(partition_by=same, order_by=BEST_REPORT).label("nth")
    best = select(Event.pk, nth).where(*scope.events()).subquery()
    rows = scope.read(
        select(Event, _total())
        .join(best, best.c.pk == Event.pk)
        .where(best.c.nth == 1)
        .options(_source(Event), joinedload(Event.occurrence))
        .options(selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True))
        .order_by(known.desc().nulls_last(), Event.when_to.desc(), Event.article_pk.desc(), Event.pk.desc())
        .limit(limit)
    )
    events = [row.Event for row in reversed(rows)]
    events.sort(key=lambda event: event.when_from is None)
    return Section(_whole(rows), events)


def _positions(scope: _Scope, limit: int) -> Section[IssueStances]:
    same = (Position.issue_pk, Position.holder_pk, Position.stance)
    first = (Article.published_from.asc().nulls_last(), Position.article_pk, Position.pk)
    stances = (
        select(
            Position.pk,
            func.row_number().over(partition_by=same, order_by=first).label("nth"),
            func.count().over(partition_by=same).label("positions"),
            last_published(*same).label("latest"),
            func.count().over(partition_by=same[:1]).label("on_issue"),
            func.count().over(partition_by=same[:2]).label("of_holder"),
        )
        .join(Position.article)
        .where(*scope.positions())
        .subquery()
    )
    rows = scope.read(
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
    )
    issues = [
        IssueStances(issue, [ShownStance(row.Position, row.positions, row.latest) for row in of_issue])
        for issue, of_issue in groupby(rows, lambda row: row.Position.issue)
    ]
    return Section(_whole(rows), issues)


def _quotes(scope: _Scope, limit: int) -> Section[Quote]:
    rows = scope.read(
        select(Quote, _total())
        .join(Quote.article)
        .where(*scope.quotes())
        .options(_source(Quote), joinedload(Quote.speaker))
        .order_by(Article.published_from.desc().nulls_last(), Quote.article_pk.desc(), Quote.pk)
        .limit(limit)
    )
    return Section(_whole(rows), [row.Quote for row in rows])


def _source(fact: type[Quote | Event | Position]) -> ORMOption:
    """Load the columns of the article that are shown as the source of a fact."""
    shown = (Article.id, Article.title, Article.publisher, Article.url, Article.published_at)
    return joinedload(fact.article, innerjoin=True).load_only(*shown, raiseload=True)


def _total() -> ColumnElement[int]:
    """The number of rows without the limit."""
    return func.count().over().label("total")


def _whole(rows: Sequence[Any]) -> int:
    return rows[0].total if rows else 0
