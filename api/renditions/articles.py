"""Briefs over HTTP, in any of their formats."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from flask import Response

from api.formats import BRIEF_FORMATS, CSV, JSON, JSON_LD, MARKDOWN, NDJSON, csv_rows, ndjson, negotiated
from api.renditions.article_jsonld import jsonld
from api.renditions.article_markdown import markdown
from schemas.brief import BriefOut, RecordOut
from services import articles
from store.models import Article

_BRIEF, _RECORD = BriefOut(), RecordOut()
_RECORDS = {"actor": "actors", "quote": "quotes", "event": "events", "position": "positions"}
_EMPTY = dict.fromkeys(_RECORD.dump_fields)

_SCHEMAS: dict[str, Any] = {
    JSON: BriefOut,
    MARKDOWN: {"type": "string", "description": "To be read: CommonMark in which no text of the article is markup."},
    JSON_LD: {
        "type": "object",
        "description": "A page of W3C Web Annotations: each fact is a body, its target selects its words in the "
        "article by position and by quote. The context is all inline; what is not known is left out.",
    },
    NDJSON: {
        "type": "string",
        "description": "An actor, quote, event or position a line, as in JSON; `record` says which it is.",
    },
    CSV: {
        "type": "string",
        "description": "A row for each line of NDJSON, under a header with the fields of all; formulas are quoted.",
    },
}

_EXAMPLES = {media_type: "brief." + media_type.replace("/", ".").replace("+", ".") for media_type in BRIEF_FORMATS}

CONTENTS = [
    {"content_type": media_type, "schema": _SCHEMAS[media_type], "examples": {"brief": _EXAMPLES[media_type]}}
    for media_type in reversed(BRIEF_FORMATS)
]
"""What documents the answer in each format, for decorators: the last one comes first."""


def answer(article: Article, status: int | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """The brief of an article in the format that the request asks for."""
    media_type = negotiated(BRIEF_FORMATS)
    return Response(_rendered(article, media_type), status, {"Vary": "Accept", **(headers or {})}, mimetype=media_type)


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """A brief in each format, for the documentation, under the names that it is referred to by."""
    text = (
        "Prime Minister Mustafa al-Kazemi will travel to the US on 26 July. "
        "“We want an end to the US military presence in Iraq,” he said."
    )
    article = articles.preview(None, text=text, title="Iraq and the US meet", published_at="2021-07")
    for media_type, name in _EXAMPLES.items():
        body = _rendered(article, media_type)
        yield name, {"value": orjson.loads(body) if media_type in (JSON, JSON_LD) else body.decode()}


def _rendered(article: Article, media_type: str) -> bytes:
    brief = _BRIEF.dump(article)
    if media_type == MARKDOWN:
        return markdown(brief).encode()
    if media_type == NDJSON:
        return b"".join(ndjson(_records(brief)))
    if media_type == CSV:
        return b"".join(csv_rows(_RECORD, (_EMPTY | record for record in _records(brief))))
    document = jsonld(brief, article.text) if media_type == JSON_LD else brief
    return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


def _records(brief: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for record, facts in _RECORDS.items():
        for fact in brief[facts]:
            yield {"record": record, **fact}
