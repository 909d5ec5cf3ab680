"""Cursors and entries of the feed of changes."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from zlib import crc32

import orjson
from flask import Flask, current_app
from sqlalchemy.orm import Session

from api.database import session, version
from api.http.codes import Code
from api.http.objects import render
from api.http.problems import ProblemError, query_item, wrong_input
from api.http.waiting import Head
from ontology.enums import ChangeKind, Operation
from schemas.base import Timestamp
from services.changes import feed, rendering
from store import queries
from store.queries import ChangeRow

HEADER = "Feed-Cursor"
"""The header that gives a list's position in the feed, as a cursor."""

_CURSOR = re.compile("([0-9]{1,18})-([0-9a-f]{8})")
_BEGINNING = "0-00000000"
_EXPIRED = (
    "The cursor has expired. Read the lists again as NDJSON, keep the Feed-Cursor of the first list, and send it as "
    "since."
)


def init_feed(app: Flask, retention: timedelta) -> None:
    """Give the services the renderer of objects, and set how long the feed keeps changes."""
    rendering.use(render)
    feed.keep(retention)
    app.extensions["feed_cursor"] = ("", _BEGINNING)
    app.extensions["feed_head"] = Head(app)


def cursor_of(change: ChangeRow | None) -> str:
    """Return the cursor of a change; for None, the cursor before the first change.

    A checksum ties the cursor to its change: a restored store may give its number to another change.
    """
    if change is None:
        return _BEGINNING
    check = crc32(f"{change.kind} {change.id} {change.operation} {change.at.isoformat()}".encode())
    return f"{change.pk}-{check:08x}"


def number_of(session: Session, cursor: str | None, *, header: str | None = None) -> int:
    """Return the number of the change at a cursor, or 0 without a cursor.

    `header` is the header that has the cursor, None if the query has it. Raises a 400 for a malformed cursor, which
    names the header or the parameter, and a 410 if changes after the cursor may be missing.
    """
    if cursor is None:
        return 0
    if cursor == "now":
        return queries.get_last_number_of_changes(session)
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        if header is not None:
            raise ProblemError(400, f"{header}: Not a cursor of the feed.", code=Code.INVALID_CURSOR)
        raise wrong_input([query_item("since", "Not a cursor of the feed.")], Code.INVALID_CURSOR)
    number = int(parts[1])
    if number == 0 and cursor == _BEGINNING:
        if queries.get_first_number(session) in (None, 1):
            return 0
    elif (change := queries.get_change(session, number)) is not None and cursor_of(change) == cursor:
        return number
    raise ProblemError(410, _EXPIRED, code=Code.CURSOR_EXPIRED)


def current_cursor() -> str:
    """Return the cursor of the last change; it is looked up once for each version of the store."""
    known, cursor = current_app.extensions["feed_cursor"]
    if known != (now := version()):
        cursor = cursor_of(queries.get_last_change(session()))
        current_app.extensions["feed_cursor"] = (now, cursor)
    return str(cursor)


def entries(session: Session, changes: Sequence[ChangeRow], *, with_objects: bool) -> list[dict[str, Any]]:
    """Return changes as entries of the feed, for orjson; `with_objects` adds the current objects."""
    shown: dict[tuple[str, str], Any] = {}
    if with_objects:
        ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for change in changes:
            if change.operation != Operation.DELETE:
                ids[change.kind][change.id] = None
        for kind, some in ids.items():
            found = render(session, ChangeKind(kind), list(some))
            shown |= {(kind, public_id): item for public_id, item in found.items()}
    return [_entry(change, _object(change, shown) if with_objects else None) for change in changes]


def _object(change: ChangeRow, shown: dict[tuple[str, str], Any]) -> Any:
    if change.operation == Operation.DELETE:
        return None if change.object is None else orjson.Fragment(change.object)
    return None if change.operation == Operation.MERGE else shown.get((change.kind, change.id))


def _entry(change: ChangeRow, found: Any) -> dict[str, Any]:
    return {
        "cursor": cursor_of(change),
        "kind": change.kind,
        "id": change.id,
        "operation": change.operation,
        "changed": orjson.Fragment(change.changed),
        "at": Timestamp.as_text(change.at),
        "by": change.by,
        "article_id": change.article_id,
        "into": change.into,
        "object": found,
    }
