"""Requests with an idempotency key."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.models import IdempotentRequest


def get_request(session: Session, key: str) -> IdempotentRequest | None:
    """The request that came with a key."""
    return session.get(IdempotentRequest, key)


def answer_request(session: Session, key: str, created_at: datetime, *, status: int, article_id: str) -> None:
    """Keep the answer, unless the key has gone to another request meanwhile."""
    session.execute(
        update(IdempotentRequest)
        .where(IdempotentRequest.key == key, IdempotentRequest.created_at == created_at)
        .values(status=status, article_id=article_id)
    )


def forget_request(session: Session, key: str, created_at: datetime) -> None:
    """Set a key free, unless it has gone to another request meanwhile."""
    session.execute(
        delete(IdempotentRequest).where(IdempotentRequest.key == key, IdempotentRequest.created_at == created_at)
    )


def forget_requests(session: Session, *, before: datetime, limit: int) -> None:
    """Set the keys of the oldest requests free, as far as no other transaction is about to."""
    old = (
        select(IdempotentRequest.key)
        .where(IdempotentRequest.created_at <= before)
        .order_by(IdempotentRequest.created_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte()  # once; a subquery may be asked again for each row, and skips others then
    )
    session.execute(delete(IdempotentRequest).where(IdempotentRequest.key.in_(select(old.c.key))))
