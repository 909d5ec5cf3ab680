"""The fields of every fact, and the span that grounds it."""

from typing import Any

import orjson
from marshmallow import fields

from ontology.enums import FactOrigin, FactStatus
from schemas.base import Out, Timestamp, doc, enum


class SpanOut(Out):
    """Characters of the article's text, half-open: text[start:end] == exact."""

    start = fields.Integer(**doc("Offset of the first character, in Unicode code points.", 122))
    end = fields.Integer(**doc("Offset after the last character, in Unicode code points.", 139))
    exact = fields.String(**doc("The characters themselves.", "Mustafa al-Kazemi"))
    utf16_start = fields.Integer(**doc("`start` in UTF-16 code units, as JavaScript counts.", 122))
    utf16_end = fields.Integer(**doc("`end` in UTF-16 code units, as JavaScript counts.", 139))


class JsonValue(fields.Raw):
    """Any JSON, as a row has it."""

    is_json = True

    def _serialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Any:
        return orjson.loads(value) if isinstance(value, str) else value


class FactOut(Out):
    """The origin of a fact and its confidence."""

    id = fields.String(**doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(**doc("The id of the article with the fact.", "art_qm5zk2h7xw3n4tb6"))
    confidence = fields.Float(**doc("The confidence of the engine, from 0 to 1.", 0.8))
    status = enum(
        FactStatus,
        "machine: nobody has reviewed it; confirmed, corrected, rejected: the judgement of a person. "
        "Lists and briefs omit rejected facts unless a filter selects them. contested: the machine "
        "has read the article again and finds something other than what a person has confirmed or "
        "corrected.",
    )
    origin = enum(FactOrigin, "The source of the fact: the machine, or a person who added it.")
    reviewed_by = fields.String(
        allow_none=True,
        **doc(
            "The label of the key with which the fact was last reviewed; null without a review or a key.",
            "Ada, newsroom",
        ),
    )
    found = JsonValue(
        allow_none=True,
        metadata={
            "description": "For a fact that people have judged: what the machine found when it read the article again, "
            "if that differs from its first finding. `status: machine` replaces the fact with it. "
            "Otherwise null.",
            "type": "object",
            "examples": [None],
        },
    )
    created_at = Timestamp(
        allow_none=True, **doc("When the fact was stored; null if it is not stored.", "2026-11-24T07:39:29Z")
    )
    updated_at = Timestamp(
        allow_none=True,
        **doc("When the fact last changed; null if it is not stored.", "2026-11-24T07:39:29Z"),
    )


class GroundingSpan(fields.Nested):
    """One span. A row may have it as JSON, which is what is served."""

    is_json = True

    def _serialize(self, value: Any, attr: str | None, obj: Any) -> Any:  # type: ignore[override]
        if isinstance(value, str):
            return orjson.loads(value)
        return super()._serialize(value, attr, obj)  # type: ignore[no-untyped-call]


class GroundedList(fields.List[Any]):
    """Several spans, or things with one, in text order. A row may have them as JSON, which is what is served."""

    is_json = True

    def _serialize(self, value: Any, attr: str | None, obj: Any) -> Any:  # type: ignore[override]
        return orjson.loads(value) if isinstance(value, str) else super()._serialize(value, attr, obj)


def span(description: str, **keywords: Any) -> GroundingSpan:
    """One span."""
    return GroundingSpan(SpanOut, metadata={"description": description}, **keywords)


def spans(description: str) -> GroundedList:
    """Several spans, in text order."""
    return GroundedList(fields.Nested(SpanOut), metadata={"description": description})
