"""Articles."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ontology.date_expression import DateExpression
from ontology.enums import ArticleStatus, DateBasis, TitleBasis
from store.base import KEY, Base, Pk, PublicId, Times

if TYPE_CHECKING:
    from store.models.facts import Appearance, Event, Position, Quote


NO_DATE = (
    'The date of publication is not known: dates such as "on Monday" are not resolved, filters by publication do not '
    "find the article, and its positions are in no contradiction."
)


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
    copy_of: Mapped[str | None]
    """The id of the first published article with nearly the same text; null for that one, and without copies."""
    copies: Mapped[int] = mapped_column(server_default="0")
    """The number of its copies, 0 in a copy."""

    external_ids: Mapped[list["ExternalId"]] = relationship(
        order_by="(ExternalId.source, ExternalId.external_id)", lazy="raise", viewonly=True
    )
    """Read-only: `store.queries.add_external_id` writes them."""
    appearances: Mapped[list["Appearance"]] = relationship(
        back_populates="article", order_by="Appearance.pk", lazy="raise"
    )
    quotes: Mapped[list["Quote"]] = relationship(back_populates="article", order_by="Quote.pk", lazy="raise")
    events: Mapped[list["Event"]] = relationship(back_populates="article", order_by="Event.pk", lazy="raise")
    positions: Mapped[list["Position"]] = relationship(back_populates="article", order_by="Position.pk", lazy="raise")

    __table_args__ = (
        Index("ix_articles_publisher", "publisher", "pk"),
        Index("ix_articles_language", "language", "pk"),
        Index("ix_articles_engine", "engine", "pk"),
        Index("ix_articles_published", "published_from", "published_to"),
        Index("ix_articles_newest", "published_from", "pk"),
        Index("ix_articles_updated", "updated_at", "pk"),
        Index("ix_articles_copy_of", "copy_of", "pk"),
    )

    @property
    def all_warnings(self) -> tuple[str, ...]:
        """The warnings, with the effects of a missing date of publication."""
        return self.warnings if self.published_at else (*self.warnings, NO_DATE)


class ExternalId(Base):
    """An external id of an article, unique within its source: a name, or the label of the caller's key."""

    __tablename__ = "external_ids"

    external_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    """The empty string if the caller named no source and used no key."""
    article_pk: Mapped[int] = mapped_column(KEY, ForeignKey("articles.pk", ondelete="CASCADE"))

    __table_args__ = (
        Index("ix_external_ids_article", "article_pk"),
        Index("ix_external_ids_source", "source", "article_pk"),
    )


class ArticleBlock(Base):
    """A key that copies share; `nth` numbers its articles, as that of `EventBlock` does."""

    __tablename__ = "article_blocks"

    block: Mapped[str] = mapped_column(primary_key=True)
    nth: Mapped[int] = mapped_column(primary_key=True)
    article_pk: Mapped[int] = mapped_column(KEY, ForeignKey("articles.pk", ondelete="CASCADE"))

    __table_args__ = (Index("ix_article_blocks_article", "article_pk"),)
