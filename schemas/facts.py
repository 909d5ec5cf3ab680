"""What every fact carries, and the span that grounds it."""

from typing import Any

from marshmallow import fields

from ontology.enums import FactStatus
from schemas.base import Out, Timestamp, doc, enum


class SpanOut(Out):
    """Characters of the article's text, half-open: text[start:end] == exact."""

    start = fields.Integer(**doc("Offset of the first character, in Unicode code points.", 122))
    end = fields.Integer(**doc("Offset behind the last character, in Unicode code points.", 139))
    exact = fields.String(**doc("The characters themselves.", "Mustafa al-Kazemi"))
    utf16_start = fields.Integer(**doc("`start` in UTF-16 code units, as JavaScript counts.", 122))
    utf16_end = fields.Integer(**doc("`end` in UTF-16 code units, as JavaScript counts.", 139))


class FactOut(Out):
    """Where a fact comes from and how sure it is."""

    id = fields.String(**doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(**doc("The article that carries the fact.", "art_qm5zk2h7xw3n4tb6"))
    confidence = fields.Float(**doc("How sure the engine is, from 0 to 1.", 0.8))
    status = enum(FactStatus, "Who vouches for the fact: the machine, or a person who has looked at it.")
    created_at = Timestamp(
        allow_none=True, **doc("When the fact was stored; null when it is not.", "2026-11-24T07:39:29Z")
    )
    updated_at = Timestamp(
        allow_none=True,
        **doc("When the fact last changed; null when it is not stored.", "2026-11-24T07:39:29Z"),
    )


def span(description: str) -> fields.Nested:
    """One span."""
    return fields.Nested(SpanOut, metadata={"description": description})


def optional_span(description: str) -> fields.Nested:
    """One span, or null."""
    return fields.Nested(SpanOut, allow_none=True, metadata={"description": description})


def spans(description: str) -> fields.List[Any]:
    """Several spans, in text order."""
    return fields.List(fields.Nested(SpanOut), metadata={"description": description})
