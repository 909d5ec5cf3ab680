"""States and what belongs to them. The state of a country is the actor that its code identifies, by its key."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ontology.enums import ActorType, StateLink
from store.models import Actor, ActorKey
from store.queries.conditions import Condition

_KEY = "state "
_BODIES = {ActorType.GOVERNMENT: StateLink.ORGAN, ActorType.MILITARY: StateLink.FORCE}
_State = aliased(Actor)


def _is_official() -> ColumnElement[bool]:
    key = aliased(ActorKey)
    office = literal("office ").concat(Actor.country).concat(" %")
    return exists().where(key.actor_pk == Actor.pk, key.key.like(office)).correlate(Actor)


def list_states(session: Session, actor_pks: Collection[int]) -> dict[int, tuple[str, StateLink]]:
    """Get the id of the state that actors belong to, and why, by the primary keys of those that belong to one."""
    why = case(
        *((Actor.type == kind, link.value) for kind, link in _BODIES.items()),
        (_is_official(), StateLink.OFFICIAL.value),
        else_=StateLink.CITIZEN.value,
    )
    belongs = Actor.type.in_([*_BODIES, ActorType.PERSON])
    columns: tuple[Any, ...] = (Actor.pk, _State.id, why)
    query = _with_state(select(*columns)).where(Actor.pk.in_(actor_pks), belongs)
    return {pk: (state_id, StateLink(link)) for pk, state_id, link in session.execute(query)}


def get_state_id(session: Session, country: str) -> str | None:
    """Get the id of the state of a country; None where no article names it."""
    query = select(Actor.id).join(ActorKey, ActorKey.actor_pk == Actor.pk).where(ActorKey.key == f"{_KEY}{country}")
    return session.scalar(query.order_by(Actor.pk).limit(1))


def list_states_acted_for(session: Session, actor_pks: Select[Any], values: Mapping[str, Any]) -> dict[int, int]:
    """Get the states for which the selected organs, forces and officials act; all by their primary keys.

    `values` are those of the parameters of the selection.
    """
    columns: tuple[Any, ...] = (Actor.pk, _State.pk)
    query = _with_state(select(*columns)).where(Actor.pk.in_(actor_pks), _acts_for_state())
    return {row[0]: row[1] for row in session.execute(query, values)}


def under(actor_pk: InstrumentedAttribute[Any]) -> Condition:
    """The actor is one of the states, or an organ, a force or an official of one."""
    members = (
        select(Actor.pk)
        .select_from(_State)
        .join(ActorKey, and_(ActorKey.actor_pk == _State.pk, ActorKey.key.startswith(_KEY)))
        .join(Actor, Actor.country == func.substr(ActorKey.key, len(_KEY) + 1))
        .where(or_(Actor.pk == _State.pk, _acts_for_state()))
        .correlate(None)
    )
    return lambda given: actor_pk.in_(members.where(given.equals(_State.id)))


def _acts_for_state() -> ColumnElement[bool]:
    return or_(Actor.type.in_(_BODIES), and_(Actor.type == ActorType.PERSON, _is_official()))


def _with_state(query: Select[Any]) -> Select[Any]:
    return query.join(ActorKey, ActorKey.key == literal(_KEY).concat(Actor.country)).join(
        _State, _State.pk == ActorKey.actor_pk
    )
