"""Requests that carry an idempotency key: done once, and answered the same way for a day.

What is stored is not the answer but what it can be made of again: its status and the article.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from services import transaction
from services.errors import KeyInUse, KeyReused
from store import queries
from store.models import IdempotentRequest

KEPT = timedelta(hours=24)
# A request that is under way for longer than this was lost with its server; what it stored is found when it is done
# again.
LONGEST = timedelta(minutes=10)
# Each new key pays for some old ones, so that no request has to pay for all.
_FORGOTTEN = 100


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do the request of a key; `finish` or `release` ends it."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What the request of a key was answered."""

    status: int
    article_id: str


def claim(session: Session, key: str, sha256: str, *, now: datetime | None = None) -> Claim | Answer:
    """The right to do a request, or the answer that it had; raises KeyReused or KeyInUse.

    `sha256` is of all that makes it this request and no other one.
    """
    wanted = Claim(key, now or datetime.now(UTC))
    return transaction.commit(session, lambda: _claim(session, wanted, sha256))


def finish(session: Session, claim: Claim, *, status: int, article_id: str) -> None:
    """Keep what the request was answered."""
    transaction.commit(
        session,
        lambda: queries.answer_request(session, claim.key, claim.at, status=status, article_id=article_id),
    )


def release(session: Session, *claims: Claim) -> None:
    """Set the keys of requests free that were refused or failed: they stored nothing."""

    def work() -> None:
        for claim in claims:
            queries.forget_request(session, claim.key, claim.at)

    transaction.commit(session, work)


def _claim(session: Session, wanted: Claim, sha256: str) -> Claim | Answer:
    queries.forget_requests(session, before=wanted.at - KEPT, limit=_FORGOTTEN)
    held = queries.get_request(session, wanted.key)
    if held is None:
        session.add(IdempotentRequest(key=wanted.key, sha256=sha256, created_at=wanted.at))
        session.flush()
        return wanted
    if held.created_at <= wanted.at - (LONGEST if held.status is None else KEPT):
        held.sha256, held.created_at, held.status, held.article_id = sha256, wanted.at, None, None
        return wanted
    if held.sha256 != sha256:
        raise KeyReused
    if held.status is None or held.article_id is None:
        raise KeyInUse
    return Answer(held.status, held.article_id)
