"""External ids, which callers give to articles: each is unique within its source, and leads to one article."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self, TypeVar

from sqlalchemy.orm import Session

from services import clock
from services.errors import ExternalIdInUse, Invalid, Problem, ServiceError
from store import queries
from store.models import Article

Key = TypeVar("Key")


class External(NamedTuple):
    """An external id; its source is "" if the caller names no source and uses no key."""

    external_id: str
    source: str

    @classmethod
    def taken_from(cls, given: dict[str, Any], source: str | None) -> Self | None:
        """Take an external id out of the fields of an article; `source` is the default. Raises Invalid."""
        external_id, named = given.pop("external_id", None), given.pop("source", None)
        if external_id is None:
            if named is not None:
                raise Invalid([Problem("source", "Requires an external_id.")])
            return None
        return cls(external_id, named or source or "")


def check(session: Session, wanted: Mapping[Key, tuple[External, str]]) -> dict[Key, ServiceError]:
    """Return the errors of the keys whose external id belongs to another article than the wanted one.

    An external id that is not stored belongs to the first article in `wanted`.
    """
    owners: dict[External, str] = {}
    for external, article_id in wanted.values():
        owners.setdefault(external, article_id)
    stored = queries.get_articles_by_external_id(session, owners)
    return {
        key: ExternalIdInUse(*external, owner)
        for key, (external, article_id) in wanted.items()
        if (owner := stored.get(external, owners[external])) != article_id
    }


def claim(session: Session, external: External | None, article: Article) -> None:
    """Add an external id to an article, in the transaction of the caller; raises ExternalIdInUse."""
    if external is None:
        return
    owner = queries.get_articles_by_external_id(session, [external]).get(external)
    if owner is None:
        queries.add_external_id(session, external.external_id, external.source, article)
        if article in session:  # and not new
            article.updated_at = clock.now()
    elif owner != article.id:
        raise ExternalIdInUse(*external, owner)
