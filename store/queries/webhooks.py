"""Webhooks, their deliveries, and which of them are due."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from ontology.enums import DeliveryStatus, WebhookStatus
from store.models import Change, Delivery, Webhook
from store.queries.conditions import Several, among, each
from store.queries.lists import List
from store.queries.paging import NEWEST, Page, Paging, Sort, newest_first


class WebhookFilters(Paging, total=False):
    """The arguments of the list of webhooks."""

    status: Several[WebhookStatus]


class DeliveryFilters(Paging, total=False):
    """The arguments of the list of the deliveries of a webhook."""

    webhook: str
    status: Several[DeliveryStatus]
    object: Several[str]


_DELIVERY = (
    select(Delivery.id, Webhook.id.label("webhook_id"), Delivery.object_id)
    .add_columns(Change.kind, Change.operation, Change.at, Delivery.status, Delivery.attempts, Delivery.next_at)
    .add_columns(Delivery.attempted_at, Delivery.response_status, Delivery.response_body, Delivery.error)
    .join(Webhook, Webhook.pk == Delivery.webhook_pk)
    .join(Change, Change.pk == Delivery.change_pk)
)
_WEBHOOKS = List(select(Webhook), [each(status=among(Webhook.status))], {NEWEST: newest_first(Webhook)})
_DELIVERIES = List(
    _DELIVERY,
    [each(webhook=among(Webhook.id), status=among(Delivery.status), object=among(Delivery.object_id))],
    {NEWEST: Sort(((Delivery.change_pk, True),))},
    has_entities=False,
)


def _active() -> Select[Webhook]:
    return select(Webhook).where(Webhook.status == WebhookStatus.ACTIVE)


def _are_due() -> tuple[ColumnElement[bool], ...]:
    """A delivery is due at its time, unless an earlier one of the same object waits."""
    earlier = aliased(Delivery)
    is_held = exists().where(
        earlier.webhook_pk == Delivery.webhook_pk,
        earlier.object_id == Delivery.object_id,
        earlier.status == DeliveryStatus.WAITING,
        earlier.change_pk < Delivery.change_pk,
    )
    return (Delivery.status == DeliveryStatus.WAITING, Delivery.next_at <= bindparam("now"), ~is_held)


def _due_deliveries() -> Select[Delivery]:
    query = select(Delivery).where(Delivery.webhook_pk == bindparam("webhook_pk"), *_are_due())
    return query.order_by(Delivery.change_pk).limit(bindparam("limit"))


def _due_webhooks() -> Select[str]:
    has_delivery = exists().where(Delivery.webhook_pk == Webhook.pk, *_are_due())
    has_change = and_(
        Webhook.after < select(func.max(Change.pk)).scalar_subquery(),
        or_(Webhook.failures < bindparam("patience"), Webhook.attempted_at <= bindparam("rested_since")),
    )
    is_free = or_(Webhook.lease.is_(None), Webhook.leased_until <= bindparam("now"))
    may_send = or_(Webhook.resumes_at.is_(None), Webhook.resumes_at <= bindparam("now"))
    query = _active().where(or_(has_change, has_delivery), is_free, may_send)
    return query.with_only_columns(Webhook.id).order_by(Webhook.attempted_at)


# Built once: every process that delivers sends them every second.
_DUE_DELIVERIES, _DUE_WEBHOOKS = _due_deliveries(), _due_webhooks()


def list_webhooks(session: Session, **asked: Unpack[WebhookFilters]) -> Page[Webhook]:
    """List webhooks, the newest first."""
    return _WEBHOOKS.page(session, asked)


def get_webhook(session: Session, webhook_id: str) -> Webhook | None:
    """Get a webhook."""
    return session.scalar(select(Webhook).where(Webhook.id == webhook_id))


def list_deliveries(session: Session, **asked: Unpack[DeliveryFilters]) -> Page[Row[Any]]:
    """List the deliveries of a webhook with their changes, the last change first."""
    return _DELIVERIES.page(session, asked)


def get_delivery(session: Session, webhook_id: str, delivery_id: str) -> Row[Any] | None:
    """Get a delivery of a webhook with its change."""
    query = _DELIVERY.where(Webhook.id == webhook_id, Delivery.id == delivery_id)
    return session.execute(query).one_or_none()


def get_deliveries(session: Session, webhook_pk: int, ids: Collection[str]) -> Sequence[Delivery]:
    """Get those deliveries of a webhook that have one of the ids."""
    return session.scalars(select(Delivery).where(Delivery.webhook_pk == webhook_pk, Delivery.id.in_(ids))).all()


def get_deliveries_with_status(session: Session, webhook_pk: int, *status: DeliveryStatus) -> Sequence[Delivery]:
    """Get the deliveries of a webhook with one of these statuses."""
    return session.scalars(select(Delivery).where(Delivery.webhook_pk == webhook_pk, Delivery.status.in_(status))).all()


def list_due_deliveries(session: Session, webhook_pk: int, *, now: datetime, limit: int) -> Sequence[Delivery]:
    """List the deliveries of a webhook that are due, in the order of their changes: at most one for each object."""
    return session.scalars(_DUE_DELIVERIES, {"webhook_pk": webhook_pk, "now": now, "limit": limit}).all()


def list_due_webhooks(session: Session, *, now: datetime, patience: int, rested_since: datetime) -> Sequence[str]:
    """List the ids of the active webhooks that have something to send, may send, and are not being delivered.

    A webhook with at least `patience` failures has rested when its last attempt was at `rested_since` or before. Until
    then it takes no change from the feed.
    """
    return session.scalars(_DUE_WEBHOOKS, {"now": now, "patience": patience, "rested_since": rested_since}).all()


def get_active_webhooks(session: Session) -> Sequence[Webhook]:
    """Get all active webhooks."""
    return session.scalars(_active()).all()


def is_delivering(session: Session, webhook_id: str, lease: str) -> bool:
    """Return whether a webhook is still active, and delivered under this lease."""
    query = _active().where(Webhook.id == webhook_id, Webhook.lease == lease)
    return session.scalar(query.with_only_columns(Webhook.pk)) is not None
