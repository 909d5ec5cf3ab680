"""Actors across articles."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ontology.enums import ActorType
from store.base import KEY, Base, Pk, PublicId, Times
from store.models.counts import ActorCount
from store.types import Json


class Actor(Times, Base):
    """An actor across articles."""

    __tablename__ = "actors"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    type: Mapped[ActorType]
    name: Mapped[str]
    country: Mapped[str | None]
    role: Mapped[str | None]
    acts_for: Mapped[str | None]
    """The code of the state that the actor is, or for which it acts as an organ, a force or an official.

    Triggers maintain it from the type, the country and the keys.
    """
    machine: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The machine's values of the columns that a person has corrected."""

    counts: Mapped[ActorCount] = relationship(lazy="raise", viewonly=True)

    __table_args__ = (
        Index("ix_actors_type", "type", "pk"),
        Index("ix_actors_country", "country", "pk"),
        Index("ix_actors_updated", "updated_at", "pk"),
    )


class ActorKey(Base):
    """A key that identifies an actor in later articles: a name, an office or a code."""

    __tablename__ = "actor_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    actor_pk: Mapped[int] = mapped_column(KEY, ForeignKey("actors.pk", ondelete="CASCADE"), primary_key=True)

    actor: Mapped[Actor] = relationship(lazy="raise")

    __table_args__ = (Index("ix_actor_keys_actor", "actor_pk"),)


Index("ix_actors_name", Actor.name, Actor.pk.desc())
