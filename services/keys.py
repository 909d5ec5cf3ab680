"""Keys: making them, revoking them, recognising them.

A key reads `cmq_<id>_<secret>`: the prefix lets scanners for leaked secrets find it, the id tells which one it is.
The secret is 256 random bits, so a plain hash keeps it; nothing slower is needed.
"""

import hashlib
import hmac
import re
import secrets
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from ontology.enums import Scope
from services import transaction
from services.errors import Invalid, NotFound, Problem
from store import queries
from store.models import ApiKey

_KEY = re.compile(r"cmq_([a-z2-7]{16})_[A-Za-z0-9_-]{43}")
_LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has shown a valid key: its id, and what it is good for."""

    id: str
    scopes: frozenset[str]
    expires_at: datetime | None

    def is_valid(self) -> bool:
        """Whether the key, if nobody has revoked it, is good still."""
        return self.expires_at is None or datetime.now(UTC) < self.expires_at


def create(
    session: Session, *, label: str, scopes: Iterable[Scope], days: int | None = None, now: datetime | None = None
) -> tuple[ApiKey, str]:
    """Store a key and give it: its row, and the only copy of it there will be. Raises Invalid.

    With `days` it expires so many days from now.
    """
    now = now or datetime.now(UTC)
    label = label.strip()
    if not label.isprintable() or not 0 < len(label) <= _LONGEST_LABEL:
        raise Invalid([Problem("label", f"Must be 1 to {_LONGEST_LABEL} printable characters.")])
    name = b32encode(secrets.token_bytes(10)).decode().lower()
    key = f"cmq_{name}_{secrets.token_urlsafe(32)}"
    row = ApiKey(
        id=f"key_{name}",
        sha256=_hash(key),
        label=label,
        scopes=tuple(sorted(set(scopes))),
        created_at=now,
        expires_at=None if days is None else now + timedelta(days=days),
    )
    transaction.commit(session, lambda: session.add(row))
    return row, key


def revoke(session: Session, key_id: str, *, now: datetime | None = None) -> ApiKey:
    """Let a key open nothing any more; one that is revoked stays so. Raises NotFound."""
    return transaction.commit(session, lambda: _revoke(session, key_id, now or datetime.now(UTC)))


def recognise(session: Session, key: str, *, now: datetime | None = None) -> Holder | None:
    """Whose key it is, if it is valid now; None for any other string."""
    shape = _KEY.fullmatch(key)
    row = queries.get_key(session, f"key_{shape[1]}") if shape else None
    if row is None or not hmac.compare_digest(row.sha256, _hash(key)):
        return None
    now = now or datetime.now(UTC)
    if row.revoked_at or (row.expires_at and row.expires_at <= now):
        return None
    return Holder(row.id, frozenset(row.scopes), row.expires_at)


def _revoke(session: Session, key_id: str, now: datetime) -> ApiKey:
    row = queries.get_key(session, key_id)
    if row is None:
        raise NotFound("key", key_id)
    row.revoked_at = row.revoked_at or now
    return row


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
