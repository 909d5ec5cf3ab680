"""Redirects from actors and issues that were merged away to those that stand for them, in paths and queries."""

import re
from urllib.parse import unquote_plus

from flask import Flask, Response, current_app, request

from api.database import session, version
from api.http.formats import SUFFIX
from store import queries

_RECORD = re.compile("(?:act|iss)_[a-z2-7]{16}(?![a-z2-7])")
_ISSUE = re.compile("(?<![^&])issue=([^&]*)")  # by its id or its slug
_HISTORY = "judgements.list_judgements"  # what was said of a record that was merged away

_REMEMBERED = 1000
"""Ids that were merged away, as many as are remembered; each takes 0.1 KB."""


class Merges:
    """The ids that were merged away, looked up once for each version of the store: most requests name none of them."""

    def __init__(self) -> None:
        self._known: tuple[str, frozenset[str] | None] = ("", None)

    def exist(self) -> bool:
        """Return whether anything was merged away."""
        merged = self._ids()
        return merged is None or len(merged) > 0

    def among(self, ids: set[str]) -> set[str]:
        """Return those of the ids that the request names which may have been merged away."""
        merged = self._ids()
        return ids if merged is None else ids & merged

    def _ids(self) -> frozenset[str] | None:
        """Return the ids in the store that the request reads; None when they are too many."""
        known, merged = self._known
        if known != (now := version()):
            found = queries.list_merged(session(), limit=_REMEMBERED + 1)
            merged = None if len(found) > _REMEMBERED else frozenset(found)
            self._known = (now, merged)
        return merged


def init_merged(app: Flask) -> None:
    """Answer 308 to requests for what was merged away."""
    app.extensions["merges"] = Merges()

    @app.before_request
    def lead_on() -> Response | None:
        query = request.query_string.decode("latin-1")
        ids = {*_RECORD.findall(request.path), *_RECORD.findall(query)}
        slugs = {slug for given in _ISSUE.findall(query) if "\0" not in (slug := unquote_plus(given))} - ids
        merges: Merges = current_app.extensions["merges"]
        if not (ids or slugs) or request.endpoint in (None, _HISTORY) or not merges.exist():
            return None
        of_slugs = queries.get_ids_of_slugs(session(), slugs)
        merged = merges.among({*ids, *of_slugs.values()})
        standing = queries.get_standing(session(), merged) if merged else {}
        if not standing:
            return None

        def stands(found: re.Match[str]) -> str:
            return standing.get(found[0], found[0])

        def issue_stands(found: re.Match[str]) -> str:
            issue_id = of_slugs.get(unquote_plus(found[1]))
            return f"issue={standing[issue_id]}" if issue_id in standing else found[0]

        path = _RECORD.sub(stands, request.path) + request.environ.get(SUFFIX, "")
        query = _ISSUE.sub(issue_stands, _RECORD.sub(stands, query))
        return Response(status=308, headers={"Location": f"{path}?{query}" if query else path})
