"""Occurrences across articles, and the events that are compared when articles come and go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from ontology.enums import EventType, HitKind, Modality
from ontology.searching import Alternative
from store.models import Article, Event, EventBlock, EventParticipant, Occurrence
from store.queries.conditions import (
    PUBLISHED,
    Several,
    among,
    at_least,
    changed,
    each,
    has_event_with,
    participants,
    refers,
    with_figures,
    within,
)
from store.queries.facts import BEST_REPORT, EVENT_CONDITIONS, FigureFilters
from store.queries.lists import List
from store.queries.paging import Page, Paging, both_ways, chunks, newest_first
from store.queries.states import under


class OccurrenceFilters(Paging, FigureFilters, total=False):
    """The arguments of the list of occurrences: one event of an occurrence matches all, figures may be another's."""

    id: Several[str]
    q: Sequence[Alternative]
    sources_min: int | None
    article: Several[str]
    publisher: Several[str]
    published_from: datetime | None
    published_to: datetime | None
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
    date_from: datetime | None
    date_to: datetime | None
    created_from: datetime | None
    updated_from: datetime | None


@dataclass(frozen=True, slots=True)
class OccurrenceSummary:
    """An occurrence as the best of its reports presents it, which is `event_id`."""

    id: str
    event_id: str
    type: EventType
    title: str
    when_edtf: str | None
    country: str | None
    place: str | None
    modality: Modality
    sources: int
    created_at: datetime
    updated_at: datetime


_ORDER = newest_first(Occurrence)
_OCCURRENCES = List(
    select(Occurrence),
    [
        each(id=among(Occurrence.id), sources_min=at_least(Occurrence.sources), **changed(Occurrence)),
        within(
            Occurrence.pk,
            select(Event.occurrence_pk).join(Event.article).where(Event.occurrence_pk.is_not(None)),
            participants(has_event_with, under(EventParticipant.acts_for)),
            article=refers(Event.article_pk, Article),
            publisher=among(Article.publisher),
            **PUBLISHED,
            **EVENT_CONDITIONS,
        ),
        *with_figures(Occurrence.pk, Event.occurrence_pk),
    ],
    both_ways(
        created_at=_ORDER.reversed(),
        updated_at=_ORDER.first_by(Occurrence.updated_at, descending=True).reversed(),
        sources=_ORDER.first_by(Occurrence.sources, descending=True).reversed(),
    ),
    hit=HitKind.OCCURRENCE,
)


def list_occurrences(session: Session, **asked: Unpack[OccurrenceFilters]) -> Page[OccurrenceSummary]:
    """List occurrences."""
    page = _OCCURRENCES.page(session, asked)
    best = _best_reports(session, [occurrence.pk for occurrence in page.items])
    return replace(page, items=[_summary(each, best[each.pk]) for each in page.items])


def get_occurrence(session: Session, occurrence_id: str) -> OccurrenceSummary | None:
    """Get an occurrence by its id, or by one that it had when another of its events was the first."""
    event = f"evt_{occurrence_id.removeprefix('occ_')}"
    of_event = select(Event.occurrence_pk).where(Event.id == event).scalar_subquery()
    query = select(Occurrence).where(or_(Occurrence.id == occurrence_id, Occurrence.pk == of_event))
    found = session.scalar(query)
    return None if found is None else _summary(found, _best_reports(session, [found.pk])[found.pk])


def list_reports(session: Session, occurrence_id: str, *, limit: int) -> Sequence[Event]:
    """List the events of an occurrence with their articles, those of the first article first."""
    shown = (Article.id, Article.title, Article.publisher, Article.url, Article.published_at, Article.copy_of)
    query = (
        select(Event)
        .join(Event.occurrence)
        .join(Event.article)
        .where(Occurrence.id == occurrence_id)
        .options(
            joinedload(Event.article, innerjoin=True).load_only(*shown, raiseload=True),
            joinedload(Event.occurrence, innerjoin=True),
            selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True),
        )
        .order_by(Article.published_from.asc().nulls_last(), Event.article_pk, Event.pk)
        .limit(limit)
    )
    return session.scalars(query).all()


