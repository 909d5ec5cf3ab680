"""The history of facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import FactStatus, Subject
from store.base import KEY, Base, Pk
from store.models.facts import ArticlePk
from store.types import Json


class Revision(Base):
    """A change of a fact, never changed itself. Number 0 is the fact as it was first stored."""

    __tablename__ = "revisions"

    pk: Mapped[Pk]
    article_pk: Mapped[ArticlePk]
    subject: Mapped[Subject]
    subject_pk: Mapped[int] = mapped_column(KEY)
    """The primary key of the fact in the table of its kind."""
    number: Mapped[int]
    created_at: Mapped[datetime]
    by: Mapped[str | None]
    """The label of the key of the reviewer; null for the machine, and without a key."""
    note: Mapped[str | None]
    status: Mapped[FactStatus]
    """The status that the fact has since."""
    restores: Mapped[int | None]
    """The number of the revision whose value was restored."""
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (
        UniqueConstraint("subject", "subject_pk", "number"),
        Index("ix_revisions_article", "article_pk"),
    )
