"""States and what belongs to them. The state of a country is the actor that its code identifies, by its key."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, case, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ontology.enums import ActorType, StateLink
from store.models import Actor, ActorKey
from store.queries.conditions import Condition, Given

_KEY = "state "
_BODIES = {ActorType.GOVERNMENT: StateLink.ORGAN, ActorType.MILITARY: StateLink.FORCE}
_State = aliased(Actor)


def list_states(session: Session, actor_pks: Collection[int]) -> dict[int, tuple[str, StateLink]]:
    """Get the id of the state that actors belong to, and why, by the primary keys of those that belong to one."""
    why = case(
        *((Actor.type == kind, link.value) for kind, link in _BODIES.items()),
        (Actor.acts_for.is_not(None), StateLink.OFFICIAL.value),
        else_=StateLink.CITIZEN.value,
    )
    belongs = Actor.type.in_([*_BODIES, ActorType.PERSON])
    columns: tuple[Any, ...] = (Actor.pk, _State.id, why)
    query = select(*columns).join(ActorKey, _identifies(Actor.country)).join(_State, _State.pk == ActorKey.actor_pk)
    rows = session.execute(query.where(Actor.pk.in_(actor_pks), belongs))
    return {pk: (state_id, StateLink(link)) for pk, state_id, link in rows}


def get_state_id(session: Session, country: str) -> str | None:
    """Get the id of the state of a country; None if no article names it."""
    query = select(Actor.id).join(ActorKey, ActorKey.actor_pk == Actor.pk).where(ActorKey.key == f"{_KEY}{country}")
    return session.scalar(query.order_by(Actor.pk).limit(1))


def list_states_acted_for(session: Session, actor_pks: Select[Any], values: Mapping[str, Any]) -> dict[int, int]:
    """Get the states for which the selected organs, forces and officials act; all by their primary keys.

    `values` are those of the parameters of the selection.
    """
    query = select(Actor.pk, ActorKey.actor_pk).join(ActorKey, _identifies(Actor.acts_for))
    others = query.where(Actor.pk.in_(actor_pks), Actor.pk != ActorKey.actor_pk)
    return {row[0]: row[1] for row in session.execute(others, values)}


def under(acts_for: InstrumentedAttribute[Any]) -> Condition:
    """Condition on `acts_for`: the actor is one of the states, or an organ, a force or an official of one."""

    def condition(given: Given) -> ColumnElement[bool]:
        states = select(_State.acts_for).join(ActorKey, ActorKey.actor_pk == _State.pk)
        codes = states.where(given.equals(_State.id), _identifies(_State.acts_for)).correlate(None)
        return acts_for.in_(codes) if given.several else acts_for == codes.scalar_subquery()

    return condition


def _identifies(code: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return ActorKey.key == literal(_KEY).concat(code)
