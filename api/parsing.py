"""Reading requests: strict queries, and articles posted as JSON or as plain text."""

from collections.abc import Iterator
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

import orjson
from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from api.problems import ProblemError, article_item, query_item, wrong_input
from schemas.articles import MetadataIn

MAX_BODY = 4 * 1024 * 1024
"""Bytes: room for a text of 1 MiB in which JSON escapes many characters."""

_ADVICE = (
    "Send the article in UTF-8 as application/json or text/plain; "
    "with curl, add -H 'Content-Type: application/json' or -H 'Content-Type: text/plain'."
)


class Parser(FlaskParser):
    """webargs, with queries that refuse what they do not know, and a location for a posted article.

    The location "article" is a JSON body, or a text/plain body with the other fields in the query.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE, "article": RAISE}  # noqa: RUF012
    __location_map__ = {"query": "load_querystring", "article": "load_article"}  # noqa: RUF012

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        return _query(req, schema)

    def load_article(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002
        if req.mimetype not in ("", "application/json", "text/plain"):
            raise ProblemError(415, f"{req.mimetype} cannot be read. {_ADVICE}")
        charset = req.mimetype_params.get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise ProblemError(415, f"The charset {charset} cannot be read. {_ADVICE}")
        if req.mimetype == "text/plain":
            return {**_query(req, MetadataIn()), "text": _body(req)}
        refuse_query(req)
        return _json(_body(req))

    def handle_error(
        self,
        error: ValidationError,
        req: Request,  # noqa: ARG002
        schema: Schema,  # noqa: ARG002
        **_kwargs: Any,
    ) -> NoReturn:
        ((location, messages),) = error.messages.items()  # type: ignore[union-attr]
        if location == "query":
            items = [query_item(str(path[0]), detail) for path, detail in _flat(messages)]
        else:
            items = [article_item(path, detail) for path, detail in _flat(messages)]
        raise wrong_input(items) from error


def refuse_query(req: Request) -> None:
    """What a request without parameters does with parameters."""
    if req.args:
        raise wrong_input([query_item(name, "Unknown name.") for name in req.args])


def _query(req: Request, schema: Schema) -> dict[str, Any]:
    _decode(unquote_to_bytes(req.query_string), "utf-8", "query")
    values: dict[str, Any] = {}
    wrong = []
    for name, given in req.args.lists():
        several = isinstance(schema.fields.get(name), fields.List)
        values[name] = given if several else given[0]
        if len(given) > 1 and not several:
            wrong.append(query_item(name, "Given more than once."))
        if "\0" in "".join(given):
            wrong.append(query_item(name, "Must not contain the character NUL."))
        if name not in schema.fields:
            wrong.append(query_item(name, "Unknown name."))
    if wrong:
        raise wrong_input(wrong)
    return values


def _body(req: Request) -> str:
    body = req.get_data()
    if len(body) >= MAX_BODY:  # a body sent in chunks is cut off there without a word
        raise RequestEntityTooLarge
    return _decode(body, "utf-8-sig", "body")  # a byte order mark is no part of a text


def _json(body: str) -> Any:
    if not body:
        raise ProblemError(400, "The body is empty; it must be a JSON object.")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ProblemError(400, f"The body is not JSON: {error}.") from error


def _decode(data: bytes, encoding: str, what: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise ProblemError(400, f"The {what} is not UTF-8: {byte}.") from error


def _flat(messages: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """marshmallow's nested messages, each with the path that leads to it."""
    if isinstance(messages, dict):
        for step, inner in messages.items():
            yield from _flat(inner, path if step == "_schema" else (*path, step))
    else:
        for message in messages:
            yield path, message
