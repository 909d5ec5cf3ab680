"""A time expression of a text, and what it means."""

from dataclasses import dataclass

from ontology.span import Span


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression: an EDTF value or an ISO 8601 duration, null where neither can be told."""

    edtf: str | None
    duration: str | None
    span: Span
