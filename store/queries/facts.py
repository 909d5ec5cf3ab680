"""Quotes, events and positions as rows: the columns that are served, and what they refer to by public id.

Rows, not entities, from statements that are built once for each set of filters: a page of them takes a fifth of the
time.
"""

from collections import defaultdict, namedtuple
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Enum, Row, Select, Text, cast, inspect, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import Basis, EventType, FactStatus, HitKind, Modality, QuoteKind, Stance
from ontology.searching import Alternative
from store.models import Actor, Article, Event, EventParticipant, Fact, Issue, ParticipantRole, Position, Quote
from store.queries.paging import (
    NEWEST,
    Condition,
    Given,
    Key,
    Page,
    Several,
    Sort,
    both_ways,
    bound,
    counting,
    fact_order,
    nulls_of,
)
from store.queries.search.search import fits
from store.types import Json, SpansType, SpanType

Conditions = tuple[ColumnElement[bool], ...]
FactRow = Any
"""A named tuple; which columns it has is what the schema of the fact reads."""


class FactFilters(TypedDict, total=False):
    """What all lists of facts take: which, of which articles, published when and by whom; status, confidence."""

    id: Several[str]
    q: Sequence[Alternative]
    article: Several[str]
    publisher: Several[str]
    published_from: datetime | None
    published_to: datetime | None
    status: Several[FactStatus]
    min_confidence: float | None


class QuoteFilters(FactFilters, total=False):
    """What lists of quotes take."""

    speaker: Several[str]
    kind: Several[QuoteKind]


class EventFilters(FactFilters, total=False):
    """What lists of events take; the dates select what may take place from the one until the other."""

    type: Several[EventType]
    actor: Several[str]
    recipient: Several[str]
    participant: Several[str]
    country: Several[str]
    place: Several[str]
    modality: Several[Modality]
    date_from: datetime | None
    date_to: datetime | None


class PositionFilters(FactFilters, total=False):
    """What lists of positions take; `issue` takes ids and slugs."""

    holder: Several[str]
    issue: Several[str]
    stance: Several[Stance]
    basis: Several[Basis]


def list_quotes(
    session: Session,
    *,
    sort: str = NEWEST,
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[QuoteFilters],
) -> Page[FactRow]:
    """Quotes with their speakers."""
    return _page(session, _QUOTES, filters, sort, after, limit, count=count)


def list_events(
    session: Session,
    *,
    sort: str = NEWEST,
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[EventFilters],
) -> Page[FactRow]:
    """Events with their participants."""
    page = _page(session, _EVENTS, filters, sort, after, limit, count=count)
    return Page(_with_participants(session, page.items), page.next, page.total)


def list_positions(
    session: Session,
    *,
    sort: str = NEWEST,
    after: Key | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[PositionFilters],
) -> Page[FactRow]:
    """Positions with their holders and issues."""
    return _page(session, _POSITIONS, filters, sort, after, limit, count=count)


def get_quote(session: Session, quote_id: str) -> FactRow | None:
    """One quote with its speaker."""
    return next(iter(list_quotes(session, id=[quote_id], limit=1).items), None)


def get_event(session: Session, event_id: str) -> FactRow | None:
    """One event with its participants."""
    return next(iter(list_events(session, id=[event_id], limit=1).items), None)


def get_position(session: Session, position_id: str) -> FactRow | None:
    """One position with its holder and its issue."""
    return next(iter(list_positions(session, id=[position_id], limit=1).items), None)


_UNSERVED = frozenset(("start", "text", "speaker_pk", "holder_pk", "issue_pk", "quote_pk"))


def _columns(fact: type[Fact]) -> list[Any]:
    """The columns of a fact as they are served: enums by their values, spans as JSON."""
    columns = {name: getattr(fact, name) for name in inspect(fact).columns.keys() if name not in _UNSERVED}  # noqa: SIM118
    return [_as_served(column).label(name) for name, column in columns.items()]


def _as_served(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, SpanType | SpansType):
        return cast(type_coerce(column, Json), Text)
    return type_coerce(column, Text if isinstance(column.type, Enum) else column.type)


