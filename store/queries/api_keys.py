"""API keys."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from store.models import ApiKey


def get_api_key(session: Session, key_id: str) -> ApiKey | None:
    """Get a key, which may be expired or revoked."""
    return session.scalar(select(ApiKey).where(ApiKey.id == key_id))


def list_api_keys(session: Session) -> Sequence[ApiKey]:
    """List all keys in the order of their creation, with those that are revoked."""
    return session.scalars(select(ApiKey).order_by(ApiKey.pk)).all()


def has_api_keys(session: Session) -> bool:
    """Return whether there has ever been a key."""
    return session.scalar(select(exists(select(ApiKey.pk)))) or False
