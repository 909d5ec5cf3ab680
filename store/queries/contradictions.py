"""Contradictions with their evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import null, or_, select
from sqlalchemy.orm import Session

from ontology.enums import ContradictionKind, EventType, FactStatus, Stance, Topic
from ontology.span import Span
from store.models import Actor, Article, Contradiction, Event, Issue, Position
from store.queries.conditions import (
    PUBLISHED,
    Several,
    among,
    any_of,
    at_least,
    created,
    each,
    of_country,
    refers,
    refers_to_some,
    within,
)
from store.queries.lists import List
from store.queries.paging import Page, Paging, both_ways, chunks, newest_first
from store.queries.states import under


class ContradictionFilters(Paging, total=False):
    """The arguments of the list of contradictions; one of its two articles matches all filters of articles."""

    id: Several[str]
    kind: Several[ContradictionKind]
    holder: Several[str]
    under: Several[str]
    country: Several[str]
    holder_country: Several[str]
    created_from: datetime | None
    issue: Several[str]
    topic: Several[Topic]
    article: Several[str]
    publisher: Several[str]
    published_from: datetime | None
    published_to: datetime | None
    min_confidence: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A position or an event as evidence; `date` is that of the publication or of the event, as EDTF."""

    id: str
    article_id: str
    published_at: str | None
    date: str | None
    stance: Stance | None
    type: EventType | None
    spans: tuple[Span, ...]
    confidence: float
    status: FactStatus


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """A contradiction with both pieces of evidence."""

    id: str
    kind: ContradictionKind
    holder_id: str
    holder_name: str
    issue_id: str
    issue_label: str
    topic: Topic
    earlier: Evidence
    later: Evidence
    confidence: float
    created_at: datetime


_ORDER = newest_first(Contradiction)
_IS_ONE = or_(Article.pk == Contradiction.earlier_article_pk, Article.pk == Contradiction.later_article_pk)
_COLUMNS: tuple[Any, ...] = (
    *(Contradiction.id, Contradiction.kind, Contradiction.confidence, Contradiction.created_at),
    *(Actor.id.label("holder_id"), Actor.name.label("holder_name")),
    *(Issue.id.label("issue_id"), Issue.label.label("issue_label"), Issue.topic),
    *(Contradiction.earlier_pk, Contradiction.later_pk, Contradiction.event_pk),
)
_CONTRADICTIONS = List(
    select(*_COLUMNS).join(Actor, Actor.pk == Contradiction.holder_pk).join(Issue, Issue.pk == Contradiction.issue_pk),
    [
        each(
            id=among(Contradiction.id),
            kind=among(Contradiction.kind),
            holder=refers(Contradiction.holder_pk, Actor),
            under=refers_to_some(Contradiction.holder_pk, select(Actor.pk), under(Actor.acts_for)),
            country=of_country(Contradiction.holder_pk),
            holder_country=of_country(Contradiction.holder_pk),
            **created(Contradiction),
            issue=refers_to_some(Contradiction.issue_pk, select(Issue.pk), any_of(among(Issue.id), among(Issue.slug))),
            topic=among(Issue.topic),
            min_confidence=at_least(Contradiction.confidence),
        ),
        within(
            Contradiction.pk,
            select(Contradiction.pk).join(Article, _IS_ONE),
            article=among(Article.id),
            publisher=among(Article.publisher),
            **PUBLISHED,
        ),
    ],
    both_ways(
        created_at=_ORDER.reversed(),
        confidence=_ORDER.first_by(Contradiction.confidence, descending=True).reversed(),
    ),
    has_entities=False,
)


def list_contradictions(session: Session, **asked: Unpack[ContradictionFilters]) -> Page[ContradictionRow]:
    """List contradictions with their evidence."""
    page = _CONTRADICTIONS.page(session, asked)
    positions = list_evidence(session, [pk for row in page.items for pk in (row.earlier_pk, row.later_pk)])
    events = _events(session, [row.event_pk for row in page.items])
    rows = [
        ContradictionRow(
            *(row.id, row.kind, row.holder_id, row.holder_name, row.issue_id, row.issue_label, row.topic),
            earlier=positions[row.earlier_pk],
            later=events[row.event_pk] if row.later_pk is None else positions[row.later_pk],
            confidence=row.confidence,
            created_at=row.created_at,
        )
        for row in page.items
    ]
    return replace(page, items=rows)


def get_contradiction(session: Session, contradiction_id: str) -> ContradictionRow | None:
    """Get a contradiction with its evidence."""
    return next(iter(list_contradictions(session, id=[contradiction_id], limit=1).items), None)


def list_evidence(session: Session, pks: Iterable[int | None]) -> dict[int, Evidence]:
    """Get positions as evidence, by their primary keys."""
    about = (Position.pk, Position.id, Article.id, Article.published_at, Article.published_at, Position.stance, null())
    columns = (*about, Position.evidence, Position.confidence, Position.status)
    rows = _rows(session, Position, columns, pks)
    return {row[0]: Evidence(*row[1:7], *((row[7],), *row[8:])) for row in rows}


def _events(session: Session, pks: Iterable[int | None]) -> dict[int, Evidence]:
    about = (Event.pk, Event.id, Article.id, Article.published_at, Event.when_edtf, null(), Event.type)
    rows = _rows(session, Event, (*about, Event.triggers, Event.confidence, Event.status), pks)
    return {row[0]: Evidence(*row[1:]) for row in rows}


def _rows(
    session: Session, fact: type[Position | Event], columns: tuple[Any, ...], pks: Iterable[int | None]
) -> Iterator[Any]:
    query = select(*columns).join(fact.article)
    for some in chunks(sorted({pk for pk in pks if pk is not None})):
        yield from session.execute(query.where(fact.pk.in_(some)))