class _Kind:
    """A kind of fact: what is served of it, what it can be filtered and sorted by."""

    def __init__(
        self, fact: type[Any], hit: HitKind, served: Select[Any], filters: Mapping[str, Condition], **sorts: Sort
    ) -> None:
        self.hit = hit
        self.served = served.add_columns(Article.id.label("article_id")).join(fact.article)
        self.filters = {
            "id": lambda given: given.among(fact.id),
            "article": lambda given: given.refers(fact.article_pk, Article),
            "publisher": lambda given: given.among(Article.publisher),
            "published_from": lambda given: Article.published_to > given.value,
            "published_to": lambda given: Article.published_from < given.value,
            "status": lambda given: given.among(fact.status),
            "min_confidence": lambda given: fact.confidence >= given.value,
            **filters,
        }
        newest = fact_order(fact)
        self.sorts = both_ways(
            created_at=newest.reversed(),
            confidence=newest.behind(fact.confidence, descending=True).reversed(),
            published_at=newest.behind(Article.published_from, descending=True).reversed(),
            **sorts,
        )

    def page(
        self, given: tuple[Given, ...], sort: str, after: tuple[bool, ...], searched: Conditions = ()
    ) -> Select[Any]:
        """The statement for a page; the values of what is given are bound when it is executed."""
        query = self._page(given, sort, after)
        return query.where(*searched) if searched else query

    def total(self, given: tuple[Given, ...], searched: Conditions = ()) -> Select[int]:
        """The statement that counts the whole list."""
        return counting(self._matching(given).where(*searched))

    @lru_cache(maxsize=1024)  # noqa: B019 - there are three kinds, for ever
    def _page(self, given: tuple[Given, ...], sort: str, after: tuple[bool, ...]) -> Select[Any]:
        return self.sorts[sort].page(self._matching(given), after)

    def _matching(self, given: tuple[Given, ...]) -> Select[Any]:
        return self.served.where(*(self.filters[each.name](each) for each in given))


def _takes_part(given: Given, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = select(EventParticipant.event_pk).where(given.refers(EventParticipant.actor_pk, Actor), *conditions)
    return Event.pk.in_(parts)


def _on_issue(given: Given) -> ColumnElement[bool]:
    keys = select(Issue.pk).where(or_(given.among(Issue.id), given.among(Issue.slug)))
    return Position.issue_pk.in_(keys)


_QUOTES = _Kind(
    Quote,
    HitKind.QUOTE,
    select(*_columns(Quote), Actor.id.label("speaker_id"), Actor.name.label("speaker_name")).outerjoin(Quote.speaker),
    {
        "speaker": lambda given: given.refers(Quote.speaker_pk, Actor),
        "kind": lambda given: given.among(Quote.kind),
    },
)
_EVENTS = _Kind(
    Event,
    HitKind.EVENT,
    select(*_columns(Event)),
    {
        "type": lambda given: given.among(Event.type),
        "actor": lambda given: _takes_part(given, EventParticipant.role == ParticipantRole.ACTOR),
        "recipient": lambda given: _takes_part(given, EventParticipant.role == ParticipantRole.RECIPIENT),
        "participant": _takes_part,
        "country": lambda given: given.among(Event.country),
        "place": lambda given: given.among(Event.place),
        "modality": lambda given: given.among(Event.modality),
        "date_from": lambda given: Event.when_to > given.value,
        "date_to": lambda given: Event.when_from < given.value,
    },
    date=fact_order(Event).behind(Event.when_from),
)
_POSITIONS = _Kind(
    Position,
    HitKind.POSITION,
    select(
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
    {
        "holder": lambda given: given.refers(Position.holder_pk, Actor),
        "issue": _on_issue,
        "stance": lambda given: given.among(Position.stance),
        "basis": lambda given: given.among(Position.basis),
    },
)


def _page(
    session: Session,
    kind: _Kind,
    filters: Mapping[str, Any],
    sort: str,
    after: Key | None,
    limit: int,
    *,
    count: bool,
) -> Page[FactRow]:
    q = filters.get("q")
    given, values = bound({name: value for name, value in filters.items() if name != "q"})
    # What is searched for is not bound but built in; how, the index knows.
    searched = (fits(session, kind.hit, q),) if q else ()
    order = kind.sorts[sort]
    key = order.values(after)  # before the page is made for a key that may be none
    page = kind.page(given, sort, nulls_of(after), searched)
    # Past the session, which would make objects of the rows.
    connection = session.connection()
    rows = connection.execute(page, values | {"limit": limit + 1} | key).all()
    total = connection.execute(kind.total(given, searched), values).scalar_one() if count else None
    return Page(rows[:limit], order.key(rows[limit - 1]) if len(rows) > limit else None, total)


_EVENT = [column.name for column in _EVENTS.served.selected_columns]
_EventRow = namedtuple("_EventRow", [*_EVENT, "actor_ids", "recipient_ids"])  # type: ignore[misc]


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
    actor, recipient = ParticipantRole.ACTOR, ParticipantRole.RECIPIENT
    rows = ((*event[: len(_EVENT)], ids[event.pk, actor], ids[event.pk, recipient]) for event in events)
    return list(map(_EventRow._make, rows))
