"""The vocabulary of filters: each condition is a function of the value that a filter is given.

Values are bound when a statement is executed, so that a list builds its statement once for each set of filters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    Select,
    Text,
    and_,
    bindparam,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator, TypeEngine

from ontology.enums import FactStatus, FigureKind
from store.models import (
    Actor,
    Appearance,
    Article,
    Event,
    EventFigure,
    EventParticipant,
    Issue,
    Occurrence,
    ParticipantRole,
    Position,
    Quote,
)

T = TypeVar("T")
# Not Sequence: a str is one, and would be taken for its letters.
Several = list[T] | tuple[T, ...]
Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Given:
    """A filter with a value, or with several that mean any of them."""

    name: str
    several: bool

    def bind(self, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
        """Return the parameter that stands for the value."""
        return bindparam(self.name, type_=type_, expanding=self.several)

    def equals(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Compare a column with the value. A single one is compared by `=`, so that an index gives the order too."""
        return column.in_(self.bind()) if self.several else column == self.bind()


Condition = Callable[[Given], ColumnElement[bool]]


def given_of(filters: Mapping[str, Any]) -> tuple[tuple[Given, ...], dict[str, Any]]:
    """Return the filters that have a value, and their values by name; null and an empty list mean no filter."""
    given, values = [], {}
    for name, value in filters.items():
        if value is None or value in ([], ()):
            continue
        one = isinstance(value, list | tuple) and len(value) == 1
        given.append(Given(name, isinstance(value, list | tuple) and not one))
        values[name] = value[0] if one else value
    return tuple(given), values


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions by the names of their filters; with `within`, they apply to the rows that a column refers to.

    The conditions in `alone` apply to the row itself, and replace a filter that is the only one given.
    """

    conditions: Mapping[str, Condition]
    within: tuple[InstrumentedAttribute[Any], Select[Any]] | None = None
    alone: Mapping[str, Condition] = field(default_factory=dict)

    def where(self, given: Iterable[Given]) -> Conditions:
        """Return the conditions of the filters that are given."""
        own = [each for each in given if each.name in self.conditions]
        if len(own) == 1 and own[0].name in self.alone:
            return [self.alone[own[0].name](own[0])]
        found = [self.conditions[each.name](each) for each in own]
        if self.within is None or not found:
            return found
        column, query = self.within
        return [column.in_(query.where(*found))]


@dataclass(frozen=True, slots=True)
class Some(Filters):
    """Filters of the rows that refer to a row: one of them passes all, even where none is given.

    `few` are filters that few rows pass, which are then looked up first. Otherwise each row is looked at, and not by
    EXISTS, for which Postgres may read the whole table.
    """

    few: frozenset[str] = frozenset()

    def where(self, given: Iterable[Given]) -> Conditions:
        """Return the condition."""
        own = [each for each in given if each.name in self.conditions]
        column, query = self.within  # type: ignore[misc]
        query = query.where(*(self.conditions[each.name](each) for each in own))
        if self.few & {each.name for each in own}:
            return [column.in_(query)]
        (reference,) = query.selected_columns
        one = query.with_only_columns(literal(1), maintain_column_froms=True).where(reference == column)
        return [one.correlate(column.class_).limit(1).scalar_subquery().is_not(None)]


def each(**conditions: Condition) -> Filters:
    """Filters that are conditions of the row itself."""
    return Filters(conditions)


def within(
    column: InstrumentedAttribute[Any],
    query: Select[Any],
    alone: Mapping[str, Condition] | None = None,
    /,
    **conditions: Condition,
) -> Filters:
    """Filters of other rows: the column is in the result of the query under all given conditions.

    `alone` has conditions of the row itself that are equivalent for a single filter, and faster.
    """
    return Filters(conditions, (column, query), alone or {})


def where(filters: Sequence[Filters], given: Sequence[Given]) -> Conditions:
    """Return the conditions of all filters that are given."""
    return [condition for some in filters for condition in some.where(given)]


def is_live(fact: type[Appearance | Quote | Event | Position]) -> ColumnElement[bool]:
    """The fact is not rejected, nor shown as part of another one."""
    live = fact.status != FactStatus.REJECTED
    return and_(live, fact.joined.is_(None)) if fact is Appearance else live


def among(column: InstrumentedAttribute[Any]) -> Condition:
    """The column has one of the values."""
    return lambda given: given.equals(column)


def at_least(column: InstrumentedAttribute[Any]) -> Condition:
    """The column is the value or more."""
    return lambda given: column >= given.bind()


def at_most(column: InstrumentedAttribute[Any]) -> Condition:
    """The column is the value or less."""
    return lambda given: column <= given.bind()


def later_than(column: InstrumentedAttribute[Any]) -> Condition:
    """The column is a later time than the value."""
    return lambda given: column > given.bind()


def earlier_than(column: InstrumentedAttribute[Any]) -> Condition:
    """The column is an earlier time than the value."""
    return lambda given: column < given.bind()


def contains(folded: ColumnElement[str] | InstrumentedAttribute[str]) -> Condition:
    """The casefolded column contains the value, in upper or lower case."""
    return lambda given: folded.like(given.bind(_Part()), escape=_ESCAPE)


def all_of(*conditions: Condition) -> Condition:
    """All conditions hold."""
    return lambda given: and_(*(condition(given) for condition in conditions))


def any_of(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    return lambda given: or_(*(condition(given) for condition in conditions))


def refers(column: InstrumentedAttribute[Any], entity: type[Article | Actor | Issue | Occurrence]) -> Condition:
    """The foreign key refers to a row with one of the public ids."""

    def condition(given: Given) -> ColumnElement[bool]:
        pks = select(entity.pk).where(given.equals(entity.id)).correlate(None)
        return column.in_(pks) if given.several else column == pks.scalar_subquery()

    return condition


def refers_to_some(column: InstrumentedAttribute[Any], query: Select[Any], condition: Condition) -> Condition:
    """The column is among what the query selects under the condition."""
    return lambda given: column.in_(query.where(condition(given)))


def created(entity: type[Any]) -> dict[str, Condition]:
    """Condition: the row was stored at or after a time."""
    return {"created_from": at_least(entity.created_at)}


def changed(entity: type[Any]) -> dict[str, Condition]:
    """Condition: the row was stored or changed at or after a time."""
    # A row never changes before it is stored, so the first condition is redundant, but it has an index.
    stored = all_of(at_least(entity.updated_at), at_least(entity.created_at))
    return {"created_from": stored, "updated_from": at_least(entity.updated_at)}


PUBLISHED: Mapping[str, Condition] = {
    "published_from": later_than(Article.published_to),
    "published_to": earlier_than(Article.published_from),
}
"""The article may have been published between the two times."""

TAKES_PLACE: Mapping[str, Condition] = {
    "date_from": later_than(Event.when_to),
    "date_to": earlier_than(Event.when_from),
}
"""The event may take place between the two times."""


def with_figures(
    column: InstrumentedAttribute[Any] = Event.pk, of_event: InstrumentedAttribute[Any] = Event.pk
) -> list[Filters]:
    """Return the filters by figures; the bounds of a kind, and the currency of money, are those of one figure.

    They select events for which the text is sure: "at least 12" is 10 or more, but not surely 50 or less. With another
    column they select what it names of these events.
    """
    query = select(EventFigure.event_pk)
    if of_event is not Event.pk:
        query = select(of_event).join(EventFigure, EventFigure.event_pk == Event.pk).where(of_event.is_not(None))
    filters = []
    for kind in FigureKind:
        bounds = {f"{kind}_min": at_least(EventFigure.low), f"{kind}_max": at_most(EventFigure.high)}
        if kind is FigureKind.MONEY:
            bounds["currency"] = among(EventFigure.currency)
        filters.append(within(column, query.where(EventFigure.kind == kind), **bounds))
    return filters


def of_country(actor_pk: InstrumentedAttribute[Any]) -> Condition:
    """The actor is of one of the countries."""
    return refers_to_some(actor_pk, select(Actor.pk), among(Actor.country))


def has_part(condition: Condition, *more: ColumnElement[bool]) -> Condition:
    """Condition: the event has a participant for which the conditions hold.

    It selects all columns of the order of events, in this order and each event once, so that an index of participants
    can answer it.
    """
    order = (EventParticipant.article_pk, EventParticipant.event_pk)
    parts = select(*order).where(*more).distinct().order_by(order[0].desc(), order[1])
    return lambda given: tuple_(Event.article_pk, Event.pk).in_(parts.where(condition(given)))


def takes_part_from(role: ParticipantRole | None = None) -> Condition:
    """Condition: an actor of one of the countries takes part in the event, in this role or in any."""
    parts = select(EventParticipant.event_pk)
    if role is not None:
        parts = parts.where(EventParticipant.role == role)
    return refers_to_some(Event.pk, parts, of_country(EventParticipant.actor_pk))


takes_part = has_part(refers(EventParticipant.actor_pk, Actor))
"""Condition: one of the actors takes part in the event."""


def has_event_with(condition: Condition, *more: ColumnElement[bool]) -> Condition:
    """Condition: the occurrence has events with a participant for which the conditions hold, in index order."""
    found = EventParticipant.occurrence_pk
    parts = select(found).where(found.is_not(None), *more).distinct().order_by(found.desc())
    return lambda given: Occurrence.pk.in_(parts.where(condition(given)))


def participants(of: Callable[..., Condition], under: Condition) -> Mapping[str, Condition]:
    """Return the filters of events or occurrences by participants; `under` is the filter by their state."""
    is_it = refers(EventParticipant.actor_pk, Actor)
    in_role = {role.value: of(is_it, EventParticipant.role == role) for role in ParticipantRole}
    return {**in_role, "participant": of(is_it), "under": of(under)}


def on_issue(given: Given) -> ColumnElement[bool]:
    """The position is on one of the issues, which are given by id or by slug."""
    issues = select(Issue.pk).where(any_of(among(Issue.id), among(Issue.slug))(given))
    # One is compared by `=`, so that an index gives the order, too; no slug is an id.
    return Position.issue_pk.in_(issues) if given.several else Position.issue_pk == issues.limit(1).scalar_subquery()


def of_topic(given: Given) -> ColumnElement[bool]:
    """The position is on an issue of one of the topics."""
    return given.equals(Position.topic)


_ESCAPE = "\\"


class _Part(TypeDecorator[str]):
    """Part of a casefolded string, bound as the LIKE pattern that finds it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        part = value.casefold()
        for special in (_ESCAPE, "%", "_"):
            part = part.replace(special, _ESCAPE + special)
        return f"%{part}%"
