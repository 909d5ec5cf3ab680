"""Check of the columns that triggers maintain for ordered lists, against their sources."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ontology.enums import ActorType
from store.models import Actor, ActorKey, Event, EventParticipant, Position, Quote


def wrong_keys(session: Session) -> list[tuple[object, ...]]:
    """Return the rows with a wrong state, article or occurrence."""
    keys: dict[int, list[str]] = {}
    for actor_pk, key in session.execute(select(ActorKey.actor_pk, ActorKey.key)):
        keys.setdefault(actor_pk, []).append(key)
    actors = session.execute(select(Actor.pk, Actor.type, Actor.country, Actor.acts_for)).all()
    right = {pk: _acts_for(kind, country, keys.get(pk, [])) for pk, kind, country, _ in actors}
    wrong: list[tuple[object, ...]] = [("actor", pk, said) for pk, _, _, said in actors if said != right[pk]]
    for fact, actor_pk in (
        (Quote, Quote.speaker_pk), (Position, Position.holder_pk), (EventParticipant, EventParticipant.actor_pk),
    ):  # fmt: skip
        rows = session.execute(select(fact.pk, actor_pk, fact.acts_for))
        wrong += [(fact.__tablename__, pk, said) for pk, actor, said in rows if said != right.get(actor)]
    part = EventParticipant
    of_event = session.execute(
        select(part.pk, part.article_pk, Event.article_pk, part.occurrence_pk, Event.occurrence_pk).join(
            Event, Event.pk == part.event_pk
        )
    )
    return wrong + [("event", *row) for row in of_event if (row[1], row[3]) != (row[2], row[4])]


def _acts_for(kind: ActorType, country: str | None, keys: list[str]) -> str | None:
    is_state = f"state {country}" in keys
    is_official = kind is ActorType.PERSON and any(key.startswith(f"office {country} ") for key in keys)
    return country if is_state or is_official or kind in (ActorType.GOVERNMENT, ActorType.MILITARY) else None
