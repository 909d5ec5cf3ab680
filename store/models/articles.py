"""Articles."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ontology.date_expression import DateExpression
from ontology.enums import ArticleStatus, DateBasis, TitleBasis
from store.base import Base, Pk, PublicId, Times

if TYPE_CHECKING:
    from store.models.facts import Appearance, Event, Position, Quote


class Article(Times, Base):
    """A text, its metadata and the facts found in it. The text never changes."""

    __tablename__ = "articles"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    text: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    title_basis: Mapped[TitleBasis | None]
    url: Mapped[str | None]
    publisher: Mapped[str | None]
    language: Mapped[str | None]
    published_at: Mapped[str | None]
    published_at_basis: Mapped[DateBasis | None]
    published_from: Mapped[datetime | None]
    published_to: Mapped[datetime | None]
    status: Mapped[ArticleStatus]
    engine: Mapped[str]
    dates: Mapped[tuple[DateExpression, ...]]
    warnings: Mapped[tuple[str, ...]]

    appearances: Mapped[list["Appearance"]] = relationship(
        back_populates="article", order_by="Appearance.pk", lazy="raise"
    )
    quotes: Mapped[list["Quote"]] = relationship(back_populates="article", order_by="Quote.pk", lazy="raise")
    events: Mapped[list["Event"]] = relationship(back_populates="article", order_by="Event.pk", lazy="raise")
    positions: Mapped[list["Position"]] = relationship(back_populates="article", order_by="Position.pk", lazy="raise")

    __table_args__ = (
        Index("ix_articles_publisher", "publisher", "pk"),
        Index("ix_articles_language", "language", "pk"),
        Index("ix_articles_published", "published_from", "published_to"),
        Index("ix_articles_newest", "published_from", "pk"),
    )
