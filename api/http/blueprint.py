"""Routes as decorators: some read the request or write the answer, the others only document and are never executed."""

from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any

import flask_smorest
from flask import Response, jsonify
from marshmallow import Schema

from api.database import session
from api.http import openapi
from api.http.etags import check_given, check_match
from api.http.expansion import expand, expansions
from api.http.formats import BRIEF_FORMATS, JSON, LIST_FORMATS, negotiated
from api.http.paging import answer_list
from api.http.parsing import read_article, read_object, read_query, refuse_query
from api.renditions.rendition import Rendition
from schemas.base import Out
from schemas.query.paging import Paging, expanding, page_of

View = Callable[..., Any]
Decorator = Callable[[View], View]


class Blueprint(flask_smorest.Blueprint):
    """Routes that refuse a query which they do not read, and formats which they do not have.

    A view takes what its decorators read, in their order, and then the ids of its path.
    """

    def query(self, schema: Schema) -> Decorator:
        """Decorator: the view takes the values of the query."""

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                return view(*read_query(schema), *args, **kwargs)

            return _document_arguments(wrapper, {"parameters": [{"in": "query", "schema": schema}]})

        return decorator

    def article(
        self, *headers: dict[str, Any], queries: tuple[Schema, ...] = (), statuses: tuple[int, ...] = ()
    ) -> Decorator:
        """Decorator: the view takes a posted article, and the values of the query that each of the schemas reads.

        It also reads these headers and answers these statuses.
        """

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                return view(*read_article(*queries), *args, **kwargs)

            return _document_arguments(wrapper, openapi.article(*headers, queries=queries, statuses=statuses))

        return decorator

    def body(
        self,
        schema: type[Schema],
        *parameters: dict[str, Any],
        media_types: tuple[str, ...] = (JSON,),
        optional: bool = False,
        statuses: tuple[int, ...] = (),
    ) -> Decorator:
        """Decorator: the view takes the values of a JSON body.

        The view also reads these parameters, which are documented here, and answers these statuses.
        """
        loader = schema()

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Any:
                if openapi.IF_MATCH in parameters:
                    check_given()
                return view(read_object(loader, media_types, optional=optional), *args, **kwargs)

            documented = openapi.body(schema, media_types, *parameters, optional=optional, statuses=statuses)
            return _document_arguments(wrapper, documented)

        return decorator

    def response(self, status: int, schema: type[Schema], **documentation: Any) -> Decorator:
        """Decorator: the schema dumps the value of the view as the JSON of the answer."""
        dumper = schema()

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                answer = jsonify(dumper.dump(view(*args, **kwargs)))
                answer.status_code = status
                return answer

            return self.alt_response(status, schema=schema, **documentation)(wrapper)

        return decorator

    def item(self, schema: type[Out], *references: str, each: str | None = None) -> Decorator:
        """Decorator: the view returns one item, which the schema dumps.

        The parameter `expand` adds the objects with these names that the item, or each item in its field `each`, refers
        to.
        """
        dumper = schema()
        query = expanding(*references, of=f"Each of `{each}`" if each else "The answer")

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(**path: str) -> Response:
                (asked,) = read_query(query)
                row = view(**path)
                item = dumper.dump(row)
                rows, items = (getattr(row, each), item[each]) if each else ([row], [item])
                expand(session(), expansions(asked), rows, items, dump=partial(Out.dump, many=True))
                return jsonify(item)

            _document_arguments(wrapper, {"parameters": [{"in": "query", "schema": query}]})
            return self.alt_response(200, schema=schema)(wrapper)

        return decorator

    def page(self, item: type[Out], filters: Schema, paging: Schema | None = None) -> Decorator:
        """Decorator: the view returns a page of a list of such items.

        It takes the values of the filters, and those of the paging that its query of the store takes: once for the
        answer in JSON, and once for each page of a stream.
        """
        pages = paging or Paging()

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*, media_type: str, **path: str) -> Response:
                given, asked = read_query(filters, pages)
                return answer_list(lambda page: view(given, page, **path), item, asked, media_type)

            _document_arguments(wrapper, {"parameters": openapi.list_query(pages, filters, item)})
            return self.alt_response(
                200, schema=page_of(item), description="A page of the list", headers=openapi.LIST_HEADERS
            )(_with_formats(wrapper, LIST_FORMATS))

        return decorator

    def brief(self, rendition: type[Rendition], description: str = "The brief") -> Decorator:
        """Decorator: the answer is a brief in one of its formats, made of the value of the view."""

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, media_type: str, **path: str) -> Response:
                return rendition(view(*args, **path)).response(media_type)

            return self.documents_brief(rendition, {200: description})(wrapper)

        return decorator

    def documents_brief(
        self, rendition: type[Rendition], descriptions: dict[int, str], headers: dict[str, Any] | None = None
    ) -> Decorator:
        """Decorator: document the answers of a view that takes the media type and makes the response of a brief."""

        def decorator(view: View) -> View:
            for status, description in descriptions.items():
                for content in rendition.contents():
                    self.alt_response(status, description=description, headers=headers, **content)(view)
            return _with_formats(view, BRIEF_FORMATS)

        return decorator

    def formats(self, *media_types: str) -> Decorator:
        """Decorator: the view takes the one of these media types that the client prefers."""
        return partial(_with_formats, formats=media_types)

    def matching(self, get: View) -> Decorator:
        """Decorator: the view needs an If-Match header with the ETag of what the view `get` answers."""

        def decorator(view: View) -> View:
            @wraps(view)
            def wrapper(**path: str) -> Any:
                check_match(get(**path))
                return view(**path)

            for status in (412, 428):
                self.alt_response(status, HTTPStatus(status).name)(wrapper)
            return self.doc(parameters=[openapi.IF_MATCH])(wrapper)

        return decorator

    def alt_response(self, *args: Any, **kwargs: Any) -> Decorator:
        """Decorator: document an answer."""
        return partial(_document, super().alt_response(*args, **kwargs))

    def doc(self, **kwargs: Any) -> Decorator:
        """Decorator: document an operation with members of OpenAPI."""
        return partial(_document, super().doc(**kwargs))

    def add_url_rule(
        self, rule: str, endpoint: str | None = None, view_func: Any = None, *args: Any, **options: Any
    ) -> None:
        super().add_url_rule(rule, endpoint, _checked(view_func), *args, **options)


def _document(documenting: Decorator, view: View) -> View:
    """Take the documentation that a decorator of flask-smorest adds, and leave its wrapper."""
    view._apidoc = documenting(view)._apidoc  # type: ignore[attr-defined]
    return view


def _document_arguments(view: View, arguments: dict[str, Any]) -> View:
    documentation = getattr(view, "_apidoc", {})
    arguments = {"responses": {400: HTTPStatus.BAD_REQUEST.name}} | arguments
    view._apidoc = documentation | {"arguments": arguments}  # type: ignore[attr-defined]
    return view


def _with_formats(view: View, formats: tuple[str, ...]) -> View:
    view.formats = formats  # type: ignore[attr-defined]
    return view


def _checked(view: View) -> View:
    """Check before the view what is the same for all: a query only where one is read, a format that it has."""
    reads_query = "arguments" in getattr(view, "_apidoc", {})
    formats = getattr(view, "formats", None)

    @wraps(view)
    def wrapper(**path: str) -> Any:
        if not reads_query:
            refuse_query()
        if formats is None:
            negotiated((JSON,))
            return view(**path)
        return view(**path, media_type=negotiated(formats))

    return wrapper
