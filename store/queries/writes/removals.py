"""Removals: what is removed leaves its id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, or_, select
from sqlalchemy.orm import Session

from store.models import Actor, Appearance, Article, Removal
from store.queries.paging import chunks


@dataclass(frozen=True, slots=True)
class Cause:
    """When something is removed, by the holder of which key and why; both are null where that is not known."""

    at: datetime
    by: str | None = None
    note: str | None = None


def get_removal(session: Session, removed_id: str) -> Removal | None:
    """Get the last removal of what had an id; it may be stored again."""
    query = select(Removal).where(Removal.id == removed_id)
    return session.scalar(query.execution_options(populate_existing=True))


def add_removals(session: Session, ids: Iterable[str], cause: Cause) -> None:
    """Note that what has these ids is removed; the id of an actor of an article is that of `id_in_article`."""
    for some in chunks(sorted(set(ids))):
        session.execute(delete(Removal).where(Removal.id.in_(some)))  # of an earlier time
        rows = [{"id": each, "removed_at": cause.at, "by": cause.by, "note": cause.note} for each in some]
        session.execute(insert(Removal), rows)


def id_in_article(article_id: str, actor_id: str) -> str:
    """Return the id by which the removal of an actor of an article is known."""
    return f"{article_id}/{actor_id}"


def list_ids_in_articles(session: Session, which: ColumnElement[bool]) -> list[str]:
    """List the ids of appearances: by the actor that is shown, and by the one to which it was linked."""
    actor = or_(Actor.pk == Appearance.actor_pk, Actor.pk == Appearance.linked_pk)
    query = select(Article.id, Actor.id).join(Appearance, Appearance.article_pk == Article.pk).join(Actor, actor)
    return [id_in_article(article_id, actor_id) for article_id, actor_id in session.execute(query.where(which))]
