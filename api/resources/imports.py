"""Imports: many articles in one request."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import current_app, request

from api import json
from api.database import session
from api.http.blueprint import Blueprint
from api.http.bodies import MAX_BODY_BYTES, read_body
from api.http.codes import Code
from api.http.formats import NDJSON
from api.http.problems import CODES, ProblemError
from api.jsonl import read_lines
from api.middleware.request_log import request_info
from schemas.articles import TEXT
from schemas.imports import ImportOut
from services import api_keys
from services.bulk import imports
from services.bulk.imports import Outcome

MAX_LINES = 1000
MAX_VALUES = 300_000
"""Of a line: the values of the longest brief that a body can have."""

blueprint = Blueprint("imports", __name__, url_prefix="/v1", description="Many articles at once")

_BODY = {
    "required": True,
    "description": f"Lines of JSON, at most {MAX_LINES:,} and {MAX_BODY_BYTES // 1024**2} MiB. Each is the body of "
    'POST /v1/articles, or {"article": this body, "brief": the answer of POST /v1/extractions}. The body may '
    "be compressed with gzip or deflate, if Content-Encoding says so.",
    "content": {
        NDJSON: {
            "schema": {
                "type": "string",
                "description": "One article per line; blank lines are counted but ignored.",
                "examples": [f'{{"text": "{TEXT}", "published_at": "2021-07"}}\n{{"text": "{TEXT}"}}\n'],
            }
        }
    },
}


_STORED, _THERE, _REFUSED = "stored", "there_already", "refused"


@dataclass(frozen=True, slots=True)
class _Line:
    line: int
    outcome: str
    id: str | None
    external_id: str | None
    code: str | None
    detail: str | None


@dataclass(slots=True)
class _Report:
    stored: int = 0
    there_already: int = 0
    refused: list[Outcome] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            self.refused.append(outcome)
            became = _REFUSED
        elif outcome.article is not None:
            self.stored += 1
            current_app.extensions["metrics"].stored(outcome.article)
            became = _STORED
        else:
            self.there_already += 1
            became = _THERE
        external_id = outcome.external.external_id if outcome.external else None
        code = _code(outcome)
        self.lines.append(_Line(outcome.line, became, outcome.article_id, external_id, code, outcome.refusal))


def _code(outcome: Outcome) -> str | None:
    """Return the code of a refusal; an unreadable line has the code of an invalid body."""
    if outcome.refusal is None:
        return None
    return (CODES[type(outcome.error)] if outcome.error else Code.INVALID_BODY).word


def _documented(view: Any) -> Any:
    for status in (400, 408, 411, 413, 415, 422, 503):
        blueprint.alt_response(status, HTTPStatus(status).name)(view)
    return blueprint.doc(requestBody=_BODY)(view)


@blueprint.route("/imports", methods=["POST"])
@_documented
@blueprint.response(200, ImportOut, description="The outcome of each line")
def create_import() -> _Report:
    """Import articles, one per line

    The answer has the outcome of each line in `lines`: its id, or its error. The other lines are stored even if one is
    refused; if all are refused, the answer is 422. An interrupted request continues when it is sent again. The request
    counts as one write.
    """
    lines = _lines()
    report = _Report()
    source = api_keys.get_label(session(), request_info().key)
    for outcome in imports.load(session(), read_lines(enumerate(lines, 1)), source=source):
        report.add(outcome)
    if report.refused and not report.stored and not report.there_already:
        refused = [{"line": each.line, "code": each.code, "detail": each.detail} for each in report.lines]
        raise ProblemError(422, "Nothing was stored: every line was refused.", refused, code=Code.NOTHING_IMPORTED)
    return report


def _lines() -> list[bytes]:
    if request.mimetype != NDJSON:
        detail = f"{request.mimetype or 'A body without a type'} cannot be read, only {NDJSON}."
        raise ProblemError(415, detail, headers={"Accept": NDJSON})
    lines = read_body().removesuffix(b"\n").split(b"\n")
    if len(lines) > MAX_LINES:
        raise ProblemError(413, f"The body has more than {MAX_LINES} lines.")
    for number, line in enumerate(lines, 1):
        if json.has_more_values(line.decode("latin-1"), MAX_VALUES):
            raise ProblemError(413, f"Line {number} has more than {MAX_VALUES:,} values.")
    if not any(map(bytes.strip, lines)):
        raise ProblemError(400, "The body is empty; it must be lines of JSON.", code=Code.MALFORMED_BODY)
    return lines
