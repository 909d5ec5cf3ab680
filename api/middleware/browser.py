"""What is different for a browser: it asks for pages, and keeps its key in a cookie."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_cookie
from werkzeug.wrappers import Response

FRONT = "/overview"
"""Where the front page of the reader is, besides /."""

_COOKIE = "communique_key"


class FrontPage:
    """WSGI: / is the front page of the reader for who wants a page, and the index of the API for everybody else."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/" and environ["REQUEST_METHOD"] in ("GET", "HEAD") and wants_page(environ):
            environ = environ | {"PATH_INFO": FRONT}
        return self.app(environ, start_response)


def wants_page(environ: dict[str, Any]) -> bool:
    """Whether the client likes HTML better than JSON; who takes anything gets JSON."""
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT"), MIMEAccept)
    return accepted.best_match(["application/json", "text/html"]) == "text/html"


def kept_key(environ: Mapping[str, Any]) -> str | None:
    """The key that the browser keeps."""
    header = environ.get("HTTP_COOKIE")
    return parse_cookie(header).get(_COOKIE) if header else None


def keep_key(response: Response, key: str) -> None:
    """Have the browser keep a key until it is closed: no script reads it, and no other site makes use of it."""
    response.set_cookie(_COOKIE, key, httponly=True, samesite="Strict", secure=request.is_secure)


def forget_key(response: Response) -> None:
    """Have the browser keep no key."""
    response.delete_cookie(_COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)
