"""The feed of changes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, jsonify, request

from api.database import own_session, session
from api.http.blueprint import Blueprint
from api.http.feed import HEADER, cursor_of, entries, number_of
from api.http.formats import JSON, NDJSON, ndjson
from api.http.streams import streamed
from schemas.changes import ChangesOut, ChangesQuery
from store import queries

blueprint = Blueprint("changes", __name__, url_prefix="/v1", description="One feed of all that changes")

_CURSOR_HEADER = {HEADER: {"description": "The cursor at the end of the answer.", "schema": {"type": "string"}}}
_PIECE = 1000


@blueprint.route("/changes")
@blueprint.alt_response(200, schema=ChangesOut, description="Changes, the first one first", headers=_CURSOR_HEADER)
@blueprint.alt_response(410, "GONE")
@blueprint.query(ChangesQuery())
@blueprint.formats(JSON, NDJSON)
def list_changes(query: dict[str, Any], media_type: str) -> Response:
    """List what has changed, in the order in which it was stored

    The order never changes, and no change is missing or comes twice. As NDJSON it is all that there is, or as many as
    `limit` says. A cursor that is too old answers 410: read the lists anew and go on with their Feed-Cursor.
    """
    after = number_of(session(), query.get("since"))
    with_objects = "include" in query
    filters = {"kinds": query.get("kind", ()), "articles": query.get("article", ())}
    if media_type == NDJSON and "limit" not in request.args:
        last = queries.get_last_change(session())
        lines = ndjson(_to_the_end(after, filters, with_objects=with_objects))
        return streamed(lines, NDJSON, {HEADER: cursor_of(last), "Vary": "Accept"})
    last = queries.get_last_change(session())
    changes = queries.list_changes(session(), after=after, limit=query["limit"], **filters)
    items = entries(session(), changes, with_objects=with_objects)
    cursor = items[-1]["cursor"] if len(items) == query["limit"] else cursor_of(last)
    headers = {HEADER: cursor, "Vary": "Accept"}
    if media_type == NDJSON:
        return streamed(ndjson(iter([items])), NDJSON, headers)
    path = _next_path(cursor)
    answer = jsonify({"items": items, "cursor": cursor, "next": path})
    answer.headers.extend(headers | {"Link": f'<{path}>; rel="next"'})
    return answer


def _next_path(cursor: str) -> str:
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "since"]
    return f"{request.path}?{urlencode([*others, ('since', cursor)])}"


def _to_the_end(after: int, filters: dict[str, Any], *, with_objects: bool) -> Iterator[list[dict[str, Any]]]:
    """Yield the changes up to the last one; between two pieces, which a slow client may take, nothing is held."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def pieces() -> Iterator[list[dict[str, Any]]]:
        at, full = after, True
        while full:
            with own_session(app):
                changes = queries.list_changes(session(), after=at, limit=_PIECE, **filters)
                full = len(changes) == _PIECE
                at = changes[-1].pk if changes else at
                items = entries(session(), changes, with_objects=with_objects)
            yield items

    return pieces()