def _best_reports(session: Session, pks: Sequence[int]) -> dict[int, Row[Any]]:
    """Get the best report of each occurrence."""
    columns = (Event.id, Event.type, Event.title, Event.when_edtf, Event.country, Event.place, Event.modality)
    nth = func.row_number().over(partition_by=Event.occurrence_pk, order_by=BEST_REPORT).label("nth")
    ranked = select(Event.occurrence_pk, *columns, nth).where(Event.occurrence_pk.in_(pks)).subquery()
    return {row.occurrence_pk: row for row in session.execute(select(ranked).where(ranked.c.nth == 1))}


def _summary(occurrence: Occurrence, best: Row[Any]) -> OccurrenceSummary:
    return OccurrenceSummary(
        id=occurrence.id,
        event_id=best.id,
        type=best.type,
        title=best.title,
        when_edtf=best.when_edtf,
        country=best.country,
        place=best.place,
        modality=best.modality,
        sources=occurrence.sources,
        created_at=occurrence.created_at,
        updated_at=occurrence.updated_at,
    )


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """A stored event with its report; `occurrence_pk` is that of its occurrence, if it has one."""

    pk: int
    id: str
    article_id: str
    published_from: datetime | None
    report: str
    occurrence_pk: int | None


BlockRow = tuple[str, int, int, str | None]
"""One of the keys of an event, its number, the primary key of the event, and its sketch."""


def list_event_blocks(session: Session, blocks: Sequence[str]) -> list[BlockRow]:
    """List the events that have one of the keys, in the order of their numbers."""
    query = select(EventBlock.block, EventBlock.nth, EventBlock.event_pk, EventBlock.sketch).order_by(EventBlock.nth)
    rows: list[Any] = []
    for some in chunks(blocks):  # past the session, which would take as long again for each row
        rows += session.connection().execute(query.where(EventBlock.block.in_(some)))
    return rows


def list_reported_events(session: Session, pks: Collection[int]) -> list[ReportedEvent]:
    """Get events with their reports by their primary keys."""
    return [
        ReportedEvent(*row)
        for some in chunks(sorted(pks))
        for row in session.execute(_reported().where(Event.pk.in_(some)))
    ]


def list_events_of_occurrences(session: Session, pks: Collection[int]) -> list[ReportedEvent]:
    """Get the events of occurrences."""
    return [
        ReportedEvent(*row)
        for some in chunks(sorted(pks))
        for row in session.execute(_reported().where(Event.occurrence_pk.in_(some)))
    ]


def list_occurrences_by_pk(session: Session, pks: Collection[int]) -> list[Occurrence]:
    """Get occurrences by their primary keys, in their order."""
    query = select(Occurrence).order_by(Occurrence.pk)
    return [found for some in chunks(sorted(pks)) for found in session.scalars(query.where(Occurrence.pk.in_(some)))]


def list_occurrences_of_articles(session: Session, article_pks: Collection[int]) -> list[int]:
    """Get the primary keys of the occurrences of the events of articles."""
    query = select(Event.occurrence_pk).distinct().where(Event.article_pk.in_(article_pks))
    return [pk for pk in session.scalars(query) if pk is not None]


def count_sources(session: Session, pks: Collection[int]) -> dict[int, int]:
    """Count the articles of occurrences by primary key, those with nearly the same text once."""
    sources = func.count(func.coalesce(Article.copy_of, Article.id).distinct())
    query = select(Event.occurrence_pk, sources).join(Event.article).group_by(Event.occurrence_pk)
    return {
        pk: count
        for some in chunks(sorted(pks))
        for pk, count in session.execute(query.where(Event.occurrence_pk.in_(some)))
        if pk is not None
    }


def _reported() -> Select[*tuple[Any, ...]]:
    return select(Event.pk, Event.id, Article.id, Article.published_from, Event.report, Event.occurrence_pk).join(
        Event.article
    )
