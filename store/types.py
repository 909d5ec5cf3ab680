"""Column types: times that are always aware, and values that are stored as JSON."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

import orjson
from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from ontology.date_expression import DateExpression
from ontology.enums import FigureKind
from ontology.figure import Figure
from ontology.span import Span

# On Postgres only jsonb can be compared and grouped.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

_T = TypeVar("_T")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; it refuses naive datetimes and returns aware ones on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002
        return _from_text if dialect.name == "sqlite" else _in_utc


@lru_cache(maxsize=4096)  # the facts of an article have the same times
def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class _JsonOf(TypeDecorator[_T]):
    """A value that is stored as JSON; null is SQL NULL."""

    impl = Json
    cache_ok = True

    def to_json(self, value: _T) -> Any:
        raise NotImplementedError

    def from_json(self, value: Any) -> _T:
        raise NotImplementedError

    def process_bind_param(self, value: _T | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else self.to_json(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], _T | None]:  # noqa: ARG002
        # In one step: the processors of nested types take longer than the parsing itself.
        from_json = self.from_json
        if dialect.name == "sqlite":
            return lambda value: None if value is None else from_json(orjson.loads(value))
        return lambda value: None if value is None else from_json(value)


class SpanType(_JsonOf[Span]):
    """One span, as it is served."""

    cache_ok = True

    def to_json(self, value: Span) -> dict[str, int | str]:
        return value._asdict()

    def from_json(self, value: Any) -> Span:
        return Span(**value)


_SPAN = SpanType()


class SpansType(_JsonOf[tuple[Span, ...]]):
    """Several spans, in order."""

    cache_ok = True

    def to_json(self, value: Sequence[Span]) -> list[dict[str, int | str]]:
        return [_SPAN.to_json(span) for span in value]

    def from_json(self, value: Any) -> tuple[Span, ...]:
        return tuple([_SPAN.from_json(span) for span in value])


class DatesType(_JsonOf[tuple[DateExpression, ...]]):
    """Several time expressions, in order."""

    cache_ok = True

    def to_json(self, value: Sequence[DateExpression]) -> list[dict[str, Any]]:
        return [{"edtf": date.edtf, "duration": date.duration, "span": _SPAN.to_json(date.span)} for date in value]

    def from_json(self, value: Any) -> tuple[DateExpression, ...]:
        return tuple(DateExpression(d["edtf"], d["duration"], _SPAN.from_json(d["span"])) for d in value)


class FiguresType(_JsonOf[tuple[Figure, ...]]):
    """Several figures, in order, as they are served."""

    cache_ok = True

    def to_json(self, value: Sequence[Figure]) -> list[dict[str, Any]]:
        return [
            {
                "kind": figure.kind,
                "min": figure.min,
                "max": figure.max,
                "approximate": figure.approximate,
                "unit": figure.unit,
                "span": _SPAN.to_json(figure.span),
            }
            for figure in value
        ]

    def from_json(self, value: Any) -> tuple[Figure, ...]:
        return tuple(
            Figure(FigureKind(f["kind"]), f["min"], f["max"], f["approximate"], f["unit"], _SPAN.from_json(f["span"]))
            for f in value
        )


class StringsType(_JsonOf[tuple[str, ...]]):
    """Several strings, in order."""

    cache_ok = True

    def to_json(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def from_json(self, value: Any) -> tuple[str, ...]:
        return tuple(value)
