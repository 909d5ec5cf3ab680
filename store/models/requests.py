"""Requests that may be sent again."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Base


class IdempotentRequest(Base):
    """A request with an idempotency key, and what its answer is made of."""

    __tablename__ = "idempotent_requests"

    key: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    """The hash of the request, without the key."""
    created_at: Mapped[datetime]
    status: Mapped[int | None]
    """The status of the answer; null while the request is being done."""
    article_id: Mapped[str | None]
    """The article may have been deleted since."""

    __table_args__ = (Index("ix_idempotent_requests_created_at", "created_at"),)
