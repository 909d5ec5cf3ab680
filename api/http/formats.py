"""The formats of lists and briefs, chosen by Accept or by the suffix of the path."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from flask import request
from marshmallow import Schema, fields
from werkzeug.datastructures import MIMEAccept

from api.http.problems import ProblemError
from schemas.facts import SpanOut

JSON, NDJSON, CSV = "application/json", "application/x-ndjson", "text/csv"
MARKDOWN, JSON_LD = "text/markdown", "application/ld+json"
EVENT_STREAM = "text/event-stream"
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"
DOCX, PDF = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf"
CYTOSCAPE = "application/vnd.cytoscape+json"
CSL_JSON, BIBTEX, TEXT = "application/vnd.citationstyles.csl+json", "application/x-bibtex", "text/plain"
CITATION_FORMATS = (JSON, CSL_JSON, BIBTEX, TEXT)
LIST_FORMATS = (JSON, NDJSON, CSV)
BRIEF_SUFFIXES = {".json": JSON, ".md": MARKDOWN, ".jsonld": JSON_LD, ".ndjson": NDJSON, ".csv": CSV}
DOCUMENT_SUFFIXES = {".docx": DOCX, ".pdf": PDF}
BRIEF_FORMATS = (*BRIEF_SUFFIXES.values(), *DOCUMENT_SUFFIXES.values())

ACTORS, ARTICLES = "actors", "articles"
"""The kinds of ids that have columns of names in CSV."""
Item = Mapping[str, Any]
Named = Mapping[str, Item]
"""The values of the columns of names, by id."""
LookUp = Callable[[Sequence[str]], Named]

_SUFFIXES = {
    **BRIEF_SUFFIXES, **DOCUMENT_SUFFIXES,
    ".graphml": GRAPHML, ".gexf": GEXF, ".cyjs": CYTOSCAPE, ".bib": BIBTEX, ".txt": TEXT,
}  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula, also after white space.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n")
# Where it is told that tabs or semicolons end a cell, quotation marks in the middle of a line do not keep one together.
# The second group may be empty, so that what is before it is read once.
_PARTS = re.compile(rf"([\t\r\n;][\s\";]*)([{re.escape(''.join(_FORMULA))}]?)")
_ELLIPSIS = " … "


SUFFIX = "communique.suffix"
"""The key of the environment under which the suffix of a path is, when it had one."""


class Suffixes:
    """WSGI: /v1/quotes.csv is /v1/quotes with Accept: text/csv, as /read.csv is /read. No id has a dot in it."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ.get("PATH_INFO", "")
        stem, dot, suffix = path.rpartition(".")
        media_type = _SUFFIXES.get(dot + suffix)
        if media_type and path.startswith(("/v1/", "/read.")):
            environ = environ | {"PATH_INFO": stem, "HTTP_ACCEPT": media_type, SUFFIX: dot + suffix}
        return self.app(environ, start_response)


def negotiated(formats: tuple[str, ...]) -> str:
    """Return the format that the client prefers, the first one when it has no preference; raises a 406."""
    accept = request.environ.get("HTTP_ACCEPT", "*/*")
    if accept == "*/*":
        return formats[0]
    if accept in formats:
        return str(accept)
    # Parameters (a charset, a profile) make no difference between formats here.
    accepted = MIMEAccept((value.partition(";")[0].rstrip(), q) for value, q in request.accept_mimetypes)
    best = accepted.best_match(formats) if accepted else formats[0]
    if best is None:
        raise ProblemError(406, f"Accept allows none of the media types of this path: {', '.join(formats)}.")
    return best


def example_name(brief: str, media_type: str) -> str:
    """Return the name under which the document has the example of a brief in a format."""
    return f"{brief}.{media_type.replace('/', '.').replace('+', '.')}"


def ndjson(pages: Iterable[Iterable[Item]]) -> Iterator[bytes]:
    """Yield a line of JSON for each item, in one piece for each page."""
    for page in pages:
        yield b"".join(orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE) for item in page)


