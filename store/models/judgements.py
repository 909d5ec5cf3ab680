"""Judgements: what people say of actors and issues across articles."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ontology.enums import JudgementKind, Record
from store.base import KEY, Base, Pk, PublicId
from store.types import Json


class Judgement(Base):
    """An edge between two records, or a correction of one. It holds until it is revoked.

    Records are given by their public ids: a judgement outlives the rows of records that no article has any more.
    """

    __tablename__ = "judgements"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    kind: Mapped[JudgementKind]
    record: Mapped[Record]
    one: Mapped[str]
    """The record that was merged, split or corrected."""
    other: Mapped[str | None]
    """The record that stands for it, that was split off, or that it is compared with; null for a correction."""
    value: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The fields of a correction."""
    note: Mapped[str | None]
    created_at: Mapped[datetime]
    by: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]

    parts: Mapped[list["SplitPart"]] = relationship(order_by="SplitPart.article_id", lazy="raise")

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that were split off."""
        return list(dict.fromkeys(part.article_id for part in self.parts))

    __table_args__ = (
        Index("ix_judgements_one", "one", "pk"),
        Index("ix_judgements_other", "other", "pk"),
        Index("ix_judgements_by", "by", "pk"),
    )


class SplitPart(Base):
    """What a split says of one article: its part of `record_id`, to which it was linked, belongs to another record."""

    __tablename__ = "split_parts"

    judgement_pk: Mapped[int] = mapped_column(KEY, ForeignKey("judgements.pk", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_split_parts_article", "article_id"),)
