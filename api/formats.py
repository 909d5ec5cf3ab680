"""The formats of lists and briefs, and which one is asked for by Accept or by the suffix."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import orjson
from flask import request
from marshmallow import Schema, fields
from werkzeug.datastructures import MIMEAccept

from api.problems import ProblemError
from schemas.facts import SpanOut

JSON, NDJSON, CSV = "application/json", "application/x-ndjson", "text/csv"
MARKDOWN, JSON_LD = "text/markdown", "application/ld+json"
LIST_FORMATS = (JSON, NDJSON, CSV)
BRIEF_FORMATS = (JSON, MARKDOWN, JSON_LD, NDJSON, CSV)

_SUFFIXES = {".json": JSON, ".ndjson": NDJSON, ".csv": CSV, ".md": MARKDOWN, ".jsonld": JSON_LD}
# What a spreadsheet takes for a formula, also behind white space.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n")
_ELLIPSIS = " … "


class Suffixes:
    """WSGI: /v1/quotes.csv is /v1/quotes with Accept: text/csv. No id has a dot in it."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ.get("PATH_INFO", "")
        stem, dot, suffix = path.rpartition(".")
        media_type = _SUFFIXES.get(dot + suffix)
        if media_type and path.startswith("/v1/"):
            environ = environ | {"PATH_INFO": stem, "HTTP_ACCEPT": media_type}
        return self.app(environ, start_response)


def negotiated(formats: tuple[str, ...] = (JSON,)) -> str:
    """The format that the client likes best, the first one when it does not care; raises 406 when it takes none."""
    if not request.accept_mimetypes:
        return formats[0]
    # A parameter (a charset, a profile) tells apart what is one format here.
    accepted = MIMEAccept((value.partition(";")[0].rstrip(), q) for value, q in request.accept_mimetypes)
    best = accepted.best_match(formats)
    if best is None:
        raise ProblemError(406, f"Only {', '.join(formats)} can be sent here, and Accept names none of them.")
    return best


def ndjson(items: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A line of JSON for each item."""
    for item in items:
        yield orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE)


def csv_rows(schema: Schema, items: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A header, and a row for each item: an object becomes a column for each of its fields, a list one cell."""
    columns = list(_columns(schema))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([name for name, _ in columns])
    for item in items:
        writer.writerow([_cell(_reach(item, path)) for _, path in columns])
        yield _taken(buffer)
    yield _taken(buffer)


def _columns(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, field in schema.dump_fields.items():
        inner = (*path, name)
        if isinstance(field, fields.Nested):
            yield from _columns(field.schema, inner)
        else:
            yield ".".join(inner), inner


def _reach(item: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if item is None:
            return None
        item = item[name]
    return item


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list() if all(isinstance(each, dict) and each.keys() == _SPAN for each in value):
            value = _ELLIPSIS.join(span["exact"] for span in value)
        case list() if all(isinstance(each, str) for each in value):
            value = "; ".join(value)
        case list() | dict():
            value = orjson.dumps(value).decode()
        case str():
            value = str(value)
        case _:
            return str(value)
    return f"'{value}" if value[:1] in _CONTROLS or value.lstrip().startswith(_FORMULA) else value


_SPAN = SpanOut().dump_fields.keys()


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
