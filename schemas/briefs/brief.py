"""The brief: everything found in one article."""

from marshmallow import fields

from schemas.actors import AppearanceOut
from schemas.articles import ArticleOut
from schemas.base import Embedded, Out, doc
from schemas.events import EventOut
from schemas.facts import span
from schemas.positions import PositionOut
from schemas.quotes import QuoteOut


class DateOut(Out):
    """A time expression of the text."""

    edtf = fields.String(allow_none=True, **doc("The date that it means, EDTF level 1; null if unknown.", "2021-07"))
    duration = fields.String(allow_none=True, **doc("The duration that it means, ISO 8601; otherwise null.", "P18Y"))
    span = span("The words of the expression.")


class BriefOut(Out):
    """An article's facts, each kind in text order."""

    article = Embedded(ArticleOut, metadata={"description": "The article, without its text."})
    actors = fields.List(
        fields.Nested(AppearanceOut),
        attribute="appearances",
        metadata={"description": "The actors who act, speak, want something or are acted upon."},
    )
    quotes = fields.List(fields.Nested(QuoteOut), metadata={"description": "Quotes with their speakers."})
    events = fields.List(
        fields.Nested(EventOut), metadata={"description": "What happened, happens, is planned or is denied."}
    )
    positions = fields.List(fields.Nested(PositionOut), metadata={"description": "Stances of actors on issues."})
    dates = fields.List(fields.Nested(DateOut), metadata={"description": "All time expressions of the text."})
    warnings = fields.List(
        fields.String(),
        attribute="all_warnings",
        **doc(
            "Parts of the text that the engine could not read, and the effects of a missing date of publication.", []
        ),
    )


RecordOut = Out.from_dict(
    {
        "record": fields.String(
            **doc("The kind of the row: article, actor, quote, event, position, date or warning.", "quote"),
        ),
        **AppearanceOut._declared_fields,
        **QuoteOut._declared_fields,
        **EventOut._declared_fields,
        **PositionOut._declared_fields,
        **ArticleOut._declared_fields,
        **DateOut._declared_fields,
        "warning": fields.String(**doc("Parts of the text that the engine could not read.", "odd quotation mark")),
    },
    name="RecordOut",
)
"""Anything of a brief as a row of a table: it has the fields of all kinds."""
