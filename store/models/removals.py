"""What is no longer stored."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.base import Base


class Removal(Base):
    """The last removal of an article, a fact or a record, which may have come again since."""

    __tablename__ = "removals"

    id: Mapped[str] = mapped_column(primary_key=True)
    """The public id; of an actor of an article, the ids of both with a slash between them."""
    removed_at: Mapped[datetime]
    by: Mapped[str | None]
    """The label of the key; null for the machine, and without a key."""
    note: Mapped[str | None]
    """Why the machine removed it."""
