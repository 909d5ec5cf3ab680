"""Headers for browsers: restrictions on pages, and the other sites that may read answers (CORS)."""

from functools import partial

from flask import Flask, Response, request

REQUEST_ID = "X-Request-Id"
RATE_LIMIT, POLICY = "RateLimit", "RateLimit-Policy"

_SAFE = [("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY")]
_DATA = [
    *_SAFE,
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
]
# Swagger UI keeps its pictures in data: URLs.
_PAGE = [
    *_SAFE,
    ("Referrer-Policy", "same-origin"),  # with none, a browser sends a form of the page with Origin: null
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
]
_SENT = f"Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, {REQUEST_ID}"
_READABLE = (
    "Allow, Deprecation, ETag, Feed-Cursor, Link, Location, Preference-Applied, Retry-After, Sunset, WWW-Authenticate, "
    f"{RATE_LIMIT}, {POLICY}, {REQUEST_ID}"
)


def security(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the security headers to add to these headers: only a page may load anything, and only from here.

    An answer without a body, such as 304, must not replace the policy of the page that the browser has.
    """
    media_type = dict(headers).get("Content-Type")
    if media_type is None:
        return _SAFE
    return _PAGE if media_type.startswith("text/html") else _DATA


def init_sharing(app: Flask, origins: frozenset[str]) -> None:
    """Let the scripts of these sites read the answers (CORS); * means all sites, none at all is the default."""
    if origins:
        app.after_request(partial(_share, origins))


def _share(origins: frozenset[str], response: Response) -> Response:
    # Not by Flask-Cors: with one origin it leaves Vary out, without an Origin it sends all of them.
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if origin not in origins and "*" not in origins:
        return response
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
    headers["Access-Control-Expose-Headers"] = _READABLE
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        headers["Access-Control-Allow-Methods"] = headers.get("Allow", "")
        headers["Access-Control-Allow-Headers"] = _SENT
        headers["Access-Control-Max-Age"] = "600"
    return response
