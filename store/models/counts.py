"""Numbers of articles and positions, by which lists are sorted. Triggers maintain them (migration 0031).

Rejected facts do not count, nor appearances that are shown as part of another one.
"""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import KEY, Base


def _indexes(owner: str) -> tuple[Index, ...]:
    return tuple(Index(f"ix_{owner}_counts_{name}", name, f"{owner}_pk") for name in ("articles", "positions"))


class ActorCount(Base):
    """The number of articles in which an actor appears, and of the positions that it holds."""

    __tablename__ = "actor_counts"

    actor_pk: Mapped[int] = mapped_column(KEY, ForeignKey("actors.pk", ondelete="CASCADE"), primary_key=True)
    articles: Mapped[int]
    positions: Mapped[int]

    __table_args__ = _indexes("actor")


class IssueCount(Base):
    """The number of positions on an issue, and of the articles that have one."""

    __tablename__ = "issue_counts"

    issue_pk: Mapped[int] = mapped_column(KEY, ForeignKey("issues.pk", ondelete="CASCADE"), primary_key=True)
    articles: Mapped[int]
    positions: Mapped[int]

    __table_args__ = _indexes("issue")
