"""Reading requests: strict queries, and articles posted as JSON, as plain text or as a web page."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from flask import Request, request
from marshmallow import RAISE, Schema, ValidationError, fields
from w3lib.encoding import resolve_encoding
from webargs.flaskparser import FlaskParser

from api.database import release
from api.http.bodies import decode, read_body, read_json, read_text
from api.http.problems import ProblemError, article_item, query_item, wrong_input
from schemas.articles import MetadataIn
from services.webpages import processes

_TYPES = ("application/json", "text/plain", "text/html")
_ADVICE = "Send the article as application/json or text/plain in UTF-8, or as text/html; with curl, add " + " or ".join(
    f"-H 'Content-Type: {name}'" for name in _TYPES
)


class Parser(FlaskParser):
    """webargs, with queries that refuse what they do not know, and a location for a posted article.

    The location "article" is a JSON body, or a text or a web page as the body with the other fields in the query.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE, "article": RAISE, "form": RAISE}  # noqa: RUF012
    __location_map__ = {"query": "load_querystring", "article": "load_article", "form": "load_form"}  # noqa: RUF012

    def parse(self, argmap: Any, req: Request | None = None, *, location: str | None = None, **kwargs: Any) -> Any:
        """As webargs does; what a query means is read once, as lists are asked for again and again."""
        if location == "query":
            return dict(self._parsed_query(argmap, request.query_string))
        return super().parse(argmap, req, location=location, **kwargs)

    @lru_cache(maxsize=256)  # noqa: B019 - there is one parser
    def _parsed_query(self, schema: Schema, _query: bytes) -> Any:
        return super().parse(schema, request, location="query")

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        return _query(req, schema)

    def load_article(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002
        _check_type(req)
        release()  # a web page takes its time
        if req.mimetype in ("text/html", "text/plain") and req.headers.get("Transfer-Encoding"):
            # Nobody could tell whether all of it has come: the server hides it, and a text may end anywhere.
            raise ProblemError(411, "A text is not taken in chunks; send its length in Content-Length.")
        if req.mimetype == "text/html":
            query = _query(req, MetadataIn())
            return {**processes.read(read_body(req), req.content_type or ""), **query}
        if req.mimetype == "text/plain":
            return {**_query(req, MetadataIn()), "text": read_text(req)}
        refuse_query(req)
        return read_json(req)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,  # noqa: ARG002
        schema: Schema,  # noqa: ARG002
        **_kwargs: Any,
    ) -> NoReturn:
        ((location, messages),) = error.messages.items()  # type: ignore[union-attr]
        if location == "query":
            items = [query_item(str(path[0]), detail) for path, detail in flat(messages)]
        else:
            items = [article_item(path, detail) for path, detail in flat(messages)]
        raise wrong_input(items) from error


def refuse_query(req: Request) -> None:
    """What a request without parameters does with parameters."""
    if req.args:
        raise wrong_input([query_item(name, "Unknown name.") for name in req.args])


def flat(messages: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """marshmallow's nested messages, each with the path that leads to it."""
    if isinstance(messages, dict):
        for step, inner in messages.items():
            yield from flat(inner, path if step == "_schema" else (*path, step))
    else:
        for message in messages:
            yield path, message


def _check_type(req: Request) -> None:
    accept = {"Accept": ", ".join(_TYPES)}
    if req.mimetype not in ("", *_TYPES):
        raise ProblemError(415, f"{req.mimetype} cannot be read. {_ADVICE}.", headers=accept)
    charset = req.mimetype_params.get("charset", "utf-8")
    if req.mimetype == "text/html":
        known = resolve_encoding(charset) is not None
    else:
        known = charset.lower() in ("utf-8", "utf8", "us-ascii")
    if not known:
        raise ProblemError(415, f"The charset {charset} cannot be read. {_ADVICE}.", headers=accept)


def _query(req: Request, schema: Schema) -> dict[str, Any]:
    decode(unquote_to_bytes(req.query_string), "query")
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
