"""The OpenAPI document, as far as flask-smorest cannot make it from routes and schemas."""

from http import HTTPStatus
from importlib.resources import files
from typing import Any

import flask_smorest
import orjson
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from flask import Flask, Response, jsonify
from flask_smorest.spec.plugins import FlaskPlugin
from marshmallow import Schema
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.routing import Rule

from api.http import problems
from api.http.formats import BRIEF_SUFFIXES, CSV, JSON, JSON_LD, NDJSON, example_name
from api.http.parsing import IdConverter
from api.middleware.headers import POLICY, RATE_LIMIT, REQUEST_ID
from api.security import auth, rate_limit
from schemas.articles import TEXT, ArticleIn, SubmittedIn
from schemas.problems import ProblemOut
from services.errors import ServiceError

LINK = {"Link": {"description": "The URL of the next page, as rel=next.", "schema": {"type": "string"}}}
LIST_HEADERS = LINK | {
    "Feed-Cursor": {
        "description": "The cursor of /v1/changes at which the list was read; send it there as `since`.",
        "schema": {"type": "string"},
    }
}

ETAG = {
    "ETag": {"description": "A validator of the body: it changes when the body does.", "schema": {"type": "string"}}
}
_STREAMS = {
    NDJSON: {"schema": {"type": "string", "description": "The whole list, one item per line."}},
    CSV: {"schema": {"type": "string", "description": "The whole list below a header; formulas are quoted."}},
}
_VALIDATOR = {"in": "header", "schema": {"type": "string"}, "example": '"5f1a7c0c9d3b2e4f8a6b7c8d"'}
_IF_NONE_MATCH = _VALIDATOR | {
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag that the client has; the answer is 304 if it is still current.",
}
IF_MATCH = _VALIDATOR | {
    "name": "If-Match",
    "required": True,
    "description": "The ETag of the resource to change, or * for any.",
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Any text that no other request of the caller has, such as a UUID. If the request is sent "
    "again within 24 hours, it gets the same answer, and nothing is done twice. The answer is 409 "
    "while the first one is being processed, 410 if its article has been deleted, and 422 if the "
    "request differs from the first. A refused request does not use up its key.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
PREFER = {
    "in": "header",
    "name": "Prefer",
    "description": "With respond-async (RFC 7240), a worker reads the text: the answer is 202 at once, with the "
    "job in Location. It is not applied on SQLite, which has no workers, nor to a text that is "
    "already stored.",
    "schema": {"type": "string"},
    "example": "respond-async",
}
_CHALLENGE = 'Bearer realm="communique", scope="read", error="invalid_token"'
_HEADERS = {
    REQUEST_ID: ("The id of the request: the id that was sent, or a new one.", "5f0c8a52-7d1e-4c1b-9a63-0d2f6c1b7a90"),
    POLICY: (
        "The number of requests of this kind that the caller may send (q) in a window of seconds (w).",
        '"reads";q=600;w=60',
    ),
    RATE_LIMIT: (
        "The number of requests left (r), and the seconds until the next window starts (t).",
        '"reads";r=598;t=42',
    ),
    "Retry-After": ("The number of seconds after which to send the request again.", 42),
    "Accept": ("The accepted media types, if the type was the error.", "application/json, text/plain, text/html"),
    "Accept-Encoding": ("The accepted content codings, if the coding was the error.", "gzip, deflate"),
    "WWW-Authenticate": ("The scope that the key needs, and the error of the key that was sent.", _CHALLENGE),
}
_EVERYWHERE = {name: name for name in list(_HEADERS)[:3]}  # by reference
_PROBLEM_HEADERS = {
    401: ["WWW-Authenticate"],
    403: ["WWW-Authenticate"],
    415: ["Accept", "Accept-Encoding"],
    429: ["Retry-After"],
    503: ["Retry-After"],
}
_DESCRIPTIONS = {
    503: "Service Unavailable: too many requests are waiting, or the database is unreachable, locked, "
    "read-only or full. Nothing was stored in part; the request can be sent again.",
}
_SECURITY = """A key, made with `communique keys create`, and its scopes: read, write, review, admin. A service that
has never had a key needs none, and is reached from its own machine only, where pages of other sites may not write."""
REMOVED_KINDS = ("art", "act", "quo", "evt", "pos", "iss", "whk")
"""The kinds of ids that answer 410 when what had them was removed."""

_KINDS = {
    "art": "article",
    "act": "actor",
    "quo": "quote",
    "evt": "event",
    "occ": "occurrence",
    "con": "contradiction",
    "pos": "position",
    "iss": "issue",
    "job": "job",
    "jdg": "judgement",
    "whk": "webhook",
    "dlv": "delivery",
}
_MERGED = {
    "description": "An actor or issue of the request was merged into another one: send the request to Location "
    "instead.",
    "headers": {
        "Location": {
            "description": "The same URL with the id of the record that replaced it.",
            "schema": {"type": "string"},
        }
    },
}
_EXAMPLES = files("api.http") / "examples"
_PAGE = f"<html><head><title>Iraq and the US meet</title></head><body><p>{TEXT}</p></body></html>"


class Api(flask_smorest.Api):
    """The error schema that is documented is the one that is sent, in its own media type."""

    ERROR_SCHEMA = ProblemOut

    def __init__(self, app: Flask) -> None:
        app.url_map.converters["id"] = IdConverter
        super().__init__(app, spec_kwargs={"flask_plugin": _Plugin(), "marshmallow_plugin": _Schemas()})
        app.register_error_handler(ServiceError, problems.handle_service_error)
        app.register_error_handler(DBAPIError, problems.handle_database_error)

    def handle_http_exception(self, error: HTTPException) -> Response | HTTPException:
        return problems.handle_http_error(error)

    def _register_responses(self) -> None:
        components = self.spec.components
        components.security_scheme("key", {"type": "http", "scheme": "bearer", "description": _SECURITY})
        for name, (description, example) in _HEADERS.items():
            schema = {"type": "integer" if isinstance(example, int) else "string", "examples": [example]}
            components.header(name, {"description": description, "schema": schema}, lazy=True)
        for status in (400, 401, 403, 404, 406, 408, 409, 410, 411, 412, 413, 414, 415, 422, 428, 429, 503):
            headers = {header: header for header in _PROBLEM_HEADERS.get(status, ())}
            description = _DESCRIPTIONS.get(status, HTTP_STATUS_CODES[status])
            self._register_problem(HTTPStatus(status).name, description, headers)
        self._register_problem(self.DEFAULT_ERROR_RESPONSE_NAME, "Any other error", {})
        for brief in ("brief", "crossbrief"):
            for suffix, media_type in BRIEF_SUFFIXES.items():
                body = read_example(brief + suffix)
                value = orjson.loads(body) if media_type in (JSON, JSON_LD) else body
                components.example(example_name(brief, media_type), {"value": value})

    def _register_problem(self, name: str, description: str, headers: dict[str, str]) -> None:
        content = {problems.MEDIA_TYPE: {"schema": self.ERROR_SCHEMA}}
        response = {"description": description, "content": content, "headers": _EVERYWHERE | headers}
        self.spec.components.response(name, response, lazy=True)

    def _register_pagination_header(self) -> None:
        """Pages are made by api.http.paging; its header is documented where it is sent."""

    def _openapi_json(self) -> Response:
        return jsonify(self.spec.to_dict())


class _Plugin(FlaskPlugin):
    """Documents what every route does: its name, its id and the errors that follow from a wrong one."""

    def rule_to_params(self, rule: Rule) -> list[dict[str, Any]]:
        return [self._path_parameter(name, converter) for name, converter in rule._converters.items()]

    def path_helper(self, rule: Rule, operations: Any, parameters: Any, **kwargs: Any) -> str:
        for method, operation in operations.items():
            responses = operation["responses"]
            operation["operationId"] = rule.endpoint.rpartition(".")[2]
            responses |= {"400": "BAD_REQUEST", "406": "NOT_ACCEPTABLE", "414": "REQUEST_URI_TOO_LONG"}
            if method == "get":
                if "Link" in responses[200].get("headers", {}):
                    responses[200]["content"] |= _STREAMS
                operation.setdefault("parameters", []).append(_IF_NONE_MATCH)
                responses[200].setdefault("headers", {}).update(ETAG)
                responses["304"] = {"description": "Unchanged", "headers": ETAG}
            if rule.arguments:
                responses["404"] = "NOT_FOUND"
            if _names(rule, *REMOVED_KINDS):
                responses["410"] = "GONE"
            if rule.rule.startswith("/v1/") and (method == "get" or _names(rule, "act", "iss")):
                responses["308"] = _MERGED
            everywhere = _EVERYWHERE
            if rule.endpoint in rate_limit.UNLIMITED:
                everywhere = {REQUEST_ID: REQUEST_ID}
            else:
                responses["429"] = "TOO_MANY_REQUESTS"
            if scope := auth.scope_of(rule.endpoint, method.upper()):
                operation["security"] = [{"key": [scope]}]
                responses |= {"401": "UNAUTHORIZED", "403": "FORBIDDEN", "503": "SERVICE_UNAVAILABLE"}
            for response in responses.values():
                if isinstance(response, dict):
                    response["headers"] = response.get("headers", {}) | everywhere
        path: str = super().path_helper(rule, operations, parameters, **kwargs)
        return path

    @staticmethod
    def _path_parameter(name: str, converter: Any) -> dict[str, Any]:
        parameter = {"in": "path", "name": name, "required": True}
        if not isinstance(converter, IdConverter):
            whole = {"type": "integer", "minimum": 0, "maximum": converter.max}
            return parameter | {"description": "The number of the revision.", "schema": whole, "example": 0}
        return parameter | {
            "description": f"The id of the {_KINDS[converter.prefix]}.",
            "schema": {"type": "string", "pattern": f"^{converter.regex}$"},
            "example": f"{converter.prefix}_qm5zk2h7xw3n4tb6",
        }


def _names(rule: Rule, *kinds: str) -> bool:
    return any(getattr(each, "prefix", None) in kinds for each in rule._converters.values())


class _Schemas(MarshmallowPlugin):
    """Describes a schema by its docstring, too."""

    def schema_helper(self, name: str, _: Any, schema: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        definition = super().schema_helper(name, _, schema=schema, **kwargs)  # type: ignore[no-untyped-call]
        return {"description": resolve_schema_instance(schema).__doc__} | definition


def list_query(paging: Schema, filters: Schema, item: type[Schema]) -> list[dict[str, Any]]:
    """Document the query of a list, with the names that `fields` can have there."""
    names = list(item._declared_fields)
    one = f"({'|'.join(names)})"
    field = paging.fields["fields"]
    field.metadata = {**field.metadata, "pattern": f"^{one}(,{one})*$", "examples": [",".join(names[:2])]}
    return [{"in": "query", "schema": paging}, {"in": "query", "schema": filters}]


def article(
    *headers: dict[str, Any], queries: tuple[Schema, ...] = (), statuses: tuple[int, ...] = ()
) -> dict[str, Any]:
    """Document a posted article: all of it as JSON, or a text or a web page as the body and the rest as the query."""
    text = {"type": "string", "description": "The text itself, in UTF-8.", "examples": [TEXT]}
    page = {  # of no type: it is bytes
        "description": "A web page in the encoding that it declares. Its main text is stored, in paragraphs "
        "separated by blank lines. Title, url, publisher and date come from the page where the query "
        "does not give them.",
        "examples": [_PAGE],
    }
    content = {
        "application/json": {"schema": ArticleIn},
        "text/plain": {"schema": text},
        "text/html": {"schema": page},
    }
    description = "At most 4 MiB. It may be compressed with gzip or deflate, if Content-Encoding says so."
    return {
        "parameters": [*({"in": "query", "schema": schema} for schema in (_metadata(), *queries)), *headers],
        "requestBody": {"required": True, "description": description, "content": content},
        "responses": {status: HTTPStatus(status).name for status in (400, 408, 411, 413, 415, 422, 503, *statuses)},
    }


def body(
    schema: type[Schema],
    media_types: tuple[str, ...],
    *parameters: dict[str, Any],
    optional: bool = False,
    statuses: tuple[int, ...] = (),
) -> dict[str, Any]:
    """Document a JSON body, with the other parameters and the refusals of its operation.

    Only the first media type is listed: generators make clients that do not run of several with one schema.
    """
    first, *others = media_types
    described = {"description": f"Its media type may also be {others[0]}."} if others else {}
    return {
        "parameters": list(parameters),
        "requestBody": {"required": not optional, "content": {first: {"schema": schema}}, **described},
        "responses": {status: HTTPStatus(status).name for status in (400, 408, 411, 413, 415, 422, 503, *statuses)},
    }


def read_example(name: str) -> str:
    """Return the example of an answer, which is a file beside this module."""
    return (_EXAMPLES / name).read_bytes().decode()


def _metadata() -> SubmittedIn:
    """The metadata of an article as a query, which has no null."""
    schema = SubmittedIn()
    for field in schema.fields.values():
        field.allow_none = False
        field.metadata = {
            **field.metadata,
            "description": f"{field.metadata['description']} In JSON, it is in the body.",
        }
    return schema
