"""Imports: their lines and their outcome."""

from typing import Any

from marshmallow import fields

from schemas.articles import ArticleIn
from schemas.base import Out, doc
from schemas.briefs.brief_in import ArticleWithBriefIn

_ARTICLE = ArticleIn()


class LineIn(ArticleWithBriefIn):
    """A line of an import: an article with its brief, or an article alone, whose brief is null."""

    def load(self, data: Any, **options: Any) -> Any:
        if isinstance(data, dict) and data.keys() & {"article", "brief"}:
            return super().load(data, **options)
        return {"article": _ARTICLE.load(data, **options), "brief": None}


class RefusedLineOut(Out):
    """A refused line, of which nothing was stored."""

    line = fields.Integer(**doc("The number of the line, from 1.", 3))
    detail = fields.String(attribute="refusal", **doc("The error.", "text: The text is blank."))


class ImportedLineOut(Out):
    """The outcome of a line."""

    line = fields.Integer(**doc("The number of the line, from 1; blank lines are omitted.", 3))
    outcome = fields.String(**doc("stored, there_already or refused.", "stored"))
    id = fields.String(
        allow_none=True, **doc("The id of the article; null for a refused line.", "art_qm5zk2h7xw3n4tb6")
    )
    external_id = fields.String(allow_none=True, **doc("The external id in the line.", "reuters-2021-4711"))
    code = fields.String(
        allow_none=True,
        **doc("The code of the problem of a refused line, as in problem documents; null for others.", None),
    )
    detail = fields.String(allow_none=True, **doc("The error in a refused line; null for others.", None))


class ImportOut(Out):
    """The outcome of an import."""

    stored = fields.Integer(**doc("The number of articles that were stored with their briefs.", 120))
    there_already = fields.Integer(
        **doc("The number of lines with a text that was already stored; it stays unchanged.", 4)
    )
    refused = fields.List(fields.Nested(RefusedLineOut), metadata={"description": "The lines that were refused."})
    lines = fields.List(fields.Nested(ImportedLineOut), metadata={"description": "The outcome of each line, in order."})
