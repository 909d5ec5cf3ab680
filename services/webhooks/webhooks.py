"""Webhooks: creating, changing, testing and deleting them, and redelivering what was parked."""

import secrets
from base64 import b32encode, b64encode
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit

import orjson
from sqlalchemy.orm import Session

from ontology.enums import ChangeKind, DeliveryStatus, WebhookStatus
from services import clock
from services.errors import Invalid, Problem
from services.missing import missing
from services.transaction import transactional
from services.webhooks.addresses import Unreachable, resolve
from services.webhooks.sending import Answer, send
from store import queries
from store.models import Webhook
from store.queries import Cause

OLD_SECRET_LIFETIME = timedelta(hours=24)
"""The time after a rotation in which the old secret signs, too."""
_SECRET_BYTES = 32


class Settings(TypedDict, total=False):
    """The settings of a webhook."""

    url: str
    description: str | None
    kinds: Sequence[ChangeKind]
    articles: Sequence[str]
    status: WebhookStatus


def create(session: Session, **settings: Unpack[Settings]) -> Webhook:
    """Store a webhook, which starts with the next change; raises Invalid for a URL that it may not reach."""
    _check(settings)
    return _create(session, settings)


def change(session: Session, webhook_id: str, **settings: Unpack[Settings]) -> Webhook:
    """Change a webhook. One that becomes active continues where it stopped; raises NotFound or Invalid.

    If the feed no longer has all changes since then, it starts with the next change.
    """
    _check(settings)
    return _change(session, webhook_id, settings)


@transactional
def rotate(session: Session, webhook_id: str) -> Webhook:
    """Give a webhook a new secret; raises NotFound."""
    webhook = _get(session, webhook_id)
    now = clock.now()
    webhook.old_secret, webhook.old_secret_until = webhook.secret, now + OLD_SECRET_LIFETIME
    webhook.secret, webhook.updated_at = _new_secret(), now
    return webhook


@transactional
def delete(session: Session, webhook_id: str, *, by: str | None) -> None:
    """Delete a webhook with its deliveries, by the holder of a key with this label; raises NotFound."""
    session.delete(_get(session, webhook_id))
    queries.add_removals(session, [webhook_id], Cause(clock.now(), by))


@transactional
def redeliver(session: Session, webhook_id: str, ids: Collection[str] | None) -> int:
    """Make deliveries due now, with all their attempts; return their number. Raises NotFound or Invalid.

    Without ids, these are all deliveries that are parked or wait for another attempt.
    """
    webhook = _get(session, webhook_id)
    if ids is None:
        unsent = (DeliveryStatus.PARKED, DeliveryStatus.WAITING)
        deliveries = queries.get_deliveries_with_status(session, webhook.pk, *unsent)
    else:
        deliveries = queries.get_deliveries(session, webhook.pk, ids)
        if unknown := set(ids) - {delivery.id for delivery in deliveries}:
            raise Invalid([Problem("deliveries", f"The webhook has no delivery {min(unknown)}.")])
    webhook.resumes_at = None
    for delivery in deliveries:
        delivery.status, delivery.attempts, delivery.next_at = DeliveryStatus.WAITING, 0, clock.now()
    return len(deliveries)


def pause_all(session: Session) -> None:
    """Pause all webhooks, in the transaction of the caller: what was copied must not be delivered twice."""
    for webhook in queries.get_active_webhooks(session):
        webhook.status = WebhookStatus.PAUSED


def test(session: Session, webhook_id: str) -> Answer:
    """Send a test message, which has no object; raises NotFound."""
    webhook = _get(session, webhook_id)
    url, keys = webhook.url, signing_secrets(webhook, clock.now())
    session.rollback()  # an answer takes its time
    message = {"type": "webhook.test", "timestamp": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}", "data": {"id": webhook_id}}
    return send(url, keys, f"test_{secrets.token_hex(8)}", orjson.dumps(message).decode())


def signing_secrets(webhook: Webhook, now: datetime) -> list[str]:
    """Return the secrets that sign now, the current one first."""
    is_old_valid = webhook.old_secret_until is not None and now < webhook.old_secret_until
    return [webhook.secret, *([webhook.old_secret] if is_old_valid and webhook.old_secret else [])]


@transactional
def _create(session: Session, settings: Settings) -> Webhook:
    now = clock.now()
    webhook = Webhook(
        id=f"whk_{b32encode(secrets.token_bytes(10)).decode().lower()}",
        description=None,
        kinds=(),
        articles=(),
        status=WebhookStatus.ACTIVE,
        secret=_new_secret(),
        after=queries.get_last_number_of_changes(session),
        failures=0,
        created_at=now,
    )
    _set(webhook, settings, now)
    session.add(webhook)
    return webhook


@transactional
def _change(session: Session, webhook_id: str, settings: Settings) -> Webhook:
    webhook = _get(session, webhook_id)
    if settings.get("status") is WebhookStatus.ACTIVE and webhook.status is not WebhookStatus.ACTIVE:
        webhook.reason, webhook.failures, webhook.resumes_at = None, 0, None
        if not queries.is_complete_after(session, webhook.after):
            webhook.after = queries.get_last_number_of_changes(session)
    _set(webhook, settings, clock.now())
    return webhook


def _set(webhook: Webhook, settings: Any, now: datetime) -> None:
    for name, value in settings.items():
        setattr(webhook, name, tuple(map(str, value)) if name in ("kinds", "articles") else value)
    webhook.updated_at = now


def _get(session: Session, webhook_id: str) -> Webhook:
    webhook = queries.get_webhook(session, webhook_id)
    if webhook is None:
        raise missing(session, "webhook", webhook_id)
    return webhook


def _check(settings: Settings) -> None:
    if "url" not in settings:
        return
    parts = urlsplit(settings["url"])
    try:
        resolve(parts.hostname or "", parts.port or 443)
    except Unreachable as error:
        raise Invalid([Problem("url", str(error))]) from error


def _new_secret() -> str:
    return f"whsec_{b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}"
