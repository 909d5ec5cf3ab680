"""Numbers of articles and positions, by which lists are sorted. Triggers maintain them (migration 0031).

Rejected facts do not count, nor appearances that are shown as part of another one.
"""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import KEY, Base


class ActorCount(Base):
    """The number of articles in which an actor appears, and of the positions that it holds."""

    __tablename__ = "actor_counts"

    actor_pk: Mapped[int] = mapped_column(KEY, ForeignKey("actors.pk", ondelete="CASCADE"), primary_key=True)
    articles: Mapped[int]
    positions: Mapped[int]

    __table_args__ = (
        Index("ix_actor_counts_articles", "articles", "actor_pk"),
        Index("ix_actor_counts_positions", "positions", "actor_pk"),
    )


class IssueCount(Base):
    """The number of positions on an issue, and of the articles that have one."""

    __tablename__ = "issue_counts"

    issue_pk: Mapped[int] = mapped_column(KEY, ForeignKey("issues.pk", ondelete="CASCADE"), primary_key=True)
    articles: Mapped[int]
    positions: Mapped[int]

    __table_args__ = (
        Index("ix_issue_counts_articles", "articles", "issue_pk"),
        Index("ix_issue_counts_positions", "positions", "issue_pk"),
    )
