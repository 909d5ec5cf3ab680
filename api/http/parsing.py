"""Reading requests: ids in paths, strict queries and forms, and articles posted as JSON, plain text or a web page."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import request
from marshmallow import Schema, ValidationError, fields
from w3lib.encoding import resolve_encoding
from werkzeug.datastructures import MultiDict
from werkzeug.http import http_date
from werkzeug.routing import BaseConverter, Map

from api import json
from api.database import release
from api.http.bodies import MAX_REVIEW_VALUES, read_body, read_json, read_text
from api.http.codes import Code
from api.http.problems import ProblemError, article_item, query_item, wrong_input
from api.middleware.request_log import request_info
from schemas.articles import ArticleIn, SubmittedIn
from schemas.problems import flat
from schemas.query.fields import SINCE, SUNSET
from schemas.query.paging import RELEVANCE
from services.webpages import pages

Values = dict[str, Any]

_TYPES = ("application/json", "text/plain", "text/html")
_ADVICE = "Send the article as application/json or text/plain in UTF-8, or as text/html; with curl, add " + " or ".join(
    f"-H 'Content-Type: {name}'" for name in _TYPES
)
MERGE_PATCH = "application/merge-patch+json"
_MAX_FORM_FIELDS = 100  # more than any form here has; each of them would be an error of its own
_ARTICLE, _METADATA = ArticleIn(), SubmittedIn()


class IdConverter(BaseConverter):
    """`<id(art):article_id>` in a route: an id of that kind; anything else is not found."""

    def __init__(self, url_map: Map, prefix: str) -> None:
        super().__init__(url_map)
        self.prefix = prefix
        self.regex = f"{prefix}_[a-z2-7]{{16}}"


def read_query(*schemas: Schema) -> tuple[Values, ...]:
    """Return the values that each of the schemas reads from the query; raises a 400.

    No two schemas have a name in common, and a name that none of them has is an error.
    """
    for schema in schemas:
        _announce(schema)
    return tuple(map(dict, _read_query(schemas, request.query_string)))


def _announce(schema: Schema) -> None:
    """Add the headers Deprecation and Sunset to the answer for each deprecated parameter in the request."""
    for name, headers in _deprecated(schema).items():
        if name in request.args:
            request_info().headers += headers


@lru_cache(maxsize=256)
def _deprecated(schema: Schema) -> Mapping[str, list[tuple[str, str]]]:
    """Return the headers Deprecation (RFC 9745) and Sunset (RFC 8594) of the deprecated parameters."""
    days = {
        name: [datetime.fromisoformat(field.metadata[day]).replace(tzinfo=UTC) for day in (SINCE, SUNSET)]
        for name, field in schema.fields.items()
        if SUNSET in field.metadata
    }
    return {
        name: [("Deprecation", f"@{since.timestamp():.0f}"), ("Sunset", http_date(sunset))]
        for name, (since, sunset) in days.items()
    }


@lru_cache(maxsize=256)  # the same lists are requested again and again
def _read_query(schemas: tuple[Schema, ...], query: bytes) -> tuple[Values, ...]:
    try:
        json.decode(unquote_to_bytes(query), "query")
    except ValueError as error:
        raise ProblemError(400, str(error), code=Code.INVALID_QUERY) from error
    given = _single(request.args, *schemas)
    try:
        values = _load(given, schemas)
    except ValidationError as error:
        raise wrong_input([query_item(str(path[0]), detail) for path, detail in flat(error.messages)]) from error
    if given.get("sort") == RELEVANCE and not given.get("q"):
        raise wrong_input([query_item("sort", "Only a list with q can be sorted by relevance.")])
    return values


def read_form(schema: Schema, max_bytes: int) -> Values:
    """Return the values that the schema loads from a posted form; raises a 400, 411, 413 or 422.

    The files of a multipart form are in `request.files`.
    """
    body = read_body(max_bytes)
    if request.mimetype != "multipart/form-data" and body.count(b"&") >= _MAX_FORM_FIELDS:
        raise ProblemError(400, f"The form has more than {_MAX_FORM_FIELDS} fields.")
    try:
        values: Values = schema.load(request.form.to_dict())
    except ValidationError as error:
        raise wrong_input([article_item(path, detail) for path, detail in flat(error.messages)]) from error
    return values


def read_article(*queries: Schema) -> tuple[Values, ...]:
    """Return a posted article, and the values of the query that each of the schemas reads.

    The article is a JSON body, or a text or a web page with its other fields in the query. Raises a 400, 411, 413, 415
    or 422.
    """
    article, *asked = _article(queries)
    try:
        values: Values = _ARTICLE.load(article)
    except ValidationError as error:
        raise wrong_input([article_item(path, detail) for path, detail in flat(error.messages)]) from error
    return values, *asked


def read_object(schema: Schema, media_types: Sequence[str], *, optional: bool = False) -> Values:
    """Return the values that the schema reads from a JSON body, which may be `optional`.

    Raises a 400, 411, 413, 415 or 422.
    """
    refuse_query()
    if optional and not read_body():
        return {}
    if request.mimetype not in ("", *media_types):
        accepted = ", ".join(media_types)
        detail = f"{request.mimetype} cannot be read. Send JSON as {' or '.join(media_types)}."
        raise ProblemError(415, detail, headers={"Accept": accepted, "Accept-Patch": accepted})
    try:
        values: Values = schema.load(read_json(MAX_REVIEW_VALUES))
    except ValidationError as error:
        raise wrong_input([article_item(path, detail) for path, detail in flat(error.messages)]) from error
    return values


def refuse_query() -> None:
    """Raise a 400 when a request that takes no parameters has some."""
    if request.args:
        raise wrong_input([query_item(name, "Unknown name.") for name in request.args])


def _article(queries: Sequence[Schema]) -> tuple[Any, ...]:
    accept = {"Accept": ", ".join(_TYPES)}
    media_type = request.mimetype
    if media_type not in ("", *_TYPES):
        raise ProblemError(415, f"{media_type} cannot be read. {_ADVICE}.", headers=accept)
    charset = request.mimetype_params.get("charset", "utf-8")
    if not _is_known(charset, media_type):
        raise ProblemError(415, f"The charset {charset} cannot be read. {_ADVICE}.", headers=accept)
    if media_type not in ("text/html", "text/plain"):
        asked = read_query(*queries)
        return read_json(), *asked
    metadata, *others = read_query(_METADATA, *queries)
    if media_type == "text/html":
        release()  # a web page takes its time
        return {**pages.read(read_body(), request.content_type or ""), **metadata}, *others
    return {**metadata, "text": read_text()}, *others


def _is_known(charset: str, media_type: str) -> bool:
    if media_type == "text/html":
        return resolve_encoding(charset) is not None
    return charset.lower() in ("utf-8", "utf8", "us-ascii")


def _single(given: MultiDict[str, str], *schemas: Schema) -> Values:
    """The values by name, one for each name that does not take several; raises a 400."""
    known = {name: field for schema in schemas for name, field in schema.fields.items()}
    values: Values = {}
    wrong = []
    for name, several in given.lists():
        takes_several = isinstance(known.get(name), fields.List)
        values[name] = several if takes_several else several[0]
        if len(several) > 1 and not takes_several:
            wrong.append(query_item(name, "Given more than once."))
        if "\0" in "".join(several):
            wrong.append(query_item(name, "Must not contain the character NUL."))
        if name not in known:
            wrong.append(query_item(name, "Unknown name."))
    if wrong:
        raise wrong_input(wrong)
    return values


def _load(values: Values, schemas: Sequence[Schema]) -> tuple[Values, ...]:
    """Each schema's own values, loaded; raises one ValidationError for all of them."""
    loaded: list[Values] = []
    wrong: dict[str, Any] = {}
    for schema in schemas:
        try:
            loaded.append(schema.load({name: values[name] for name in values if name in schema.fields}))
        except ValidationError as error:
            wrong |= error.normalized_messages()  # type: ignore[no-untyped-call]
    if wrong:
        raise ValidationError(wrong)
    return tuple(loaded)
