"""flask-smorest, with its faults covered: strict queries, real errors, and documentation that says so."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from flask import Flask, Response, jsonify, request
from flask_smorest.spec.plugins import FlaskPlugin
from flask_smorest.utils import unpack_tuple_response
from marshmallow import Schema
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.routing import BaseConverter, Map, Rule

from api.http import idempotency, openapi, problems
from api.http.etags import requires_match
from api.http.formats import BRIEF_FORMATS, CSV, JSON, LIST_FORMATS, NDJSON, negotiated
from api.http.paging import answer
from api.http.parsing import Parser, refuse_query
from api.middleware.headers import REQUEST_ID
from api.renditions.rendition import Rendition
from api.security import auth, rate_limit
from schemas.articles import ArticleIn
from schemas.base import Out, page_of
from schemas.problems import ProblemOut
from services.errors import ServiceError

_View = Callable[..., Any]
_Decorator = Callable[[_View], _View]

_LINK = {"Link": {"description": "The next page, as rel=next.", "schema": {"type": "string"}}}
_ETAG = {"ETag": {"description": "Changes with the body.", "schema": {"type": "string"}}}
_STREAMS = {
    NDJSON: {"schema": {"type": "string", "description": "The whole list, an item a line."}},
    CSV: {"schema": {"type": "string", "description": "The whole list under a header; formulas are quoted."}},
}
_VALIDATOR = {"in": "header", "schema": {"type": "string"}, "example": '"5f1a7c0c9d3b2e4f8a6b7c8d"'}
_IF_NONE_MATCH = _VALIDATOR | {
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of what the client has; the answer is 304 when it is still so.",
}
_IF_MATCH = _VALIDATOR | {"name": "If-Match", "required": True, "description": "The ETag of what is meant, or *."}
_CHALLENGE = 'Bearer realm="communique", scope="read", error="invalid_token"'
_HEADERS = {
    REQUEST_ID: ("The id of the request: the one that was sent, or a new one.", "5f0c8a52-7d1e-4c1b-9a63-0d2f6c1b7a90"),
    "RateLimit-Limit": ("How many requests of this kind the caller has in a window of time.", 600),
    "RateLimit-Remaining": ("How many of them are left.", 598),
    "RateLimit-Reset": ("In how many seconds the next window starts.", 42),
    "Retry-After": ("In how many seconds to send the request again.", 42),
    "Accept": ("The media types that are taken, when it was that.", "application/json, text/plain, text/html"),
    "Accept-Encoding": ("The content codings that are taken, when it was that.", "gzip, deflate"),
    "WWW-Authenticate": ("The scope that a key needs, and what is wrong with the key that was sent.", _CHALLENGE),
}
_EVERYWHERE = {name: name for name in list(_HEADERS)[:4]}  # by reference
_PROBLEM_HEADERS = {
    401: ["WWW-Authenticate"],
    403: ["WWW-Authenticate"],
    415: ["Accept", "Accept-Encoding"],
    429: ["Retry-After"],
    503: ["Retry-After"],
}
_DESCRIPTIONS = {
    503: "Service Unavailable: too much is waiting, or the database is away, locked, read-only or without room. "
    "Nothing is half stored; the request may be sent again.",
}
_SECURITY = """A key, made with `communique keys create`, and its scopes: read, write, review, admin. A service that
has never had a key needs none, and is reached from its own machine only."""
_KINDS = {
    "art": "article",
    "act": "actor",
    "quo": "quote",
    "evt": "event",
    "pos": "position",
    "iss": "issue",
    "job": "job",
}


class IdConverter(BaseConverter):
    """`<id(art):article_id>` in a route: an id of that kind; anything else is not found."""

    def __init__(self, url_map: Map, prefix: str) -> None:
        super().__init__(url_map)
        self.prefix = prefix
        self.regex = f"{prefix}_[a-z2-7]{{16}}"


class _Plugin(FlaskPlugin):
    """Documents what every route does: its name, its id and the 404 that follows from a wrong one."""

    def rule_to_params(self, rule: Rule) -> list[dict[str, Any]]:
        return [self._id_parameter(name, converter) for name, converter in rule._converters.items()]

    def path_helper(self, rule: Rule, operations: Any, parameters: Any, **kwargs: Any) -> str:
        for method, operation in operations.items():
            responses = operation["responses"]
            operation["operationId"] = rule.endpoint.rpartition(".")[2]
            responses |= {"400": "BAD_REQUEST", "406": "NOT_ACCEPTABLE", "414": "REQUEST_URI_TOO_LONG"}
            if method == "get":
                if "Link" in responses[200].get("headers", {}):
                    responses[200]["content"] |= _STREAMS
                operation.setdefault("parameters", []).append(_IF_NONE_MATCH)
                responses[200].setdefault("headers", {}).update(_ETAG)
                responses["304"] = {"description": "Unchanged", "headers": _ETAG}
            if rule.arguments:
                responses["404"] = "NOT_FOUND"
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
    def _id_parameter(name: str, converter: Any) -> dict[str, Any]:
        return {
            "in": "path",
            "name": name,
            "required": True,
            "description": f"The id of the {_KINDS[converter.prefix]}.",
            "schema": {"type": "string", "pattern": f"^{converter.regex}$"},
            "example": f"{converter.prefix}_qm5zk2h7xw3n4tb6",
        }


class _Schemas(MarshmallowPlugin):
    """Describes a schema by its docstring, too."""

    def schema_helper(self, name: str, _: Any, schema: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        definition = super().schema_helper(name, _, schema=schema, **kwargs)  # type: ignore[no-untyped-call]
        return {"description": resolve_schema_instance(schema).__doc__} | definition


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
        for status in (400, 401, 403, 404, 406, 409, 410, 411, 412, 413, 414, 415, 422, 428, 429, 503):
            headers = {header: header for header in _PROBLEM_HEADERS.get(status, ())}
            description = _DESCRIPTIONS.get(status, HTTP_STATUS_CODES[status])
            self._register_problem(HTTPStatus(status).name, description, headers)
        self._register_problem(self.DEFAULT_ERROR_RESPONSE_NAME, "Any other error", {})

    def _register_problem(self, name: str, description: str, headers: dict[str, str]) -> None:
        content = {problems.MEDIA_TYPE: {"schema": self.ERROR_SCHEMA}}
        response = {"description": description, "content": content, "headers": _EVERYWHERE | headers}
        self.spec.components.response(name, response, lazy=True)

    def _register_pagination_header(self) -> None:
        """Pages are made by api.http.paging; its header is documented where it is sent."""

    def _openapi_json(self) -> Response:
        return jsonify(self.spec.to_dict())


class Blueprint(flask_smorest.Blueprint):
    """Routes that refuse a query they do not know of."""

    ARGUMENTS_PARSER = Parser()

    def query(self, schema: type[Schema] | Schema) -> _Decorator:
        """Decorator: the view takes the query, read by the schema."""
        # An instance: of a class, every request would make its own.
        one = schema() if isinstance(schema, type) else schema
        decorator: _Decorator = self.arguments(one, location="query", error_status_code=400)
        return decorator

    def article(self) -> _Decorator:
        """Decorator: the view takes a posted article."""
        decorator: _Decorator = self.arguments(ArticleIn(), location="article")
        return decorator

    def idempotent(self, answer: Callable[..., Any]) -> _Decorator:
        """Decorator: the view, which stores an article, takes an Idempotency-Key; see api.http.idempotency."""

        def decorator(view: _View) -> _View:
            wrapper = idempotency.idempotent(answer)(view)
            wrapper._apidoc["idempotent"] = True  # type: ignore[attr-defined]
            return wrapper

        return decorator

    def page(self, item: type[Out]) -> _Decorator:
        """Decorator: the view gives a listing."""

        def decorator(view: _View) -> _View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                return answer(view(*args, **kwargs), item)

            wrapper.formats = LIST_FORMATS  # type: ignore[attr-defined]
            describe = self.response(200, page_of(item), description="A page of the list", headers=_LINK)
            documented: _View = describe(wrapper)
            documented._apidoc["item"] = item  # type: ignore[attr-defined]
            return documented

        return decorator

    def brief(
        self, rendition: type[Rendition], descriptions: dict[int, str], headers: dict[str, Any] | None = None
    ) -> _Decorator:
        """Decorator: the view gives what the rendition is made of, with or without status and headers."""

        def decorator(view: _View) -> _View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                found, status, more = unpack_tuple_response(view(*args, **kwargs))
                if isinstance(found, Response):  # it is no brief
                    return found, status, more
                return rendition(found).answer(status, more)

            wrapper.formats = BRIEF_FORMATS  # type: ignore[attr-defined]
            for status, description in descriptions.items():
                for content in rendition.contents():
                    wrapper = self.alt_response(status, description=description, headers=headers, **content)(wrapper)
            return wrapper

        return decorator

    def matching(self, get: _View) -> _Decorator:
        """Decorator: the view needs an If-Match header with the ETag of what the view `get` answers."""

        def decorator(view: _View) -> _View:
            documented: _View = requires_match(get)(view)
            for status in (412, 428):
                documented = self.alt_response(status, HTTPStatus(status).name)(documented)
            described: _View = self.doc(parameters=[_IF_MATCH])(documented)
            return described

        return decorator

    def add_url_rule(
        self, rule: str, endpoint: str | None = None, view_func: Any = None, *args: Any, **options: Any
    ) -> None:
        super().add_url_rule(rule, endpoint, _checked(view_func), *args, **options)

    def _prepare_arguments_doc(self, doc: dict[str, Any], doc_info: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        arguments = doc_info.get("arguments", {})
        if any(parameter["in"] == "article" for parameter in arguments.get("parameters", ())):
            doc_info = doc_info | {"arguments": openapi.article(idempotent="idempotent" in doc_info)}
        if "item" in doc_info:
            doc_info = doc_info | {"arguments": openapi.listing(arguments, doc_info["item"])}
        documented: dict[str, Any] = super()._prepare_arguments_doc(doc, doc_info, **kwargs)
        return documented


def _checked(view: _View) -> _View:
    """The view, behind what is the same for all: a query only where one is read, a format that can be sent."""
    reads_query = "arguments" in getattr(view, "_apidoc", {})
    formats = getattr(view, "formats", (JSON,))

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if not reads_query:
            refuse_query(request)
        negotiated(formats)
        return view(*args, **kwargs)

    return wrapper
