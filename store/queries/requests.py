"""Requests with an idempotency key."""

from sqlalchemy.orm import Session

from store.models import IdempotentRequest


def get_request(session: Session, key: str) -> IdempotentRequest | None:
    """Get the request of a key."""
    return session.get(IdempotentRequest, key)
