"""What takes long to compute is done in processes of its own: other requests need not share the interpreter with it."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any

from flask import Flask, Response, current_app, request

from api.database import release, time_limit
from api.http.problems import ProblemError
from api.middleware.request_log import RequestInfo
from services.processes.pool import Ended, NotStarted, Pool, fork

_POOL = "apart"
_SENT = (str, int, bool, tuple, RequestInfo)


def start(app: Flask) -> None:
    """Let the application have such processes, which are forked from this one; it must have one thread only."""
    door = fork({"call": partial(_call, app)})
    app.extensions[_POOL] = Pool(lambda: door)  # the server, which has threads, must not fork another one


def call(function: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
    """Return what a function returns; raises Ended after so many seconds of computing.

    It is called here where there are no processes, without a limit. What it returns must be made of plain values.
    """
    pool = current_app.extensions.get(_POOL)
    if pool is not None:
        with suppress(NotStarted):
            return pool.run("call", function, *arguments, seconds=seconds)
    return function(*arguments)


def run_view(seconds: float) -> Response | None:
    """Return what the view of this request answers, in so many seconds of computing; None when it must run here.

    Raises a 503 when it takes longer, or too much memory.
    """
    if _POOL not in current_app.extensions:
        return None
    release()  # its connection is not needed meanwhile
    environ = {name: value for name, value in request.environ.items() if isinstance(value, _SENT)}
    try:
        status, headers, body = call(_view, environ, seconds, seconds=seconds)
    except Ended as ended:
        reason = f"more than {seconds:.0f} seconds of processor time" if ended.too_slow else "too much memory"
        detail = f"This answer takes {reason}. Use narrower filters, or request less of it."
        raise ProblemError(503, detail) from ended
    return Response(body, status, headers)


def _call(app: Flask, function: Callable[..., Any], *arguments: Any) -> Any:
    with app.app_context():
        return function(*arguments)


def _view(environ: Mapping[str, Any], seconds: float) -> tuple[int, list[tuple[str, str]], bytes]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.request_context({**environ, "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}):
        try:
            with time_limit(seconds):
                answer = app.make_response(app.dispatch_request())
        except Exception as error:  # noqa: BLE001 as Flask does
            answer = app.make_response(app.handle_user_exception(error))
        return answer.status_code, list(answer.headers), answer.get_data()
