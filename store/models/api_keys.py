"""API keys."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from store.base import Base, Pk, PublicId


class ApiKey(Base):
    """A key, by its hash: the key itself is not stored. A revoked key stays, so that the service never opens again."""

    __tablename__ = "api_keys"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    sha256: Mapped[str]
    label: Mapped[str]
    scopes: Mapped[tuple[str, ...]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
