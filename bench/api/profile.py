"""One request in this process: the calls of Python and of C that it makes, and its time, by parts."""

import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import click
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from api import logs
from api.app import create_app
from bench.api import floor
from bench.api.fill import fill
from bench.api.lists import LIMIT
from ontology.enums import Scope
from services import api_keys
from store.engine import make_engine, make_sessions

_WARM_UP, _RUNS = 30, 300
# By the end of a file's path and a function: the part of a request that it does.
_PARTS = {
    ("security/auth.py", "admit"): "key, limit, version",
    ("http/parsing.py", "read_query"): "query of the request",
    ("queries/facts.py", "list_quotes"): "query of the store",
    ("schemas/base.py", "encodable"): "items",
    ("middleware/request_log.py", "_finish"): "log and metrics",
    ("api/database.py", "_close"): "end of the session",
}

Headers = Mapping[str, str]


def measure(folder: Path) -> None:
    """Print a line for each case, and the parts of a list with a key."""
    logs.configure(io.StringIO())
    database = folder / "profile.sqlite3"
    path = f"/v1/quotes?speaker={fill(f'sqlite:///{database}', 4000)}&limit={LIMIT}"
    app = create_app({"DATABASE_URL": f"sqlite:///{database}", "COMMUNIQUE_RATE_LIMIT": "1000000 per minute"})
    with make_sessions(make_engine(f"sqlite:///{database}"))() as session:
        _, key = api_keys.create(session, label="bench", scopes=[Scope.READ])
    shown = {"Authorization": f"Bearer {key}"}
    tag = _ask(app, path, shown)["ETag"]
    click.echo(f"{'':16}{'calls':>8}{'of C':>8}{'least time':>14}")
    for name, each, headers in (
        ("a list", app, shown),
        ("its 304", app, shown | {"If-None-Match": tag}),
        ("floor", floor.create_app(str(database)), {}),
    ):
        calls, microseconds = _profile(each, path, headers)
        click.echo(f"{name:16}{calls['call']:8}{calls['c_call']:8}{microseconds:11.0f} µs")
    calls, _ = _profile(app, path, shown)
    for part in (*_PARTS.values(), "all else"):
        click.echo(f"  {part:24}{calls[part]:6}")


def _profile(app: Flask, path: str, headers: Headers) -> tuple[Counter[str], float]:
    """The calls of one request, by their kind and by its part, and the least time of many, in microseconds."""
    for _ in range(_WARM_UP):
        _ask(app, path, headers)
    calls: Counter[str] = Counter()
    sys.setprofile(_counter(calls))
    _ask(app, path, headers)
    sys.setprofile(None)
    return calls, min(_timed(lambda: _ask(app, path, headers)) for _ in range(_RUNS)) * 1e6


def _counter(calls: Counter[str]) -> Callable[[FrameType, str, Any], None]:
    inside: list[tuple[FrameType, str]] = []  # the part that runs, and the frame that began it

    def count(frame: FrameType, event: str, _: Any) -> None:
        if event in ("call", "c_call"):
            calls[event] += 1
            if event == "call" and not inside:
                code = frame.f_code
                for (file, function), part in _PARTS.items():
                    if code.co_name == function and code.co_filename.endswith(file):
                        inside.append((frame, part))
            calls[inside[-1][1] if inside else "all else"] += 1
        elif event == "return" and inside and inside[-1][0] is frame:
            inside.pop()

    return count


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ask(app: Flask, path: str, headers: Headers) -> Any:
    environ = EnvironBuilder(path=path, headers={"Accept": "*/*", **headers}).get_environ()
    body, status, answered = run_wsgi_app(app, environ, buffered=True)
    if not status.startswith(("200", "304")):
        raise click.ClickException(f"{path} was answered {status}: {b''.join(body)!r}")
    return answered
