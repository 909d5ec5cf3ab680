"""ETags (RFC 9110): one on everything that is read; 304 when the client has it, 412 when it has something else."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from flask_compress import Compress
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.datastructures import ETags
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_etags, quote_etag

from api.database import version
from api.http.formats import JSON, LIST_FORMATS
from api.http.problems import ProblemError
from api.middleware.request_log import request_info_of
from api.security.auth import Access
from store.engine import version_of

_CODINGS = ("zstd", "br", "gzip", "deflate")

_Wsgi = Callable[..., Iterable[bytes]]


def digest_of(*folders: Path) -> str:
    """Return a digest of the code and the tables in these folders."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".tsv"))
    return _digest(b"".join(hashlib.blake2b(path.read_bytes()).digest() for path in files))


def init_conditional(app: Flask) -> None:
    """Compress what is large, and give every answer to GET and HEAD its ETag."""
    app.config["COMPRESS_ALGORITHM_STREAMING"] = list(_CODINGS)  # static files; for lists see api.http.streams
    app.config["COMPRESS_STREAMING_ENDPOINT_CONDITIONAL"] = ["static", "docs.swagger_ui"]
    app.config.update(COMPRESS_ALGORITHM=list(_CODINGS), COMPRESS_MIN_SIZE=1400, COMPRESS_MIMETYPES=[
        "application/json", "application/problem+json", "application/ld+json", "application/x-ndjson", "text/csv",
        "text/markdown", "text/html", "text/css", "text/javascript", "application/graphml+xml", "application/gexf+xml",
        "application/atom+xml", "image/svg+xml", "application/vnd.cytoscape+json",
    ])  # fmt: skip
    app.before_request(_choose)
    Compress(app)  # registered before _tag, so that it runs after it
    app.after_request(_tag)


def _choose() -> None:
    # flask-compress takes q=0, which rules a coding out, for a weak wish.
    if "q=" in request.headers.get("Accept-Encoding", ""):
        best = request.accept_encodings.best_match((*_CODINGS, "identity"))
        request.environ["HTTP_ACCEPT_ENCODING"] = best or "identity"


def list_tag(media_type: str) -> str:
    """Return the ETag of the list that is requested; raises the answer 304 when the client has it.

    It changes with every write to the store and with every build, so no list is read for it.
    """
    tag = _list_digest(version(), media_type, request.environ)
    if "HTTP_IF_NONE_MATCH" in request.environ and _has_tag(request.if_none_match, tag):
        response = Response(status=304)
        response.set_etag(tag, weak=True)
        response.headers["Vary"] = "Accept"
        abort(_uncached(response))
    return quote_etag(tag, weak=True)


def answer_unchanged_lists(app: Flask, access: Access, vary: str) -> _Wsgi:
    """WSGI fast path: answer 304 for an unchanged list before Flask runs.

    It admits the request as Flask does; everything that is not a plain 304 is left to the application.
    """
    flask = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        conditional = "HTTP_IF_NONE_MATCH" in environ and environ["REQUEST_METHOD"] == "GET"
        if conditional and "HTTP_ORIGIN" not in environ and (tag := _unchanged_tag(app, access, environ)):
            headers = [("ETag", quote_etag(tag, weak=True)), ("Vary", vary), ("Cache-Control", "no-cache")]
            start_response("304 NOT MODIFIED", headers)
            return []
        return flask(environ, start_response)

    return answer


def _unchanged_tag(app: Flask, access: Access, environ: dict[str, Any]) -> str | None:
    """The tag of the list, if the client has it and is admitted."""
    accept = environ.get("HTTP_ACCEPT", "*/*")
    media_type = JSON if accept == "*/*" else accept
    if media_type not in LIST_FORMATS:
        return None
    try:
        with app.extensions["engine"].connect() as connection:
            state = version_of(connection)
            tag = _list_digest(state, media_type, environ)
            given = parse_etags(environ["HTTP_IF_NONE_MATCH"])
            if given.star_tag or not _has_tag(given, tag):  # a * may stand for something that is no list
                return None
            rule, _ = app.url_map.bind("").match(environ["PATH_INFO"], "GET", return_rule=True)
            access.admit(environ, rule.endpoint, version=lambda: state, session=lambda: Session(connection))
    except (OperationalError, HTTPException):
        return None
    request_info_of(environ).route = rule.rule
    return tag


def check_given() -> None:
    """Raise a 428 without If-Match."""
    if not request.if_match:
        raise ProblemError(428, "If-Match is missing: send the ETag of the resource to change, or *.")


def check_match(current: Response) -> None:
    """Raise a 428 without If-Match, and a 412 when it has no ETag of this answer to GET."""
    check_given()
    given = request.if_match
    if not given.star_tag and not _has_strongly(given, _digest(current.get_data())):
        raise ProblemError(412, "The resource has changed. Fetch it again and retry with its new ETag.")


def set_tag(response: Response) -> Response:
    """Give the answer to a change the ETag that GET will give."""
    response.set_etag(_digest(response.get_data()))
    return response


def _tag(response: Response) -> Response:
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if "ETag" not in response.headers and not response.is_streamed:
        response.set_etag(_digest(response.get_data()))
        if request.if_none_match and _has_tag(request.if_none_match, response.get_etag()[0] or ""):
            response.status_code = 304
            response.set_data(b"")
    return _uncached(response)


def _uncached(response: Response) -> Response:
    # A cache may keep it, and has to ask each time whether it is still current.
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _list_digest(state: str, media_type: str, environ: Mapping[str, Any]) -> str:
    """The tag of a list that this build makes when the store has this version (`store.engine.version_of`)."""
    url = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
    return _digest(f"{_BUILD} {state} {media_type} {url}".encode())


def _has_tag(tags: ETags, tag: str) -> bool:
    """Return whether one of the client's tags is this one, compared weakly."""
    return any(tags.contains_weak(each) for each in _forms(tag))


def _has_strongly(tags: ETags, tag: str) -> bool:
    return any(each in tags for each in _forms(tag))


def _forms(tag: str) -> tuple[str, ...]:
    """A tag, and its forms when the body is compressed."""
    return (tag, *(f"{tag}:{coding}" for coding in _CODINGS))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


# What makes a list of rows. A version has many builds, and one store is served by several in turn.
_BUILD = digest_of(*(Path(str(files(package))) for package in ("api", "ontology", "schemas", "store")))
