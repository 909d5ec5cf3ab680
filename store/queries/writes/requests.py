"""Writing requests with an idempotency key."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.models import IdempotentRequest


def add_answer(session: Session, key: str, created_at: datetime, *, status: int, article_id: str) -> None:
    """Store the answer to a request, unless another request has its key now."""
    session.execute(
        update(IdempotentRequest)
        .where(IdempotentRequest.key == key, IdempotentRequest.created_at == created_at)
        .values(status=status, article_id=article_id)
    )


def delete_request(session: Session, key: str, created_at: datetime) -> None:
    """Delete a request, unless another request has its key now."""
    session.execute(
        delete(IdempotentRequest).where(IdempotentRequest.key == key, IdempotentRequest.created_at == created_at)
    )


def delete_old_requests(session: Session, *, before: datetime, limit: int) -> None:
    """Delete the oldest requests, except those that another transaction is deleting."""
    old = (
        select(IdempotentRequest.key)
        .where(IdempotentRequest.created_at <= before)
        .order_by(IdempotentRequest.created_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte()  # a subquery may run again for each row, and then skips others
    )
    session.execute(delete(IdempotentRequest).where(IdempotentRequest.key.in_(select(old.c.key))))
