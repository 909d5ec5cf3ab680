"""The feed of changes."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, current_app, jsonify, request

from api.database import own_session, session
from api.http.blueprint import Blueprint
from api.http.feed import HEADER, number_of
from api.http.formats import EVENT_STREAM, JSON, NDJSON, ndjson
from api.http.objects import cursor_of, entries
from api.http.streams import streamed, waited
from api.http.waiting import Head, pausing
from schemas.changes import ChangesOut, ChangesQuery
from store import queries

blueprint = Blueprint("changes", __name__, url_prefix="/v1", description="A feed of all changes")

_HEADERS = {
    HEADER: {
        "description": "The cursor after the last change of the answer; absent if the request waited for a change.",
        "schema": {"type": "string"},
    }
}
_LAST_EVENT_ID = {
    "in": "header",
    "name": "Last-Event-ID",
    "description": "The cursor of the last event that the client received; it takes precedence over `since`.",
    "schema": {"type": "string"},
    "example": "1048-5f3a9c21",
}
_EVENTS = {"schema": {"type": "string", "description": "One event for each change, with its cursor as id."}}
_PIECE = 1000
_STREAM_S = 60  # length of an event stream; the client then reconnects by itself
_HEARTBEAT_S = 15
_RETRY_MS = 1000


@dataclass(frozen=True, slots=True)
class _Page:
    items: list[dict[str, Any]]
    cursor: str
    number: int
    """The number of the change at the cursor."""


@dataclass(frozen=True, slots=True)
class _Feed:
    """The feed with the filters and the options of a request."""

    filters: dict[str, Any]
    with_objects: bool
    limit: int

    def read(self, after: int) -> _Page:
        """Read the changes after a number; the cursor also passes the changes that do not match the filters."""
        last = queries.get_last_change(session())
        changes = queries.list_changes(session(), after=after, limit=self.limit, **self.filters)
        if len(changes) == self.limit or last is None:
            last = changes[-1] if changes else last
        items = entries(session(), changes, with_objects=self.with_objects)
        return _Page(items, cursor_of(last), last.pk if last else 0)


@blueprint.route("/changes")
@blueprint.alt_response(410, "GONE")
@blueprint.alt_response(200, schema=ChangesOut, description="Changes, the earliest first", headers=_HEADERS)
@blueprint.query(ChangesQuery())
@blueprint.formats(JSON, NDJSON, EVENT_STREAM)
def list_changes(query: dict[str, Any], media_type: str) -> Response:
    """List the changes, in the order in which they were stored

    The order never changes, and each change appears exactly once. NDJSON has all changes, or at most `limit` if it is
    given. text/event-stream continues with new changes as they are stored; a client that reconnects sends the header
    Last-Event-ID, which takes precedence over `since`. An expired cursor answers 410: read the lists again and continue
    from their Feed-Cursor.
    """
    last_event = request.headers.get("Last-Event-ID") if media_type == EVENT_STREAM else None
    after = number_of(session(), last_event or query.get("since"), header="Last-Event-ID" if last_event else None)
    is_whole = media_type != JSON and "limit" not in request.args
    feed = _Feed(
        filters={"kinds": query.get("kind", ()), "articles": query.get("article", ())},
        with_objects="include" in query,
        limit=_PIECE if is_whole else query["limit"],
    )
    if media_type == EVENT_STREAM:
        return waited(_events(feed, after), EVENT_STREAM, {"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    page = feed.read(after)
    if not page.items and query["wait"]:
        return waited(_late(feed, page, query["wait"], media_type), media_type, {"Cache-Control": "no-store"})
    headers = {HEADER: page.cursor, "Vary": "Accept"}
    if media_type == JSON:
        path = _path()(page.cursor)
        answer = jsonify({"items": page.items, "cursor": page.cursor, "next": path})
        answer.headers.extend(headers | {"Link": f'<{path}>; rel="next"'})
        return answer
    if is_whole:
        headers[HEADER] = cursor_of(queries.get_last_change(session()))
    return streamed(ndjson(_pages(feed, page, is_whole=is_whole)), NDJSON, headers)


def _path() -> Callable[[str], str]:
    """Return a function from a cursor to the path of this request with that cursor."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "since"]
    path = request.path
    return lambda cursor: f"{path}?{urlencode([*others, ('since', cursor)])}"


def _pages(feed: _Feed, page: _Page, *, is_whole: bool) -> Iterator[list[dict[str, Any]]]:
    """Yield the changes of a page and, with `is_whole`, all later ones; hold no connection while a client reads."""
    read = _reading(feed)

    def pages() -> Iterator[list[dict[str, Any]]]:
        last = page
        yield last.items
        while is_whole and len(last.items) == feed.limit:
            last = read(last.number)
            yield last.items

    return pages()


def _late(feed: _Feed, page: _Page, seconds: int, media_type: str) -> Iterator[bytes]:
    """Yield the answer at the first change, or when the seconds have passed without one."""
    read, path, pause, head = _reading(feed), _path(), pausing(), _head()
    deadline = time.monotonic() + seconds

    def pieces() -> Iterator[bytes]:
        found = page
        with head.watched():
            while not found.items and (left := deadline - time.monotonic()) > 0:
                yield from pause(left, partial(head.is_after, found.number))
                found = read(found.number)
        if media_type == NDJSON:
            yield from ndjson([found.items])
        else:
            yield orjson.dumps({"items": found.items, "cursor": found.cursor, "next": path(found.cursor)})

    return pieces()


def _events(feed: _Feed, after: int) -> Iterator[bytes]:
    """Yield the changes as server-sent events for a minute, with a comment as heartbeat when nothing changes."""
    read, pause, head = _reading(feed), pausing(), _head()
    deadline = time.monotonic() + _STREAM_S

    def pieces() -> Iterator[bytes]:
        at, known = after, ""
        yield b"retry: %d\n\n" % _RETRY_MS
        with head.watched():
            while time.monotonic() < deadline:
                page = read(at)
                is_new, at = page.cursor != known, page.number
                known = page.cursor
                if is_new:
                    # An event without data moves the client's cursor, but the client dispatches no event for it.
                    yield b"".join(map(_event, page.items)) + f"id: {known}\n\n".encode()
                else:
                    yield b": still here\n\n"
                if len(page.items) < feed.limit:
                    left = max(0, min(_HEARTBEAT_S, deadline - time.monotonic()))
                    yield from pause(left, partial(head.is_after, at))

    return pieces()


def _event(item: dict[str, Any]) -> bytes:
    return b"id: %s\ndata: %s\n\n" % (item["cursor"].encode(), orjson.dumps(item))


def _reading(feed: _Feed) -> Callable[[int], _Page]:
    """Return a function that reads the feed after the request has ended, each time in a new session."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def read(after: int) -> _Page:
        with own_session(app):
            return feed.read(after)

    return read


def _head() -> Head:
    head: Head = current_app.extensions["feed_head"]
    return head
