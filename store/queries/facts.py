"""Quotes, events and positions as rows: the columns that are served, and what they refer to by public id.

Rows, not entities: a page of them is read in a third of the time.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace as FactRow
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Row, Select, inspect, or_, select
from sqlalchemy.orm import Session

from ontology.enums import Basis, EventType, FactStatus, Modality, QuoteKind, Stance
from store.models import Actor, Article, Event, EventParticipant, Fact, Issue, ParticipantRole, Position, Quote
from store.queries.paging import Key, Page, Several, among, fact_page, refers


class FactFilters(TypedDict, total=False):
    """What all lists of facts take: of which articles, published when and by whom; status, confidence."""

    article: Several[str]
    publisher: Several[str]
    published_from: datetime
    published_to: datetime
    status: Several[FactStatus]
    min_confidence: float


def list_quotes(
    session: Session,
    *,
    speaker: Several[str] = (),
    kind: Several[QuoteKind] = (),
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[FactFilters],
) -> Page[Row[Any]]:
    """Quotes with their speakers."""
    query = _facts(Quote, filters)
    if speaker:
        query = query.where(refers(Quote.speaker_pk, Actor, speaker))
    if kind:
        query = query.where(among(Quote.kind, kind))
    return fact_page(session, Quote, query, after, limit, count=count)


def list_events(
    session: Session,
    *,
    type: Several[EventType] = (),  # noqa: A002
    actor: Several[str] = (),
    recipient: Several[str] = (),
    participant: Several[str] = (),
    country: Several[str] = (),
    place: Several[str] = (),
    modality: Several[Modality] = (),
    date_from: datetime | None = None,
    date_to: datetime | None = None,
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[FactFilters],
) -> Page[FactRow]:
    """Events with their participants; the times select what may take place from the one until the other."""
    query = _facts(Event, filters)
    if type:
        query = query.where(among(Event.type, type))
    if actor:
        query = query.where(_takes_part(actor, EventParticipant.role == ParticipantRole.ACTOR))
    if recipient:
        query = query.where(_takes_part(recipient, EventParticipant.role == ParticipantRole.RECIPIENT))
    if participant:
        query = query.where(_takes_part(participant))
    if country:
        query = query.where(among(Event.country, country))
    if place:
        query = query.where(among(Event.place, place))
    if modality:
        query = query.where(among(Event.modality, modality))
    if date_from is not None:
        query = query.where(Event.when_to > date_from)
    if date_to is not None:
        query = query.where(Event.when_from < date_to)
    page = fact_page(session, Event, query, after, limit, count=count)
    return Page(_with_participants(session, page.items), page.next, page.total)


def list_positions(
    session: Session,
    *,
    holder: Several[str] = (),
    issue: Several[str] = (),
    stance: Several[Stance] = (),
    basis: Several[Basis] = (),
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[FactFilters],
) -> Page[Row[Any]]:
    """Positions with their holders and issues; `issue` takes ids and slugs."""
    query = _facts(Position, filters)
    if holder:
        query = query.where(refers(Position.holder_pk, Actor, holder))
    if issue:
        keys = select(Issue.pk).where(or_(Issue.id.in_(issue), Issue.slug.in_(issue)))
        query = query.where(Position.issue_pk.in_(keys))
    if stance:
        query = query.where(among(Position.stance, stance))
    if basis:
        query = query.where(among(Position.basis, basis))
    return fact_page(session, Position, query, after, limit, count=count)


def get_quote(session: Session, quote_id: str) -> Row[Any] | None:
    """One quote with its speaker."""
    return session.execute(_select(Quote).where(Quote.id == quote_id)).one_or_none()


def get_event(session: Session, event_id: str) -> FactRow | None:
    """One event with its participants."""
    rows = session.execute(_select(Event).where(Event.id == event_id)).all()
    return next(iter(_with_participants(session, rows)), None)


def get_position(session: Session, position_id: str) -> Row[Any] | None:
    """One position with its holder and its issue."""
    return session.execute(_select(Position).where(Position.id == position_id)).one_or_none()


def _with_participants(session: Session, events: Sequence[Row[Any]]) -> list[FactRow]:
    """The events with `actor_ids` and `recipient_ids`, those of each in text order."""
    parts = session.execute(
        select(EventParticipant.event_pk, EventParticipant.role, Actor.id)
        .join(EventParticipant.actor)
        .where(EventParticipant.event_pk.in_([event.pk for event in events]))
        .order_by(EventParticipant.pk)
    )
    ids: defaultdict[tuple[int, ParticipantRole], list[str]] = defaultdict(list)
    for event_pk, role, actor_id in parts:
        ids[event_pk, role].append(actor_id)
    return [
        FactRow(
            **event._mapping,
            actor_ids=ids[event.pk, ParticipantRole.ACTOR],
            recipient_ids=ids[event.pk, ParticipantRole.RECIPIENT],
        )
        for event in events
    ]


def _columns(fact: type[Fact]) -> list[Any]:
    return [getattr(fact, name) for name in inspect(fact).columns.keys()]  # noqa: SIM118


_SELECT: dict[type[Any], Select[Any]] = {
    Quote: select(*_columns(Quote), Actor.id.label("speaker_id"), Actor.name.label("speaker_name")).outerjoin(
        Quote.speaker
    ),
    Event: select(*_columns(Event)),
    Position: select(
        *_columns(Position),
        Actor.id.label("holder_id"),
        Issue.id.label("issue_id"),
        Issue.label.label("issue_label"),
        Quote.id.label("quote_id"),
        Article.published_at,
    )
    .join(Position.holder)
    .join(Position.issue)
    .outerjoin(Position.quote),
}


def _select(fact: type[Any]) -> Select[Any]:
    return _SELECT[fact].add_columns(Article.id.label("article_id")).join(fact.article)


def _facts(fact: type[Any], filters: FactFilters) -> Select[Any]:
    query = _select(fact)
    if article := filters.get("article"):
        query = query.where(refers(fact.article_pk, Article, article))
    if publisher := filters.get("publisher"):
        query = query.where(among(Article.publisher, publisher))
    if published_from := filters.get("published_from"):
        query = query.where(Article.published_to > published_from)
    if published_to := filters.get("published_to"):
        query = query.where(Article.published_from < published_to)
    if status := filters.get("status"):
        query = query.where(among(fact.status, status))
    if (min_confidence := filters.get("min_confidence")) is not None:
        query = query.where(fact.confidence >= min_confidence)
    return query


def _takes_part(actors: Several[str], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = select(EventParticipant.event_pk).where(refers(EventParticipant.actor_pk, Actor, actors), *conditions)
    return Event.pk.in_(parts)
