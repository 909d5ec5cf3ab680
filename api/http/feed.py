"""Cursors of the feed of changes in requests and answers."""

import re
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from api.database import session, version
from api.http.codes import Code
from api.http.objects import BEGINNING, cursor_of, render
from api.http.problems import ProblemError, query_item, wrong_input
from api.http.waiting import Head
from services.changes import feed, rendering
from store import queries

HEADER = "Feed-Cursor"
"""The header that gives a list's position in the feed, as a cursor."""

_CURSOR = re.compile("([0-9]{1,18})-([0-9a-f]{8})")
_EXPIRED = (
    "The cursor has expired. Read the lists again as NDJSON, keep the Feed-Cursor of the first list, and send it as "
    "since."
)


def init_feed(app: Flask, retention: timedelta) -> None:
    """Give the services the renderer of objects, and set how long the feed keeps changes."""
    rendering.use(render)
    feed.keep(retention)
    app.extensions["feed_cursor"] = ("", BEGINNING)
    app.extensions["feed_head"] = Head(app)


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
    if number == 0 and cursor == BEGINNING:
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
