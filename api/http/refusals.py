"""Requests whose body could not be taken in, answered as problems."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from api.http.codes import code_of
from api.http.problems import MEDIA_TYPE, document
from api.middleware.request_log import request_info_of

REFUSAL = "communique.refusal"
"""The key of the environment under which the server says why it refuses a request: one of those below, or null."""

LATE, TOO_MANY = "late", "too many"

_PROBLEMS = {
    LATE: (HTTPStatus.REQUEST_TIMEOUT, "The body did not arrive in time.", []),
    TOO_MANY: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Too many bodies are being sent. Nothing was stored; send the request again.",
        [("Retry-After", "2")],
    ),
}


class Refusals:
    """WSGI middleware: answer what the server refuses."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if (refusal := environ.get(REFUSAL)) is None:
            return self._app(environ, start_response)
        status, detail, headers = _PROBLEMS[refusal]
        instance = quote(environ["PATH_INFO"], encoding="latin-1")
        body = document(status, code_of(status), detail, request_info_of(environ).request_id, instance=instance)
        fixed = [("Content-Type", MEDIA_TYPE), ("Content-Length", str(len(body))), ("Connection", "close")]
        start_response(f"{status.value} {status.phrase}", [*fixed, *headers])
        return [body]
