"""Base of all briefs: the same formats for each, documented with an example."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import quote

import orjson
from flask import Response
from marshmallow import Schema

from api.http.formats import (
    ACTORS,
    ARTICLES,
    BRIEF_FORMATS,
    BRIEF_SUFFIXES,
    CSV,
    DOCUMENT_SUFFIXES,
    DOCX,
    JSON,
    JSON_LD,
    MARKDOWN,
    NDJSON,
    PDF,
    Named,
    Table,
    example_name,
    ndjson,
)
from api.renditions import documents

_DOCUMENTS = {media_type: suffix for suffix, media_type in DOCUMENT_SUFFIXES.items()}
_WITH_EXAMPLE = frozenset(BRIEF_SUFFIXES.values())


class Rendition(ABC):
    """Brief in any of its formats."""

    name: ClassVar[str]
    """The name of its examples in the documentation."""
    schema: ClassVar[type[Schema]]
    """The schema of its JSON."""
    record: ClassVar[Schema]
    """The fields of all its records."""
    descriptions: ClassVar[Mapping[str, str]]
    """Of its JSON-LD and its NDJSON, for the documentation."""

    brief: Mapping[str, Any]
    """The brief as the schema dumps it."""
    actors: Named
    """The actors that the brief refers to, by id."""
    articles: Named
    """The articles that the brief refers to, by id."""
    expanded: Mapping[str, Schema] = {}
    """The schemas of the objects in `expanded`, by name."""

    @abstractmethod
    def __init__(self, found: Any) -> None:
        """Create a rendition of the value of a view."""

    @abstractmethod
    def markdown(self) -> str:
        """Return the brief as Markdown."""

    @abstractmethod
    def jsonld(self) -> dict[str, Any]:
        """Return the brief as a page of W3C Web Annotations."""

    @abstractmethod
    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the brief as a table; `record` is the kind of a row."""

    def response(self, media_type: str) -> Response:
        """Return the brief in a format; DOCX and PDF are files with a name."""
        headers = {"Vary": "Accept"}
        suffix = _DOCUMENTS.get(media_type)
        if suffix is None:
            return Response(self.render(media_type), headers=headers, mimetype=media_type)
        document = documents.parse(self.markdown())
        answer = Response(documents.render(document, media_type), headers=headers, mimetype=media_type)
        name = quote(f"{documents.file_name(document)}{suffix}", safe="")
        answer.headers["Content-Disposition"] = f"attachment; filename=\"brief{suffix}\"; filename*=UTF-8''{name}"
        return answer

    @classmethod
    def contents(cls) -> list[dict[str, Any]]:
        """Return the documentation of the answer in each format, for decorators: the last one comes first."""
        schemas: dict[str, Any] = {
            JSON: cls.schema,
            MARKDOWN: {
                "type": "string",
                "description": "CommonMark for people; no text of an article counts as markup.",
            },
            JSON_LD: {"type": "object", "description": cls.descriptions[JSON_LD]},
            NDJSON: {"type": "string", "description": cls.descriptions[NDJSON]},
            CSV: {
                "type": "string",
                "description": "One row per line of NDJSON, below a header with the fields of all rows. An object has "
                "a column for each of its fields. A list is one cell, with spans as their words. Columns of "
                "names follow the ids of actors and articles. Formulas are quoted.",
            },
            DOCX: {"type": "string", "format": "binary", "description": "The Markdown as a Word document."},
            PDF: {
                "type": "string",
                "format": "binary",
                "description": "The Markdown as a PDF with tags for screen readers. The same brief always gives the "
                "same bytes.",
            },
        }
        return [
            {
                "content_type": media_type,
                "schema": schemas[media_type],
                **({"examples": {"brief": example_name(cls.name, media_type)}} if media_type in _WITH_EXAMPLE else {}),
            }
            for media_type in reversed(BRIEF_FORMATS)
        ]

    def render(self, media_type: str) -> bytes:
        """Return the bytes of the brief in a text format."""
        if media_type == MARKDOWN:
            return self.markdown().encode()
        if media_type == NDJSON:
            return b"".join(ndjson([self.records()]))
        if media_type == CSV:
            empty: dict[str, Any] = dict.fromkeys(self.record.dump_fields)
            table = Table(self.record, self.expanded)
            names = {ACTORS: lambda _: self.actors, ARTICLES: lambda _: self.articles}
            none = dict.fromkeys(self.expanded)
            items = [empty | record | {"expanded": none | record.get("expanded", {})} for record in self.records()]
            return b"".join(table.csv([table.rows(items, names)]))
        document = self.jsonld() if media_type == JSON_LD else self.brief
        return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
