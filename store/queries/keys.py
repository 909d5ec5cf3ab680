"""The keys that callers show."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from store.keys import ApiKey


def get_key(session: Session, key_id: str) -> ApiKey | None:
    """One key, whether it is valid or not."""
    return session.scalar(select(ApiKey).where(ApiKey.id == key_id))


def list_keys(session: Session) -> Sequence[ApiKey]:
    """All keys there have been, in the order they were made."""
    return session.scalars(select(ApiKey).order_by(ApiKey.pk)).all()


def has_keys(session: Session) -> bool:
    """Whether there has ever been a key."""
    return session.scalar(select(exists(select(ApiKey.pk)))) or False
