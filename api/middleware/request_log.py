"""Around every request: its id, the headers that all answers have, its line in the log, its count in the metrics.

As WSGI, not as hooks of Flask: it sees the end of a stream and the bytes that were sent, and costs less than half.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import structlog
from flask import request

from api.metrics import Metrics
from api.middleware.headers import REQUEST_ID, security

_ID = re.compile(r"[A-Za-z0-9._~+/=:@-]{1,128}")
_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"))
_ENVIRON = "communique.request_info"

_log = structlog.get_logger("api.requests")


class RequestInfo:
    """A request as its line in the log describes it, and the headers that its answer gets."""

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id
        self.key: str | None = None
        """The id of the key that was shown."""
        self.label: str | None = None
        """The label of that key, which the feed of changes shows as `by`."""
        self.caller = "unknown"
        """The key, or the address where none was shown: one of those that share the service."""
        self.may_review = False
        """The key has the scope review, or none is needed."""
        self.may_write = False
        """True if the key has the scope write, or if the service requires no key."""
        self.headers = [(REQUEST_ID, request_id)]
        self.is_counted = False
        """It has been counted against the limit of its caller."""
        self.retry_after: str | None = None
        """The seconds after which to send it again; null when it is within the limit."""
        self.route = "none"
        self.status = 0
        self.streams = False
        self.bytes = 0
        self.started = time.perf_counter()


def request_info() -> RequestInfo:
    """Return the information about this request."""
    return request_info_of(request.environ)


def request_info_of(environ: Mapping[str, Any]) -> RequestInfo:
    """Return the information about the request with this environment."""
    found: RequestInfo = environ[_ENVIRON]
    return found


class RequestLog:
    """WSGI middleware around the application."""

    def __init__(self, app: Callable[..., Iterable[bytes]], metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        this = environ[_ENVIRON] = RequestInfo(given if _ID.fullmatch(given) else str(uuid4()))

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            this.status = int(status[:3])
            rule = getattr(environ.get("werkzeug.request"), "url_rule", None)
            if rule:
                this.route = rule.rule
            this.streams = not any(name == "Content-Length" for name, _ in headers)
            return start_response(status, [*headers, *this.headers, *security(headers)], *exc_info)

        body = _Body(self._app(environ, start), this, lambda: self._finish(environ, this))
        if this.streams:
            return body
        try:  # a server need not wait for more of a list
            return list(body)
        finally:
            body.close()

    def _finish(self, environ: dict[str, Any], this: RequestInfo) -> None:
        seconds = time.perf_counter() - this.started
        # A label of the metrics: methods that a caller makes up must not add to them.
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else "other"
        self._metrics.request(method, this.route, this.status, seconds)
        _log.info(
            "request",
            method=method,
            route=this.route,
            path=quote(environ["PATH_INFO"], encoding="latin-1"),  # as the server decodes it
            status=this.status,
            ms=round(seconds * 1000, 1),
            bytes=this.bytes,
            request_id=this.request_id,
            key=this.key,
        )


class _Body:
    """The parts of an answer; it counts their bytes and calls `finish` at the end."""

    def __init__(self, parts: Iterable[bytes], this: RequestInfo, finish: Callable[[], None]) -> None:
        self._parts, self._this, self._finish = parts, this, finish

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._this.bytes += len(part)
            yield part

    def close(self) -> None:
        try:
            if hasattr(self._parts, "close"):
                self._parts.close()
        finally:
            self._finish()
