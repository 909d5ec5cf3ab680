"""What the service takes from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

_DATABASE_URL = "sqlite:///communique.sqlite3"


@dataclass(frozen=True, slots=True)
class Settings:
    """DATABASE_URL: a SQLAlchemy URL; postgres:// and postgresql:// mean the driver that is installed."""

    database_url: str

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """The settings in an environment, defaults for what it lacks."""
        url = environment.get("DATABASE_URL") or _DATABASE_URL
        scheme, separator, rest = url.partition("://")
        if scheme in ("postgres", "postgresql"):
            scheme = "postgresql+psycopg"
        return cls(database_url=f"{scheme}{separator}{rest}")
