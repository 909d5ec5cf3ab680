"""Quotes, events and positions as rows of the columns that are served, with public ids of what they refer to.

They are rows and not entities because a page of them takes a fifth of the time.
"""

from collections import defaultdict, namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import JSON, ColumnElement, Enum, Row, Select, Text, case, cast, func, inspect, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import Basis, EventType, FactOrigin, FactStatus, HitKind, Modality, QuoteKind, Stance, Topic
from ontology.searching import Alternative
from store.models import (
    Actor,
    Article,
    Event,
    EventParticipant,
    Fact,
    Issue,
    Occurrence,
    ParticipantRole,
    Position,
    Quote,
)
from store.queries.conditions import (
    PUBLISHED,
    TAKES_PLACE,
    Condition,
    Filters,
    Several,
    among,
    at_least,
    changed,
    each,
    has_part,
    is_live,
    of_country,
    of_topic,
    on_issue,
    participants,
    refers,
    takes_part_from,
    with_figures,
)
from store.queries.lists import List
from store.queries.paging import Page, Paging, Sort, both_ways, fact_order
from store.queries.states import under
from store.types import FiguresType, Json, SpansType, SpanType

FactRow = Any
"""A named tuple with the columns that the schema of the fact reads."""


class FactFilters(Paging, total=False):
    """The arguments of all lists of facts. Without `status`, rejected facts are left out."""

    id: Several[str]
    q: Sequence[Alternative]
    article: Several[str]
    publisher: Several[str]
    published_from: datetime | None
    published_to: datetime | None
    status: Several[FactStatus]
    origin: Several[FactOrigin]
    reviewed_by: Several[str]
    min_confidence: float | None
    created_from: datetime | None
    updated_from: datetime | None


class QuoteFilters(FactFilters, total=False):
    """The arguments of lists of quotes."""

    speaker: Several[str]
    speaker_country: Several[str]
    under: Several[str]
    kind: Several[QuoteKind]


class FigureFilters(TypedDict, total=False):
    """The filters by figures, which hold for sure: the least is at least, and the most at most, the value.

    Durations are in days; `currency` is that of money.
    """

    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    detained_min: int | None
    detained_max: int | None
    displaced_min: int | None
    displaced_max: int | None
    sent_min: int | None
    sent_max: int | None
    votes_for_min: int | None
    votes_for_max: int | None
    votes_against_min: int | None
    votes_against_max: int | None
    abstentions_min: int | None
    abstentions_max: int | None
    money_min: int | None
    money_max: int | None
    duration_min: int | None
    duration_max: int | None
    currency: Several[str]


class EventFilters(FactFilters, FigureFilters, total=False):
    """The arguments of lists of events; the dates select those that may take place between them."""

    type: Several[EventType]
    actor: Several[str]
    recipient: Several[str]
    participant: Several[str]
    under: Several[str]
    actor_country: Several[str]
    recipient_country: Several[str]
    country: Several[str]
    place_country: Several[str]
    place: Several[str]
    modality: Several[Modality]
    occurrence: Several[str]
    date_from: datetime | None
    date_to: datetime | None


class PositionFilters(FactFilters, total=False):
    """The arguments of lists of positions; `issue` takes ids and slugs."""

    holder: Several[str]
    holder_country: Several[str]
    under: Several[str]
    issue: Several[str]
    topic: Several[Topic]
    stance: Several[Stance]
    basis: Several[Basis]


def list_quotes(session: Session, **asked: Unpack[QuoteFilters]) -> Page[FactRow]:
    """List quotes with their speakers."""
    return _QUOTES.page(session, asked)


def list_events(session: Session, **asked: Unpack[EventFilters]) -> Page[FactRow]:
    """List events with their participants."""
    page = _EVENTS.page(session, asked)
    return replace(page, items=_with_participants(session, page.items))


def list_positions(session: Session, **asked: Unpack[PositionFilters]) -> Page[FactRow]:
    """List positions with their holders and issues."""
    return _POSITIONS.page(session, asked)


def get_quote(session: Session, quote_id: str) -> FactRow | None:
    """Get a quote with its speaker, also a rejected one."""
    return next(iter(list_quotes(session, id=[quote_id], status=_ANY, limit=1).items), None)


def get_event(session: Session, event_id: str) -> FactRow | None:
    """Get an event with its participants, also a rejected one."""
    return next(iter(list_events(session, id=[event_id], status=_ANY, limit=1).items), None)


def get_position(session: Session, position_id: str) -> FactRow | None:
    """Get a position with its holder and its issue, also a rejected one."""
    return next(iter(list_positions(session, id=[position_id], status=_ANY, limit=1).items), None)


_ANY = tuple(FactStatus)
_UNSERVED = frozenset(
    "acts_for start text own_label speaker_pk holder_pk issue_pk quote_pk occurrence_pk report".split()
)


def _served(fact: type[Fact], *references: Any) -> Select[Any]:
    """Select the columns of a fact as served, enums by value, spans and figures as JSON, and its references."""
    columns = {name: getattr(fact, name) for name in inspect(fact).columns.keys() if name not in _UNSERVED}  # noqa: SIM118
    own = [_as_served(column).label(name) for name, column in columns.items()]
    return select(*own, *references, Article.id.label("article_id"))