class Table:
    """Items as rows of CSV.

    An object has a column for each of its fields. A list is one cell; spans in it are given as their words, and other
    objects have a column for each of their fields. Columns of names follow the ids of actors and articles. The columns
    of expanded objects are at the end.
    """

    def __init__(self, schema: Schema, expanded: Mapping[str, Schema] | None = None) -> None:
        self._columns = [each for column in _columns(schema) for each in (column, *_beside(column))]
        for name, referred in (expanded or {}).items():
            self._columns += _columns(referred, ("expanded", name))

    def rows(self, items: Sequence[Item], look_up: Mapping[str, LookUp]) -> list[list[str]]:
        """Return the cells of each item; `look_up` has, for each kind of id, the function that finds the names."""
        names = {kind: find(self._ids(items, kind)) for kind, find in look_up.items()}
        return [[_cell(column.value(item, names)) for column in self._columns] for item in items]

    def _ids(self, items: Sequence[Item], kind: str) -> list[str]:
        """Return the distinct ids of a kind in the items."""
        paths = {column.path for column in self._columns if column.kind == kind}
        values = [_reach(item, path) for item in items for path in paths]
        return sorted({each for value in values for each in (value if isinstance(value, list) else [value]) if each})

    def csv(self, pages: Iterable[Iterable[Sequence[str]]]) -> Iterator[bytes]:
        """Yield the header and the rows, in one piece for each page."""
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow([column.header for column in self._columns])
        for page in pages:
            writer.writerows(page)
            yield _taken(buffer)


class _Column(NamedTuple):
    """A column with the value at a path of an item or, with `kind` and `name`, the names of the ids at that path."""

    header: str
    path: tuple[str, ...]
    field: fields.Field[Any]
    kind: str | None = None
    name: str = ""

    def value(self, item: Item, names: Mapping[str, Named]) -> Any:
        found = _reach(item, self.path)
        if self.kind is None:
            return found
        known = names[self.kind]
        if isinstance(found, list):
            return [known.get(each, {}).get(self.name) for each in found]
        return known.get(found, {}).get(self.name)


def _beside(column: _Column) -> Iterator[_Column]:
    """Yield the columns of names that follow a column of ids."""
    last = column.path[-1]
    match column.field:
        case fields.List(inner=fields.String()) if last in ("actors", "recipients"):
            named = ACTORS, column.header, {"names": "name", "countries": "country"}
        case fields.String() if last in ("actor_id", "holder", "state"):
            named = ACTORS, column.header.removesuffix(".actor_id"), {"name": "name", "country": "country"}
        case fields.String() if last == "article_id":
            named = ARTICLES, column.header.removesuffix("_id"), {"title": "title", "published_at": "published_at"}
        case _:
            return
    kind, prefix, headers = named
    for header, name in headers.items():
        yield column._replace(header=f"{prefix}.{header}", kind=kind, name=name)


def _columns(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[_Column]:
    for name, field in schema.dump_fields.items():
        inner = (*path, name)
        item = field.inner if isinstance(field, fields.List) else field
        if isinstance(item, fields.Nested) and (item is field or item.schema.dump_fields.keys() != _SPAN):
            yield from _columns(item.schema, inner)
        else:
            yield _Column(".".join(inner), inner, field)


def _reach(item: Any, path: tuple[str, ...]) -> Any:
    for step, name in enumerate(path):
        if item is None:
            return None
        if isinstance(item, list):
            return [_reach(each, path[step:]) for each in item]
        item = item[name]
    return item


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list() if all(isinstance(each, dict) and each.keys() == _SPAN for each in value):
            value = _ELLIPSIS.join(span["exact"] for span in value)
        case list() if all(each is None or isinstance(each, str) for each in value):
            value = "; ".join(each or "" for each in value)
        case list() | dict():
            value = orjson.dumps(value).decode()
        case str():
            value = str(value)
        case _:
            return str(value)
    value = _PARTS.sub(lambda match: f"{match[1]}'{match[2]}" if match[2] else match[0], value)
    return f"'{value}" if value[:1] in _CONTROLS or value.lstrip().startswith(_FORMULA) else value


_SPAN = SpanOut().dump_fields.keys()


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
