"""Shared parts of all pages: the blueprint, the forms, the links to other formats."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request, url_for
from marshmallow import Schema, pre_load

from api.database import session
from api.http.parsing import read_form, read_query
from api.middleware import browser
from api.middleware.request_log import request_info
from api.reader.filters import init_words
from store import queries

blueprint = Blueprint("reader", __name__)
init_words(blueprint)


@blueprint.context_processor
def _reviewing() -> dict[str, bool]:
    """Let templates know whether whoever asks may review."""
    return {"reviewing": request_info().may_review}


@blueprint.app_context_processor
def _frame() -> dict[str, Any]:
    """Give all templates the theme of the browser, and the address to which the forms of the frame return."""
    path = "/" if request.path == browser.FRONT else request.full_path.rstrip("?")
    return {"theme": browser.kept_theme(request.environ), "here": path}


BRIEF = ("json", "md", "jsonld", "csv", "docx", "pdf")
"""The formats of a brief that a page links to."""

_NAMES = {
    "bib": "BibTeX",
    "txt": "Text",
    "pdf": "PDF",
    "docx": "Word",
    "json": "JSON",
    "csv": "CSV",
    "ndjson": "NDJSON",
    "md": "Markdown",
    "jsonld": "JSON-LD",
    "graphml": "GraphML",
    "gexf": "GEXF",
}


_LOCAL = re.compile(r"/(?![/\\])[!-~]*")


def local(path: str) -> str:
    """Return a path of the service as given by a form, or that of the front page for anything else."""
    return path if _LOCAL.fullmatch(path) else "/"


class Form(Schema):
    """Fields of a form; a browser also sends empty ones."""

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    @pre_load
    def drop_empty(self, data: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value not in ("", [""])}


def takes(form: type[Form], *, posted: int = 0) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a view to take the fields of a form from the query, or from a body of at most `posted` bytes.

    Invalid ones give an error page.
    """
    schema = form()

    def decorator(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(**path: str) -> Any:
            values = read_form(schema, posted) if posted else read_query(schema)[0]
            return view(values, **path)

        return wrapper

    return decorator


def articles_by_id(ids: Collection[str]) -> dict[str, Any]:
    """Return the articles with these ids by id, the newest first."""
    some = sorted(set(ids))
    return {row.id: row for row in queries.list_articles(session(), id=some, limit=len(some)).items} if some else {}


def link_to(endpoint: str, *forgotten: str) -> Callable[..., str]:
    """Return a function that links to a page with the parameters of the request and the given changes."""
    given: dict[str, Any] = {name: value for name, value in request.args.items() if value and name not in forgotten}

    def link(**changes: Any) -> str:
        return url_for(endpoint, **{name: value for name, value in (given | changes).items() if value is not None})

    return link


def formats(path: str, *suffixes: str, query: str = "") -> list[tuple[str, str]]:
    """Return links to a path of the API in the formats with these suffixes."""
    return [(_NAMES[suffix], f"{path}.{suffix}{'?' if query else ''}{query}") for suffix in suffixes]


def briefs(**query: Any) -> list[tuple[str, str]]:
    """Return links to a brief across articles."""
    given = {name: value for name, value in query.items() if value}
    return formats(url_for("briefs.get_cross_brief"), *BRIEF, query=urlencode(given, doseq=True))
