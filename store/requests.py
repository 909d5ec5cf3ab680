"""Requests that may come again."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Base


class IdempotentRequest(Base):
    """A request that came with an idempotency key, and what its answer can be made of."""

    __tablename__ = "idempotent_requests"

    key: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    """Of all that makes it this request and no other one."""
    created_at: Mapped[datetime]
    status: Mapped[int | None]
    """Of the answer; null while the request is under way."""
    article_id: Mapped[str | None]
    """The article may be gone by now."""

    __table_args__ = (Index("ix_idempotent_requests_created_at", "created_at"),)