def _as_served(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, JSON | SpanType | SpansType | FiguresType):
        return cast(type_coerce(column, Json), Text)
    return type_coerce(column, Text if isinstance(column.type, Enum) else column.type)


def _filters(fact: type[Any], **conditions: Condition) -> tuple[Filters]:
    """Return the filters of all facts, and those of one kind."""
    return (
        each(
            id=among(fact.id),
            article=refers(fact.article_pk, Article),
            publisher=among(Article.publisher),
            status=among(fact.status),
            origin=among(fact.origin),
            reviewed_by=among(fact.reviewed_by),
            min_confidence=at_least(fact.confidence),
            **changed(fact),
            **PUBLISHED,
            **conditions,
        ),
    )


def _sorts(fact: type[Any], **sorts: Sort) -> dict[str, Sort]:
    newest = fact_order(fact)
    return both_ways(
        created_at=newest.reversed(),
        confidence=newest.first_by(fact.confidence, descending=True).reversed(),
        published_at=newest.first_by(Article.published_from, descending=True).reversed(),
        updated_at=newest.first_by(fact.updated_at, descending=True).reversed(),
        **sorts,
    )


_QUOTES = List(
    _served(Quote, Actor.id.label("speaker_id"), Actor.name.label("speaker_name"))
    .outerjoin(Quote.speaker)
    .join(Quote.article),
    _filters(
        Quote,
        speaker=refers(Quote.speaker_pk, Actor),
        speaker_country=of_country(Quote.speaker_pk),
        under=under(Quote.acts_for),
        kind=among(Quote.kind),
    ),
    _sorts(Quote),
    hit=HitKind.QUOTE,
    live=is_live(Quote),
    has_entities=False,
)
BEST_REPORT = (
    case((func.length(Event.when_edtf) == len("2021-07-26"), 0), (Event.when_edtf.is_not(None), 1), else_=2),
    Event.confidence.desc(),
    Event.id,
)
"""Of the reports of one event, the one with the most precise date comes first, then the surest."""
EVENT_CONDITIONS: Mapping[str, Condition] = {
    "type": among(Event.type),
    **participants(has_part, under(EventParticipant.acts_for)),
    "actor_country": takes_part_from(ParticipantRole.ACTOR),
    "recipient_country": takes_part_from(ParticipantRole.RECIPIENT),
    "country": among(Event.country),
    "place_country": among(Event.country),
    "place": among(Event.place),
    "modality": among(Event.modality),
    **TAKES_PLACE,
}
"""The conditions of events that occurrences are filtered by, too."""
_EVENTS = List(
    _served(
        Event,
        Occurrence.id.label("occurrence_id"),
        func.coalesce(Occurrence.sources, 1).label("sources"),
    )
    .join(Event.article)
    .outerjoin(Event.occurrence),
    (
        *_filters(Event, occurrence=refers(Event.occurrence_pk, Occurrence), **EVENT_CONDITIONS),
        *with_figures(),
    ),
    _sorts(Event, date=fact_order(Event).first_by(Event.when_from)),
    hit=HitKind.EVENT,
    live=is_live(Event),
    has_entities=False,
)
_POSITIONS = List(
    _served(
        Position,
        Actor.id.label("holder_id"),
        Issue.id.label("issue_id"),
        Issue.label.label("issue_label"),
        func.coalesce(Position.own_label, Issue.label).label("label"),
        Quote.id.label("quote_id"),
        Article.published_at,
    )
    .join(Position.holder)
    .join(Position.issue)
    .outerjoin(Position.quote.and_(is_live(Quote)))
    .join(Position.article),
    _filters(
        Position,
        holder=refers(Position.holder_pk, Actor),
        holder_country=of_country(Position.holder_pk),
        under=under(Position.acts_for),
        issue=on_issue,
        topic=of_topic,
        stance=among(Position.stance),
        basis=among(Position.basis),
    ),
    _sorts(Position),
    hit=HitKind.POSITION,
    live=is_live(Position),
    has_entities=False,
)


_EVENT = [column.name for column in _EVENTS.query.selected_columns]
_EventRow = namedtuple("_EventRow", [*_EVENT, "actor_ids", "recipient_ids"])  # type: ignore[misc]


def _with_participants(session: Session, events: Sequence[Row[Any]]) -> list[FactRow]:
    """Add `actor_ids` and `recipient_ids`, in text order, to events."""
    parts = session.execute(
        select(EventParticipant.event_pk, EventParticipant.role, Actor.id)
        .join(EventParticipant.actor)
        .where(EventParticipant.event_pk.in_([event.pk for event in events]))
        .order_by(EventParticipant.pk)
    )
    ids: defaultdict[tuple[int, ParticipantRole], list[str]] = defaultdict(list)
    for event_pk, role, actor_id in parts:
        ids[event_pk, role].append(actor_id)
    actor, recipient = ParticipantRole.ACTOR, ParticipantRole.RECIPIENT
    rows = ((*event[: len(_EVENT)], ids[event.pk, actor], ids[event.pk, recipient]) for event in events)
    return list(map(_EventRow._make, rows))
