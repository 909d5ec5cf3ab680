"""Special handling of browsers: they ask for pages, and keep the key and the theme in cookies."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_cookie
from werkzeug.wrappers import Response

FRONT = "/overview"
"""The path of the front page of the reader, apart from /."""

THEMES = ("light", "dark")
"""The themes that a cookie can hold; without the cookie, pages follow the system."""

_COOKIE, _THEME = "communique_key", "communique_theme"
_YEAR_S = 365 * 24 * 3600


class FrontPage:
    """WSGI: / is the front page of the reader for a client that prefers HTML, else the index of the API."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/" and environ["REQUEST_METHOD"] in ("GET", "HEAD") and wants_page(environ):
            environ = environ | {"PATH_INFO": FRONT}
        return self.app(environ, start_response)


def wants_page(environ: dict[str, Any]) -> bool:
    """Return whether the client prefers HTML to JSON; one that accepts anything gets JSON."""
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT"), MIMEAccept)
    return accepted.best_match(["application/json", "text/html"]) == "text/html"


def kept_key(environ: Mapping[str, Any]) -> str | None:
    """Return the key that the browser keeps."""
    header = environ.get("HTTP_COOKIE")
    return parse_cookie(header).get(_COOKIE) if header else None


def keep_key(response: Response, key: str) -> None:
    """Make the browser keep a key until it is closed; no script can read it, and no other site can use it."""
    response.set_cookie(_COOKIE, key, httponly=True, samesite="Strict", secure=request.is_secure)


def forget_key(response: Response) -> None:
    """Make the browser delete its key."""
    response.delete_cookie(_COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)


def kept_theme(environ: Mapping[str, Any]) -> str | None:
    """Return the theme in the cookie, or None to follow the system."""
    header = environ.get("HTTP_COOKIE")
    theme = parse_cookie(header).get(_THEME) if header else None
    return theme if theme in THEMES else None


def keep_theme(response: Response, theme: str | None) -> None:
    """Set the cookie of the theme for a year, or delete it to follow the system."""
    options: dict[str, Any] = {"samesite": "Lax", "secure": request.is_secure}
    if theme is None:
        response.delete_cookie(_THEME, **options)
    else:
        response.set_cookie(_THEME, theme, max_age=_YEAR_S, **options)
