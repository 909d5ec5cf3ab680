"""Networks: holders and the issues of their stances, actors and the actors they act upon."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from ontology.enums import Modality
from store.models import Actor, Event, EventParticipant, Issue, ParticipantRole, Position
from store.queries.conditions import (
    PUBLISHED,
    Condition,
    Filters,
    Several,
    all_of,
    among,
    any_of,
    each,
    given_of,
    is_live,
    takes_part,
    where,
)


class TieFilters(TypedDict, total=False):
    """The filters of both lists."""

    actor: Several[str]
    country: Several[str]
    published_from: datetime | None
    published_to: datetime | None


def list_stance_ties(session: Session, *, limit: int, **filters: Unpack[TieFilters]) -> Sequence[Row[Any]]:
    """List stances of holders on issues, each with its number of positions, the strongest ties first."""
    shown = (Actor.id, Actor.name, Actor.type, Actor.country, Issue.id, Issue.label, Position.stance)
    query: Select[*tuple[Any, ...]] = (
        select(
            Actor.id.label("source_id"),
            Actor.name.label("source_name"),
            Actor.type.label("source_type"),
            Actor.country.label("source_country"),
            Issue.id.label("target_id"),
            Issue.label.label("target_name"),
            Position.stance.label("relation"),
            func.count().label("weight"),
        )
        .join(Position.holder)
        .join(Position.issue)
        .join(Position.article)
        .where(is_live(Position))
        .group_by(*shown)
        .order_by(func.count().desc(), Actor.id, Issue.id, Position.stance)
    )
    given, values = given_of(filters)
    return session.execute(query.where(*where(_filters(Actor), given)).limit(limit), values).all()


def list_event_ties(session: Session, *, limit: int, **filters: Unpack[TieFilters]) -> Sequence[Row[Any]]:
    """List actors and the actors they act upon, by type of event, each with its number of events, the strongest first.

    Denied events are left out. The filters of actor and country apply to either side.
    """
    source, target = aliased(Actor), aliased(Actor)
    doing, done_to = aliased(EventParticipant), aliased(EventParticipant)
    shown = (source.id, source.name, source.type, source.country, target.id, target.name, target.type, target.country)
    names = [f"{side}_{name}" for side in ("source", "target") for name in ("id", "name", "type", "country")]
    query: Select[*tuple[Any, ...]] = (
        select(
            *(column.label(name) for column, name in zip(shown, names, strict=True)),
            Event.type.label("relation"),
            func.count().label("weight"),
        )
        .select_from(Event)
        .join(Event.article)
        .join(doing, (doing.event_pk == Event.pk) & (doing.role == ParticipantRole.ACTOR))
        .join(done_to, (done_to.event_pk == Event.pk) & (done_to.role == ParticipantRole.RECIPIENT))
        .join(source, source.pk == doing.actor_pk)
        .join(target, target.pk == done_to.actor_pk)
        .where(Event.modality != Modality.DENIED, is_live(Event))
        .group_by(*shown, Event.type)
        .order_by(func.count().desc(), source.id, target.id, Event.type)
    )
    given, values = given_of(filters)
    return session.execute(
        query.where(*where(_filters(source, target, within=takes_part), given)).limit(limit), values
    ).all()


def _filters(*sides: type[Actor], within: Condition | None = None) -> Sequence[Filters]:
    """The filters of ties: the actor and the country of either side.

    `within` holds for all ties of the actor, and an index can answer it.
    """
    actor, country = (any_of(*map(among, columns)) for columns in zip(*((s.id, s.country) for s in sides), strict=True))
    found = all_of(within, actor) if within else actor
    return [each(actor=found, country=country, **PUBLISHED)]
