"""Quotes, events and positions, with the actors and issues they refer to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ontology.enums import Basis, EventType, FactStatus, Modality, QuoteKind, Stance
from store.models import Actor, Article, Event, EventParticipant, Issue, ParticipantRole, Position, Quote
from store.queries.paging import FactT, Key, Page, Several, among, fact_page, refers


def list_quotes(
    session: Session,
    *,
    article: str | None = None,
    speaker: Several[str] = (),
    kind: Several[QuoteKind] = (),
    status: Several[FactStatus] = (),
    min_confidence: float | None = None,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[Quote]:
    """Quotes with their speakers."""
    query = _facts(Quote, article, status, min_confidence)
    if speaker:
        query = query.where(refers(Quote.speaker_pk, Actor, speaker))
    if kind:
        query = query.where(among(Quote.kind, kind))
    return fact_page(session, Quote, query, after, limit, count=count)


def list_events(
    session: Session,
    *,
    article: str | None = None,
    type: Several[EventType] = (),  # noqa: A002
    actor: Several[str] = (),
    recipient: Several[str] = (),
    participant: Several[str] = (),
    country: Several[str] = (),
    modality: Several[Modality] = (),
    date_from: datetime | None = None,
    date_to: datetime | None = None,
    status: Several[FactStatus] = (),
    min_confidence: float | None = None,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[Event]:
    """Events with their participants; the times select what may take place from the one until the other."""
    query = _facts(Event, article, status, min_confidence)
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
    if modality:
        query = query.where(among(Event.modality, modality))
    if date_from is not None:
        query = query.where(Event.when_to > date_from)
    if date_to is not None:
        query = query.where(Event.when_from < date_to)
    return fact_page(session, Event, query, after, limit, count=count)


def list_positions(
    session: Session,
    *,
    article: str | None = None,
    holder: Several[str] = (),
    issue: Several[str] = (),
    stance: Several[Stance] = (),
    basis: Several[Basis] = (),
    status: Several[FactStatus] = (),
    min_confidence: float | None = None,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[Position]:
    """Positions with their holders and issues; `issue` takes ids and slugs."""
    query = _facts(Position, article, status, min_confidence)
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


def get_quote(session: Session, quote_id: str) -> Quote | None:
    """One quote with its speaker."""
    return session.scalar(_select(Quote).where(Quote.id == quote_id))


def get_event(session: Session, event_id: str) -> Event | None:
    """One event with its participants."""
    return session.scalar(_select(Event).where(Event.id == event_id))


def get_position(session: Session, position_id: str) -> Position | None:
    """One position with its holder and its issue."""
    return session.scalar(_select(Position).where(Position.id == position_id))


_RELATED: dict[type[Any], tuple[ORMOption, ...]] = {
    Quote: (joinedload(Quote.speaker),),
    Event: (selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True),),
    Position: (
        joinedload(Position.holder, innerjoin=True),
        joinedload(Position.issue, innerjoin=True),
        joinedload(Position.quote).load_only(Quote.id, raiseload=True),
    ),
}


def _select(fact: type[FactT]) -> Select[FactT]:
    article = joinedload(fact.article, innerjoin=True).load_only(Article.id, Article.published_at, raiseload=True)
    return select(fact).options(article, *_RELATED[fact])


def _facts(
    fact: type[FactT], article: str | None, status: Several[FactStatus], min_confidence: float | None
) -> Select[FactT]:
    """The facts that pass the filters that all kinds have."""
    query = _select(fact)
    if article is not None:
        query = query.where(refers(fact.article_pk, Article, [article]))
    if status:
        query = query.where(among(fact.status, status))
    if min_confidence is not None:
        query = query.where(fact.confidence >= min_confidence)
    return query


def _takes_part(actors: Several[str], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = select(EventParticipant.event_pk).where(refers(EventParticipant.actor_pk, Actor, actors), *conditions)
    return Event.pk.in_(parts)
