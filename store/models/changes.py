"""The feed of changes."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import ChangeKind, Operation
from store.base import Base, Pk


class Change(Base):
    """A change of one object by one transaction, never altered; `pk` is its place in the order of commits."""

    __tablename__ = "changes"

    pk: Mapped[Pk]
    kind: Mapped[ChangeKind]
    id: Mapped[str]
    operation: Mapped[Operation]
    at: Mapped[datetime]
    by: Mapped[str | None]
    """The label of the key of the request; null for the engine and for requests without a key."""
    article_id: Mapped[str | None]
    into: Mapped[str | None]
    """The id of the record into which it was merged, or of the record split off from it."""
    changed: Mapped[tuple[str, ...]] = mapped_column(server_default="[]")
    """The names of the served fields that an update changed."""
    object: Mapped[str | None]
    """The last served JSON object of a delete."""

    __table_args__ = (Index("ix_changes_article", "article_id", "pk"),)
