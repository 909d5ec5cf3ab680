"""All that a store holds, to compare it with what another one does."""

from sqlalchemy.orm import Session

from store import queries

# What tells when and in which order rows came.
_ORDER = {"pk", "created_at", "updated_at", "attempts"}


def everything(session: Session) -> dict[str, list[str]]:
    """Return the sorted rows of all tables except jobs, requests, locks and changes."""
    session.rollback()
    names = [name for name in queries.TABLES if name not in ("jobs", "idempotent_requests", "clash_slots", "changes")]
    return {name: sorted(map(_row, queries.list_rows(session, name))) for name in names}


def _row(row: dict[str, object]) -> str:
    return repr({name: value for name, value in row.items() if name not in _ORDER and not name.endswith("_pk")})
