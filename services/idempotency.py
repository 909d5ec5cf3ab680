"""Requests with an idempotency key: each is done once, and gets the same answer for a day.

The answer is not stored, only what it is made of: its status and the article.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import clock
from services.errors import KeyInUse, KeyReused
from services.transaction import transactional
from store import queries
from store.models import IdempotentRequest

RETENTION = timedelta(hours=24)
# A request that takes longer than this was lost with its server. When it is done again, it finds what it has stored.
MAX_DURATION = timedelta(minutes=10)
# Each new key deletes some old ones, so that no request has to delete all.
_DELETED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do the request of a key; `finish` or `release` ends it."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The answer that the request of a key got."""

    status: int
    article_id: str


def new_claim(caller: str | None, key: str) -> Claim:
    """Make the claim of a caller, given by the id of its API key, to an idempotency key: each caller has its own."""
    return Claim(f"{caller or ''} {key}", clock.now())


@transactional
def claim(session: Session, wanted: Claim, sha256: str) -> Claim | StoredAnswer:
    """Get the right to do a request, or the answer that it got; raises KeyReused or KeyInUse.

    `sha256` is the hash of the request, without the idempotency key.
    """
    queries.delete_old_requests(session, before=wanted.at - RETENTION, limit=_DELETED_AT_ONCE)
    held = queries.get_request(session, wanted.key)
    if held is None:
        session.add(IdempotentRequest(key=wanted.key, sha256=sha256, created_at=wanted.at))
        session.flush()
        return wanted
    if held.created_at <= wanted.at - (MAX_DURATION if held.status is None else RETENTION):
        held.sha256, held.created_at, held.status, held.article_id = sha256, wanted.at, None, None
        return wanted
    if held.sha256 != sha256:
        raise KeyReused
    if held.status is None or held.article_id is None:
        raise KeyInUse
    return StoredAnswer(held.status, held.article_id)


@transactional
def finish(session: Session, claim: Claim, *, status: int, article_id: str) -> None:
    """Store the answer to a request."""
    queries.add_answer(session, claim.key, claim.at, status=status, article_id=article_id)


@transactional
def release(session: Session, *claims: Claim) -> None:
    """Release the keys of requests that were refused or failed: they stored nothing."""
    for each in claims:
        queries.delete_request(session, each.key, each.at)
