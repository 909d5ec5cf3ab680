"""The events of the timeline and the map: each event once, however many articles report it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from ontology.enums import EventType, Modality, Topic
from store.models import Event, Position
from store.queries.conditions import Several, each, given_of, is_live, of_topic, where, within
from store.queries.facts import EVENT_CONDITIONS

MAX_EVENTS = 10_000
"""The maximum number of events in a timeline or a map."""

_DAY = len("2021-07-26")
_NEWEST = (Event.article_pk.desc(), Event.pk)


class EventOrder(Enum):
    """The events to read: the dated ones, the latest first; those without a date; or all, the newest first."""

    DATED = (Event.when_from.is_not(None),), (Event.when_from.desc(), *_NEWEST)
    UNDATED = (Event.when_from.is_(None),), _NEWEST
    ALL = (), _NEWEST


class EventFilters(TypedDict, total=False):
    """The filters of the events; `topic` is the topic of a position in their article."""

    type: Several[EventType]
    participant: Several[str]
    under: Several[str]
    topic: Several[Topic]
    modality: Several[Modality]
    country: Several[str]
    date_from: datetime | None
    date_to: datetime | None


@dataclass(frozen=True, slots=True)
class DistinctEvents:
    """Events, each as the best of its matching reports; `read` is the number of reports read."""

    events: Sequence[Row[Any]]
    read: int

    @property
    def is_cut(self) -> bool:
        """Return whether more reports may match than were read."""
        return self.read == MAX_EVENTS


_FILTERS = (
    each(**EVENT_CONDITIONS),
    within(Event.article_pk, select(Position.article_pk).where(is_live(Position)), topic=of_topic),
)
_COLUMNS = (
    Event.id,
    Event.occurrence_pk,
    Event.type,
    Event.country,
    Event.when_from,
    Event.when_to,
    func.length(Event.when_edtf).label("precision"),
    Event.confidence,
)


def list_distinct_events(session: Session, order: EventOrder, **filters: Unpack[EventFilters]) -> DistinctEvents:
    """List the first matching events in this order, from at most `MAX_EVENTS` reports."""
    given, values = given_of(filters)
    conditions, columns = order.value
    matching = (is_live(Event), *conditions, *where(_FILTERS, given))
    query = select(*_COLUMNS).where(*matching).order_by(*columns).limit(MAX_EVENTS)
    rows = session.connection().execute(query, values).all()
    events = _once(rows)
    if order is EventOrder.DATED:
        events.sort(key=lambda event: event.when_from, reverse=True)
    return DistinctEvents(events, len(rows))


def _once(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Return the best report of each event by `BEST_REPORT`, in the place of its first report."""
    best: dict[Any, Row[Any]] = {}
    for row in rows:
        key = row.id if row.occurrence_pk is None else row.occurrence_pk
        known = best.get(key)
        if known is None or _rank(row) < _rank(known):
            best[key] = row
    return list(best.values())


def _rank(row: Row[Any]) -> tuple[int, float, str]:
    precision = 0 if row.precision == _DAY else 1 if row.precision else 2
    return precision, -row.confidence, row.id
