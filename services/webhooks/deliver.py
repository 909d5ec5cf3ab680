"""Delivery of changes to one webhook: at least once, and in order for each object.

A run has steps. Each step is one transaction that stores the outcomes of the last attempts, turns changes of the feed
into deliveries, and reads those that are due; the attempts follow without a transaction. So a run that is killed loses
nothing, and repeats at most the attempts of one step. A lease keeps two runs from delivering at the same time.
"""

import logging
import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy.orm import Session, sessionmaker

from ontology.enums import ChangeKind, DeliveryStatus, WebhookStatus
from services import clock, ids
from services.transaction import transactional
from services.webhooks.sending import GONE, Answer, send
from services.webhooks.webhooks import signing_secrets
from store import queries
from store.models import Delivery, Webhook
from store.queries import ChangeRow

Render = Callable[[Session, Sequence[ChangeRow]], list[dict[str, Any]]]
"""Returns changes as the feed serves them, each with its object, for orjson."""

Done = Callable[[str, str], object]
"""Called after each attempt with the id of the webhook and the outcome: delivered, failed or parked."""

RETRY_DELAYS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
]
"""The delays of Standard Webhooks 1.0 after each failed attempt; a delivery that fails after the last one is parked."""
_JITTER = 0.1
"""The longest random addition to a delay, as a part of it, so that deliveries are not all sent again at once."""

PATIENCE = 10
"""Failures in a row after which a webhook takes only one change from the feed in each rest."""
REST = timedelta(minutes=5)

_STEP_SIZE = 100  # deliveries
_STEP_S = 10
_RUN_S = 20
_LEASE = timedelta(seconds=90)  # longer than a step with a slow name server and a receiver that hangs at its end
_EXPIRED = (
    "The feed no longer has all changes that the webhook has not delivered. To continue, activate it, and then read "
    "the lists again."
)
_GONE = "The receiver has answered 410 Gone."
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Attempt:
    delivery_id: str
    change_pk: int
    url: str
    secrets: list[str]


_Outcomes = dict[str, tuple[Answer, datetime]]


def list_due(session: Session) -> Sequence[str]:
    """List the ids of the webhooks that have something to deliver."""
    now = clock.now()
    return queries.list_due_webhooks(session, now=now, patience=PATIENCE, rested_since=now - REST)


def deliver(sessions: sessionmaker[Session], webhook_id: str, render: Render, done: Done) -> None:
    """Deliver what is due to a webhook, for some seconds; the rest remains due."""
    lease, start = secrets.token_hex(8), time.monotonic()
    outcomes: _Outcomes = {}
    while True:
        with sessions() as session:
            attempts, words = _step(session, webhook_id, lease, outcomes, go_on=time.monotonic() - start < _RUN_S)
            for word in words:
                done(webhook_id, word)
            if not attempts:
                return
            outcomes = _send_all(session, webhook_id, lease, attempts, render)


def _send_all(session: Session, webhook_id: str, lease: str, attempts: Sequence[_Attempt], render: Render) -> _Outcomes:
    """Send until the step has taken long enough, the webhook is paused or deleted, or the receiver is gone."""
    changes = queries.get_changes(session, [attempt.change_pk for attempt in attempts])
    entries = {change.pk: entry for change, entry in zip(changes, render(session, changes), strict=True)}
    outcomes: _Outcomes = {}
    start = time.monotonic()
    for attempt in attempts:
        session.rollback()
        if time.monotonic() - start >= _STEP_S or not queries.is_delivering(session, webhook_id, lease):
            break
        session.rollback()  # no transaction is open while the receiver takes its time
        entry = entries.get(attempt.change_pk)
        if entry is None:  # the feed no longer has the change
            continue
        message = {"type": f"{entry['kind']}.{entry['operation']}", "timestamp": entry["at"], "data": entry}
        answer = send(attempt.url, attempt.secrets, attempt.delivery_id, orjson.dumps(message).decode())
        outcomes[attempt.delivery_id] = answer, clock.now()
        if answer.status == GONE or answer.wait is not None:
            break
    session.rollback()
    return outcomes


