"""What the OpenAPI document says of requests that flask-smorest cannot read from a schema."""

from http import HTTPStatus
from typing import Any

from marshmallow import Schema

from api.http import idempotency
from schemas.articles import TEXT, ArticleIn, MetadataIn

_PREFER = {
    "in": "header",
    "name": "Prefer",
    "description": "With respond-async (RFC 7240) a worker reads the text: the answer is 202 at once and leads to the "
    "job. It is not applied where there are no workers, which is on SQLite, nor to a text that is stored already.",
    "schema": {"type": "string"},
    "example": "respond-async",
}
_PAGE = f"<html><head><title>Iraq and the US meet</title></head><body><p>{TEXT}</p></body></html>"


def listing(arguments: dict[str, Any], item: type[Schema]) -> dict[str, Any]:
    """The query of a list, with the names that `fields` can have there."""
    (query,) = arguments["parameters"]
    schema = query["schema"]() if isinstance(query["schema"], type) else query["schema"]
    names = list(item._declared_fields)
    one = f"({'|'.join(names)})"
    field = schema.fields["fields"]
    field.metadata = {**field.metadata, "pattern": f"^{one}(,{one})*$", "examples": [",".join(names[:2])]}
    return arguments | {"parameters": [query | {"schema": schema}]}


def article(*, idempotent: bool) -> dict[str, Any]:
    """A posted article: all of it as JSON, or a text or a web page as the body and the rest as the query."""
    text = {"type": "string", "description": "The text itself, in UTF-8.", "examples": [TEXT]}
    page = {  # of no type: it is bytes
        "description": "A web page in any encoding that it declares. Its main text is stored, in paragraphs with a "
        "blank line between them, and its title, url, publisher and date where the query does not give them.",
        "examples": [_PAGE],
    }
    content = {
        "application/json": {"schema": ArticleIn},
        "text/plain": {"schema": text},
        "text/html": {"schema": page},
    }
    description = "At most 4 MiB. It may be packed by gzip or deflate, as Content-Encoding then says."
    statuses = (400, 409, 410, 411, 413, 415, 422, 503) if idempotent else (400, 411, 413, 415, 422, 503)
    return {
        "parameters": [
            {"in": "query", "schema": _metadata()},
            *([idempotency.PARAMETER, _PREFER] if idempotent else []),
        ],
        "requestBody": {"required": True, "description": description, "content": content},
        "responses": {status: HTTPStatus(status).name for status in statuses},
    }


def _metadata() -> MetadataIn:
    """As a query, which has no null."""
    schema = MetadataIn()
    for field in schema.fields.values():
        field.allow_none = False
        field.metadata = {**field.metadata, "description": f"{field.metadata['description']} JSON has it in the body."}
    return schema
