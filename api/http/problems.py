"""Every error leaves the service as application/problem+json (RFC 9457), or as a page of the reader."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson
from flask import Response, current_app, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from api.http.codes import Code, code_of
from api.middleware.browser import wants_page
from api.middleware.request_log import request_info
from services import errors
from store.engine import trouble

MEDIA_TYPE = "application/problem+json"

MAX_ITEMS = 100
"""Errors that an answer has one by one; the others are counted."""

RETRY_DATABASE = {"Retry-After": "10"}
"""Headers of a 503 because the database is away, which seldom takes longer."""

_MAX_DISCARDED_BYTES = 64 * 1024 * 1024  # of a body that is not needed but read all the same

CODES: dict[type[errors.ServiceError], Code] = {
    errors.NotFound: Code.NOT_FOUND,
    errors.Gone: Code.GONE,
    errors.Conflict: Code.CONFLICT,
    errors.ExternalIdInUse: Code.EXTERNAL_ID_IN_USE,
    errors.KeyInUse: Code.IDEMPOTENCY_KEY_IN_USE,
    errors.NoQueue: Code.NO_QUEUE,
    errors.NotEmpty: Code.CONFLICT,
    errors.NotFailed: Code.CONFLICT,
    errors.AnswerGone: Code.GONE,
    errors.Stale: Code.CHANGED,
    errors.TooLarge: Code.TOO_LARGE,
    errors.DamagedExport: Code.INVALID_BODY,
    errors.Invalid: Code.INVALID_BODY,  # for an error in the query, status 400; see `wrong_input`
    errors.BlankText: Code.BLANK_TEXT,
    errors.KeyReused: Code.IDEMPOTENCY_KEY_REUSED,
    errors.Unreadable: Code.UNREADABLE,
    errors.UnsupportedLanguage: Code.UNSUPPORTED_LANGUAGE,  # or 400
    errors.UnknownSchema: Code.UNAVAILABLE,
}
"""By service error; `tests/api/http/test_problems.py` holds that each has one."""


class ProblemError(HTTPException):
    """An error in a request; each of its `items` has a pointer, a line or a parameter.

    The default code is the general one of the status.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        items: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        code: Code | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = status
        self.problem = code or code_of(status)
        self.items = _bounded(list(items))
        self.headers = dict(headers or {})

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        return [*super().get_headers(*args, **kwargs), *self.headers.items()]


def _bounded(items: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    more = len(items) - MAX_ITEMS
    return [*items[:MAX_ITEMS], {"detail": f"And {more:,} more."}] if more > 0 else items


def wrong_input(items: Sequence[Mapping[str, str]], code: Code | None = None) -> ProblemError:
    """Return the error for a request with wrong values: 400 when all of them are in the query, else 422."""
    status = 400 if all("parameter" in item for item in items) else 422
    code = code or (Code.INVALID_QUERY if status == 400 else Code.INVALID_BODY)
    first = items[0]
    if "parameter" in first:
        name = first["parameter"] or "query"
    else:
        name = first["pointer"].removeprefix("#").removeprefix("/") or "body"
    more = f" (and {len(items) - 1} more, see errors)" if len(items) > 1 else ""
    return ProblemError(status, f"{name}: {first['detail']}{more}", items, code=code)


def query_item(parameter: str, detail: str) -> dict[str, str]:
    """Return an item of a problem: what is wrong with a query parameter."""
    return {"parameter": parameter, "detail": detail}


def article_item(path: Sequence[str | int], detail: str) -> dict[str, str]:
    """Return an item of a problem: what is wrong with a field of a posted article; the empty path is the article."""
    if request.mimetype in ("text/plain", "text/html"):  # the body is no object that a pointer could go into
        field, path = str(path[0]), ()
        if field in request.args:
            return query_item(field, detail)
        if field != "text":
            detail = f"The {field} of the page cannot be used: {detail.rstrip('.')}. Give {field} in the query."
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return {"pointer": "#" + quote(pointer), "detail": detail}


def document(status: int, code: Code, detail: str, request_id: str, **more: Any) -> bytes:
    """Return the body of a problem; `more` may be its members `instance` and `errors`."""
    members = {
        "type": code.path,
        "code": code.word,
        "title": code.value.title,
        "status": status,
        "detail": detail,
        **more,
    }
    return orjson.dumps(members | {"request_id": request_id}, option=orjson.OPT_APPEND_NEWLINE)


def handle_service_error(error: errors.ServiceError) -> Response | HTTPException:
    """Answer an error of a service."""
    code = CODES[type(error)]
    match error:
        case errors.Invalid():
            wrong = [(problem.field, problem.detail) for problem in error.problems]
        case errors.UnsupportedLanguage():
            wrong = [(error.field, str(error))]
        case _:
            return _problem(code.value.status, code, str(error))
    items = [article_item(field.split("."), detail) for field, detail in wrong]
    return handle_http_error(wrong_input(items, None if code is Code.INVALID_BODY else code))


def handle_http_error(error: HTTPException) -> Response | HTTPException:
    """Answer an error of Flask, werkzeug or a view, and every exception that nothing caught."""
    if error.code is None or error.code < 400:  # a redirect
        return error
    _discard_body()
    headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    code = getattr(error, "problem", None) or code_of(error.code)
    return _problem(error.code, code, _detail(error), getattr(error, "items", []), headers)


def handle_database_error(error: DBAPIError) -> Response | HTTPException:
    """Answer 503 when the database is away, busy for too long, or cannot be written to.

    A full disk is no 507, after which a client must not send the request again by itself.
    """
    detail = trouble(error)
    if detail is None and not isinstance(error, OperationalError):
        raise error
    current_app.logger.error("The database does not answer", exc_info=error)
    return handle_http_error(ProblemError(503, detail or "The database does not answer.", headers=RETRY_DATABASE))


def _discard_body() -> None:
    # Most clients read the answer only when they have sent everything, and then reuse the connection. One that asks
    # first sends nothing after a refusal; to read would be to ask it for the body.
    if "HTTP_EXPECT" in request.environ:
        return
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or _MAX_DISCARDED_BYTES, _MAX_DISCARDED_BYTES)
    while left > 0 and (chunk := stream.read(min(left, 65536))):
        left -= len(chunk)


def _detail(error: HTTPException) -> str:
    if isinstance(error, ProblemError):
        return str(error.description)
    match error.code:
        case 404:
            why = (
                " An id with preview in it belongs to a text that was not stored."
                if "_preview_" in request.path
                else ""
            )
            return f"The path {request.path} does not exist.{why}"
        case 405:
            return f"{request.method} is not possible here, only {', '.join(sorted(error.valid_methods))}."  # type: ignore
    return str(error.description)


def _problem(
    status: int,
    code: Code,
    detail: str,
    items: Sequence[Mapping[str, Any]] = (),
    headers: Iterable[tuple[str, str]] = (),
) -> Response:
    if wants_page(request.environ) and not request.path.startswith("/v1/"):
        response = Response(_page(status, detail, items), status)
    else:
        more = {"errors": items} if items else {}
        body = document(status, code, detail, request_info().request_id, instance=quote(request.path), **more)
        response = Response(body, status, mimetype=MEDIA_TYPE)
    response.headers.extend(headers)
    if status == 503:
        response.headers.setdefault("Retry-After", RETRY_DATABASE["Retry-After"])
    return response


def _page(status: int, detail: str, items: Sequence[Mapping[str, str]]) -> str:
    title, request_id = HTTP_STATUS_CODES[status], request_info().request_id
    shown = {"status": status, "title": title, "detail": detail, "items": items, "request_id": request_id}
    return render_template("reader/problem.html", **shown)