@transactional
def _step(
    session: Session, webhook_id: str, lease: str, outcomes: _Outcomes, *, go_on: bool
) -> tuple[list[_Attempt], list[str]]:
    """Store outcomes, and return the next attempts and the outcomes in words. Without attempts the lease has ended."""
    now, webhook = clock.now(), queries.get_webhook(session, webhook_id)
    if webhook is None or _is_leased(webhook, lease, now):
        return [], []
    words = _settle(session, webhook, outcomes)
    due: Sequence[Delivery] = ()
    may_send = webhook.resumes_at is None or webhook.resumes_at <= now
    if go_on and may_send and webhook.status is WebhookStatus.ACTIVE:
        due = _due(session, webhook, now)
    webhook.lease, webhook.leased_until = (lease, now + _LEASE) if due else (None, None)
    keys = signing_secrets(webhook, now)
    return [_Attempt(each.id, each.change_pk, webhook.url, keys) for each in due], words


def _is_leased(webhook: Webhook, lease: str, now: datetime) -> bool:
    return webhook.lease not in (None, lease) and webhook.leased_until is not None and now < webhook.leased_until


def _settle(session: Session, webhook: Webhook, outcomes: _Outcomes) -> list[str]:
    words = []
    found = {each.id: each for each in queries.get_deliveries(session, webhook.pk, outcomes)}
    for delivery_id, (answer, at) in outcomes.items():
        webhook.attempted_at = at
        webhook.failures = webhook.failures + 1 if answer.error else 0
        webhook.resumes_at = None if answer.wait is None else at + min(answer.wait, RETRY_DELAYS[-1])
        if answer.status == GONE:
            _disable(webhook, _GONE)
        if delivery_id in found:
            words.append(_settle_one(found[delivery_id], answer, at))
    return words


def _settle_one(delivery: Delivery, answer: Answer, at: datetime) -> str:
    delivery.attempts, delivery.attempted_at = delivery.attempts + 1, at
    delivery.response_status, delivery.response_body, delivery.error = answer.status, answer.body, answer.error
    delivery.next_at = None
    if answer.error is None:
        delivery.status = DeliveryStatus.DELIVERED
        return "delivered"
    if delivery.attempts > len(RETRY_DELAYS):
        delivery.status = DeliveryStatus.PARKED
        _LOG.warning("The delivery %s is parked: %s", delivery.id, answer.error)
        return "parked"
    delay = RETRY_DELAYS[delivery.attempts - 1] * random.uniform(1, 1 + _JITTER)  # noqa: S311 - no secret
    delivery.next_at = at + max(delay, min(answer.wait or delay, RETRY_DELAYS[-1]))
    return "failed"


def _due(session: Session, webhook: Webhook, now: datetime) -> Sequence[Delivery]:
    """Return the deliveries that are due; if there are few, after turning some changes of the feed into deliveries."""
    due = queries.list_due_deliveries(session, webhook.pk, now=now, limit=_STEP_SIZE)
    if len(due) < _STEP_SIZE and _enlist(session, webhook, now):
        session.flush()
        due = queries.list_due_deliveries(session, webhook.pk, now=now, limit=_STEP_SIZE)
    return due


def _enlist(session: Session, webhook: Webhook, now: datetime) -> bool:
    """Turn changes of the feed into deliveries; return whether there was one."""
    limit = _STEP_SIZE
    if webhook.failures >= PATIENCE:
        limit = 1 if webhook.attempted_at is None or webhook.attempted_at <= now - REST else 0
    last = queries.get_last_number_of_changes(session)
    if not limit or webhook.after >= last:
        return False
    if not queries.is_complete_after(session, webhook.after):
        _disable(webhook, _EXPIRED)
        return False
    kinds = [ChangeKind(kind) for kind in webhook.kinds]
    changes = queries.list_changes(session, after=webhook.after, limit=limit, kinds=kinds, articles=webhook.articles)
    webhook.after = changes[-1].pk if len(changes) == limit else last
    session.add_all(
        Delivery(
            webhook_pk=webhook.pk,
            change_pk=change.pk,
            id=ids.delivery_id(webhook.id, change.pk, change.at),
            object_id=change.id,
            status=DeliveryStatus.WAITING,
            attempts=0,
            next_at=now,
        )
        for change in changes
    )
    return bool(changes)


def _disable(webhook: Webhook, reason: str) -> None:
    webhook.status, webhook.reason = WebhookStatus.DISABLED, reason
    _LOG.warning("The webhook %s is disabled: %s", webhook.id, reason)
