"""Imports: what became of the lines."""

from marshmallow import fields

from schemas.base import Out, doc


class RefusedLineOut(Out):
    """A line of which nothing was stored."""

    line = fields.Integer(**doc("Which line, counted from 1.", 3))
    detail = fields.String(attribute="refusal", **doc("What is wrong with it.", "text: The text is blank."))


class ImportOut(Out):
    """What became of the lines of an import."""

    stored = fields.Integer(**doc("How many articles were stored with their briefs.", 120))
    there_already = fields.Integer(**doc("How many lines had a text that was stored before; it stays as it was.", 4))
    refused = fields.List(fields.Nested(RefusedLineOut), metadata={"description": "The lines that were refused."})
