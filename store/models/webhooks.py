"""Webhooks: followers of the feed to which the service sends each change."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import DeliveryStatus, WebhookStatus
from store.base import KEY, Base, Pk, PublicId, Times


class Webhook(Times, Base):
    """A receiver of changes and its place in the feed."""

    __tablename__ = "webhooks"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    url: Mapped[str]
    description: Mapped[str | None]
    kinds: Mapped[tuple[str, ...]]
    """Only changes of objects of these kinds; empty for all kinds."""
    articles: Mapped[tuple[str, ...]]
    """Only changes of the articles with these ids and their facts; empty for all changes."""
    status: Mapped[WebhookStatus]
    reason: Mapped[str | None]
    """Why the service disabled it."""
    secret: Mapped[str]
    old_secret: Mapped[str | None]
    """The secret before the last rotation, which also signs until a time."""
    old_secret_until: Mapped[datetime | None]
    after: Mapped[int] = mapped_column(KEY)
    """The number of the last change that has become a delivery or did not match the filters."""
    failures: Mapped[int]
    """The number of attempts that have failed since the last success."""
    attempted_at: Mapped[datetime | None]
    resumes_at: Mapped[datetime | None]
    """The time until which the receiver has asked to wait; null if its last answer did not."""
    lease: Mapped[str | None]
    """The name of the process run that delivers now; no other run delivers until the lease ends."""
    leased_until: Mapped[datetime | None]


class Delivery(Base):
    """A change that a webhook sends, and its last attempt. It is deleted with the change or the webhook."""

    __tablename__ = "deliveries"

    webhook_pk: Mapped[int] = mapped_column(KEY, ForeignKey("webhooks.pk", ondelete="CASCADE"), primary_key=True)
    change_pk: Mapped[int] = mapped_column(KEY, ForeignKey("changes.pk", ondelete="CASCADE"), primary_key=True)
    id: Mapped[PublicId]
    object_id: Mapped[str]
    """The id of the changed object, whose deliveries are sent in order."""
    status: Mapped[DeliveryStatus]
    attempts: Mapped[int]
    """The number of attempts since it was created or last redelivered."""
    next_at: Mapped[datetime | None]
    """The time of the next attempt; null unless it waits."""
    attempted_at: Mapped[datetime | None]
    response_status: Mapped[int | None]
    """The HTTP status of the last answer; null without an answer."""
    response_body: Mapped[str | None]
    """The beginning of the last answer."""
    error: Mapped[str | None]
    """Why the last attempt has failed."""

    __table_args__ = (
        Index("ix_deliveries_change", "change_pk"),
        Index("ix_deliveries_status", "webhook_pk", "status", "next_at"),
        Index("ix_deliveries_object", "webhook_pk", "object_id", "status"),
    )
