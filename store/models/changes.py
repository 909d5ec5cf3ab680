"""The feed of changes."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import ChangeKind, Operation
from store.base import Base, Pk


class Change(Base):
    """A change of one thing by one transaction; `pk` is its place in the order of commits. Never changed itself."""

    __tablename__ = "changes"

    pk: Mapped[Pk]
    kind: Mapped[ChangeKind]
    id: Mapped[str]
    operation: Mapped[Operation]
    at: Mapped[datetime]
    by: Mapped[str | None]
    """The label of the key of the request; null for the engine, and without a key."""
    article_id: Mapped[str | None]
    into: Mapped[str | None]
    """The record that stands for one that was merged, or that was split off."""
    changed: Mapped[tuple[str, ...]] = mapped_column(server_default="[]")
    """The names of the served fields that an update has changed."""
    object: Mapped[str | None]
    """What was deleted, as it was served: JSON."""

    __table_args__ = (Index("ix_changes_article", "article_id", "pk"),)
