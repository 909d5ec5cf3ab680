"""Errors for what is not stored: it never was, or it was removed."""

from sqlalchemy.orm import Session

from services.errors import Gone, NotFound
from store import queries


def missing(session: Session, kind: str, public_id: str, *, article_id: str | None = None) -> NotFound:
    """Return the error for an id that nothing has; that of an actor of an article comes with the article's."""
    named, known_as = public_id, public_id
    if article_id is not None:
        named, known_as = f"{public_id} in {article_id}", queries.id_in_article(article_id, public_id)
    removal = queries.get_removal(session, known_as)
    if removal is None:
        return NotFound(kind, named)
    return Gone(kind, named, removal.removed_at, removal.by, removal.note)
