"""Lists that the client has as they are, answered before Flask makes a request of them: in a third of the time."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_etags

from api.http.etags import has_tag, list_digest
from api.http.formats import JSON, LIST_FORMATS
from api.middleware.request_log import observed_in
from api.security.rate_limit import Limits
from services.keys import Holder
from store.engine import version_of


class Admitted:
    """Who was let in to read, and in which state of the store: while that stays as it is, so does the answer."""

    def __init__(self) -> None:
        self._by_key: dict[bytes, tuple[str, Holder | None]] = {}

    def add(self, authorization: str, version: str, holder: Holder | None) -> None:
        """Remember a caller by its Authorization header; there is no holder where no key is needed."""
        self._by_key[_hash(authorization)] = (version, holder)

    def find(self, authorization: str, version: str) -> tuple[bool, Holder | None]:
        """Whether a caller is let in still, and whose key that is."""
        found, holder = self._by_key.get(_hash(authorization), ("", None))
        return found == version and (holder is None or holder.is_valid()), holder


class Unchanged:
    """WSGI middleware; what it is not sure of it leaves to the application."""

    def __init__(self, app: Flask, admitted: Admitted, limits: Limits, vary: str) -> None:
        self._app, self._flask = app.wsgi_app, app
        self._admitted, self._limits, self._vary = admitted, limits, vary

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        plain = environ["REQUEST_METHOD"] == "GET" and "HTTP_ORIGIN" not in environ
        if plain and "HTTP_IF_NONE_MATCH" in environ and (tag := self._tag(environ)):
            headers = [("ETag", f'W/"{tag}"'), ("Vary", self._vary), ("Cache-Control", "no-cache")]
            start_response("304 NOT MODIFIED", headers)
            return []
        return self._app(environ, start_response)

    def _tag(self, environ: dict[str, Any]) -> str | None:
        """The tag of the list, if the client has it and may ask for it."""
        accept = environ.get("HTTP_ACCEPT", "*/*")
        media_type = JSON if accept == "*/*" else accept
        if media_type not in LIST_FORMATS:
            return None
        try:
            with self._flask.extensions["engine"].connect() as connection:
                version = version_of(connection)
        except OperationalError:
            return None
        tag = list_digest(version, media_type, environ)
        admitted, holder = self._admitted.find(environ.get("HTTP_AUTHORIZATION", ""), version)
        given = parse_etags(environ["HTTP_IF_NONE_MATCH"])
        if not admitted or given.star_tag or not has_tag(given, tag):  # a * does not tell that it is a list at all
            return None
        this = observed_in(environ)
        try:
            rule, _ = self._flask.url_map.bind("").match(environ["PATH_INFO"], "GET", return_rule=True)
            self._limits.count(holder.id if holder else environ.get("REMOTE_ADDR", ""), "reads", this)
        except HTTPException:
            return None
        this.route, this.key = rule.rule, holder.id if holder else None
        return tag


def _hash(authorization: str) -> bytes:
    # A key is not to be found out by how long it takes to compare it.
    return hashlib.sha256(authorization.encode("latin-1")).digest()
