"""API keys: creating, revoking and recognising them.

A key is `cmq_<id>_<secret>`: scanners for leaked secrets find it by its prefix, and the id says which key it is. The
secret is 256 random bits, so a plain hash is enough to store it.
"""

import hashlib
import hmac
import re
import secrets
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ontology.enums import Scope
from services import clock
from services.errors import Invalid, NotFound, Problem
from services.transaction import transactional
from store import queries
from store.models import ApiKey

_KEY = re.compile(r"cmq_([a-z2-7]{16})_[A-Za-z0-9_-]{43}")
_MAX_LABEL_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder of a valid key: its id, label, scopes and time of expiry."""

    id: str
    label: str
    scopes: frozenset[str]
    expires_at: datetime | None

    def is_valid(self) -> bool:
        """Return whether the key has not expired; it may have been revoked."""
        return self.expires_at is None or clock.now() < self.expires_at


def create(session: Session, *, label: str, scopes: Iterable[Scope], days: int | None = None) -> tuple[ApiKey, str]:
    """Store a key; return its row and the key itself, which is not stored. Raises Invalid.

    With `days` it expires after that many days.
    """
    now = clock.now()
    label = label.strip()
    if not label.isprintable() or not 0 < len(label) <= _MAX_LABEL_LENGTH:
        raise Invalid([Problem("label", f"Must be 1 to {_MAX_LABEL_LENGTH} printable characters.")])
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
    transactional(Session.add)(session, row)
    return row, key


@transactional
def revoke(session: Session, key_id: str) -> ApiKey:
    """Revoke a key; one that is revoked already keeps the time of its revocation. Raises NotFound."""
    row = queries.get_api_key(session, key_id)
    if row is None:
        raise NotFound("key", key_id)
    row.revoked_at = row.revoked_at or clock.now()
    return row


def recognise(session: Session, key: str) -> Holder | None:
    """Return the holder of a key that is valid now; None for any other string."""
    shape = _KEY.fullmatch(key)
    row = queries.get_api_key(session, f"key_{shape[1]}") if shape else None
    if row is None or not hmac.compare_digest(row.sha256, _hash(key)):
        return None
    holder = Holder(row.id, row.label, frozenset(row.scopes), row.expires_at)
    return holder if row.revoked_at is None and holder.is_valid() else None


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def get_label(session: Session, key_id: str | None) -> str | None:
    """Get the label of a key, by which history names its holder."""
    key = queries.get_api_key(session, key_id) if key_id else None
    return key.label if key else None
