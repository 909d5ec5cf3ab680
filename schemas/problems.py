"""Errors, as RFC 9457 has them, and those of a schema."""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

from schemas.base import doc


class ProblemItemOut(Schema):
    """One error in a request: `pointer` or `line` for a place in the body, `parameter` for one in the query."""

    pointer = fields.String(**doc("JSON Pointer into the body, as a URI fragment.", "#/published_at"))
    line = fields.Integer(**doc("A line of the body, counted from 1.", 3))
    parameter = fields.String(**doc("A query parameter.", "limit"))
    code = fields.String(**doc("The code of the problem in a line of an import.", "blank_text"))
    detail = fields.String(required=True, **doc("The error.", "Must be a whole number from 1 to 500."))


class ProblemOut(Schema):
    """An error (RFC 9457), with the media type application/problem+json."""

    type = fields.String(
        required=True,
        **doc("The page about this kind of problem, relative to this server.", "/docs/problems/blank_text"),
    )
    code = fields.String(
        required=True,
        **doc("The kind of problem, for programs; codes are never renamed. /docs/problems lists them.", "blank_text"),
    )
    title = fields.String(required=True, **doc("The kind of problem in a few words.", "Blank text"))
    status = fields.Integer(required=True, **doc("The HTTP status.", 422))
    detail = fields.String(required=True, **doc("The error, for people.", "text: The text is blank."))
    instance = fields.String(
        **doc("The path of the request; missing if the request is too malformed to have one.", "/v1/articles")
    )
    request_id = fields.String(
        required=True,
        **doc("The id of the request, as in X-Request-Id and in the log.", "5f0c8a52-7d1e-4c1b-9a63-0d2f6c1b7a90"),
    )
    errors = fields.List(
        fields.Nested(ProblemItemOut),
        metadata={"description": "The errors in the request, one by one."},
    )


def flat(messages: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield marshmallow's nested messages, each with the path of the value that it is about."""
    if isinstance(messages, dict):
        for step, inner in messages.items():
            yield from flat(inner, path if step == "_schema" else (*path, step))
    else:
        for message in messages:
            yield path, message
