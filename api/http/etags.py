"""Validators of RFC 9110: an ETag on everything that is read, 304 for what the client has, 412 for what it has not."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import metadata
from typing import Any

from flask import Flask, Response, abort, make_response, request
from flask_compress import Compress
from werkzeug.datastructures import ETags
from werkzeug.http import quote_etag

from api.database import version
from api.http.problems import ProblemError

_SOFTWARE = metadata.version("communique")
_CODINGS = ("zstd", "br", "gzip", "deflate")


def init_conditional(app: Flask) -> None:
    """Compress what is large, and give every answer to GET and HEAD its ETag."""
    app.config["COMPRESS_ALGORITHM_STREAMING"] = list(_CODINGS)  # static files; for lists see api.http.streams
    app.config["COMPRESS_STREAMING_ENDPOINT_CONDITIONAL"] = ["static", "docs.swagger_ui"]
    app.config.update(COMPRESS_ALGORITHM=list(_CODINGS), COMPRESS_MIN_SIZE=1400, COMPRESS_MIMETYPES=[
        "application/json", "application/problem+json", "application/ld+json", "application/x-ndjson", "text/csv",
        "text/markdown", "text/html", "text/css", "text/javascript", "application/graphml+xml", "application/gexf+xml",
    ])  # fmt: skip
    app.before_request(_choose)
    Compress(app)  # before _tag, so that it runs behind it
    app.after_request(_tag)


def _choose() -> None:
    # flask-compress takes q=0, which rules a coding out, for a weak wish.
    if "q=" in request.headers.get("Accept-Encoding", ""):
        best = request.accept_encodings.best_match((*_CODINGS, "identity"))
        request.environ["HTTP_ACCEPT_ENCODING"] = best or "identity"


def list_tag(media_type: str) -> str:
    """The ETag of a list: it changes with every write to the store, so it costs no reading of the list.

    Raises the answer 304 when the client has the list as it is.
    """
    tag = list_digest(version(), media_type, request.environ)
    if has_tag(request.if_none_match, tag):
        response = Response(status=304)
        response.set_etag(tag, weak=True)
        response.headers["Vary"] = "Accept"
        abort(_uncached(response))
    return quote_etag(tag, weak=True)


def list_digest(state: str, media_type: str, environ: Mapping[str, Any]) -> str:
    """What goes into the ETag of a list, of the store in this state (`store.engine.version_of`)."""
    url = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
    return _digest(f"{_SOFTWARE} {state} {media_type} {url}".encode())


def requires_match(get: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: the view needs If-Match with the ETag of what the view `get` answers."""

    def decorator(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            current = make_response(get(*args, **kwargs))
            given = request.if_match
            if not given:
                raise ProblemError(428, "If-Match is missing: give it the ETag of what you mean to change, or *.")
            if not given.star_tag and not _has_strongly(given, _digest(current.get_data())):
                raise ProblemError(412, "It has changed since: get it anew, and look whether you still mean it.")
            return view(*args, **kwargs)

        return wrapper

    return decorator


def _tag(response: Response) -> Response:
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if "ETag" not in response.headers and not response.is_streamed:
        response.set_etag(_digest(response.get_data()))
        if has_tag(request.if_none_match, response.get_etag()[0] or ""):
            response.status_code = 304
            response.set_data(b"")
    return _uncached(response)


def _uncached(response: Response) -> Response:
    # A cache may keep it, and has to ask each time whether it is still so.
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def has_tag(tags: ETags, tag: str) -> bool:
    """Whether a client that names these has what the tag is of."""
    return any(tags.contains_weak(each) for each in _forms(tag))


def _has_strongly(tags: ETags, tag: str) -> bool:
    return any(each in tags for each in _forms(tag))


def _forms(tag: str) -> tuple[str, ...]:
    """A tag, and what it becomes when the body is compressed."""
    return (tag, *(f"{tag}:{coding}" for coding in _CODINGS))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
