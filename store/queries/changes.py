"""Reading the feed of changes, in the order of the commits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Text, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from ontology.enums import ChangeKind
from store.models import Change
from store.types import Json

ChangeRow = Any
"""A row of a change, with its kind and operation by value and the names of the changed fields as JSON."""

_COLUMNS: tuple[Any, ...] = (
    Change.pk,
    type_coerce(Change.kind, Text).label("kind"),
    Change.id,
    type_coerce(Change.operation, Text).label("operation"),
    Change.at,
    Change.by,
    Change.article_id,
    Change.into,
    cast(type_coerce(Change.changed, Json), Text).label("changed"),
    Change.object,
)
_FIRST_TO_LAST = select(*_COLUMNS).order_by(Change.pk)


def list_changes(
    session: Session,
    *,
    after: int,
    limit: int,
    kinds: Collection[ChangeKind] = (),
    articles: Collection[str] = (),
) -> Sequence[ChangeRow]:
    """List the changes after a number, the earliest first."""
    query = _FIRST_TO_LAST.where(Change.pk > after).limit(limit)
    if kinds:
        query = query.where(Change.kind.in_(kinds))
    if articles:
        query = query.where(Change.article_id.in_(articles))
    return session.connection().execute(query).all()


def get_change(session: Session, number: int) -> ChangeRow | None:
    """Get a change by its number."""
    return session.connection().execute(select(*_COLUMNS).where(Change.pk == number)).one_or_none()


def get_changes(session: Session, numbers: Collection[int]) -> Sequence[ChangeRow]:
    """Get the changes with these numbers, the earliest first."""
    return session.connection().execute(_FIRST_TO_LAST.where(Change.pk.in_(numbers))).all()


def get_last_change(session: Session) -> ChangeRow | None:
    """Get the last change; None if the feed is empty."""
    return session.connection().execute(select(*_COLUMNS).order_by(Change.pk.desc()).limit(1)).one_or_none()


def get_first_number(session: Session) -> int | None:
    """Get the number of the first change in the feed; it is 1 until changes have been deleted."""
    return session.scalar(select(func.min(Change.pk)))


def get_last_number_of_changes(session: Session) -> int:
    """Get the number of the last change; 0 if the feed is empty."""
    return session.scalar(select(func.max(Change.pk))) or 0


def is_complete_after(session: Session, number: int) -> bool:
    """Return whether the feed has all changes after the change with a number, or after 0, its beginning."""
    if number == 0:
        return get_first_number(session) in (None, 1)
    return session.scalar(select(Change.pk).where(Change.pk == number)) is not None
