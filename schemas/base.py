"""Parts that all schemas share: strict input, documented output, and fields that several resources use."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

import orjson
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from schemas.fast_dump import Dump, DumpRows, compile_dump, compile_rows

_DATE = (
    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?$"
)


def doc(description: str, *examples: object, **keywords: str) -> dict[str, Any]:
    """The keyword arguments that describe a field in the OpenAPI document, where it gets these keywords, too."""
    return {"metadata": {"description": description, "examples": list(examples), **keywords}}


class Pattern(validate.Regexp):
    """A validator: the whole of a string matches the pattern, which the document shows with its ^ and $."""

    def __call__(self, value: Any) -> Any:
        # re.match with $ lets a line feed at the end through.
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value


class In(Schema):
    """A request body; what it does not know it refuses."""

    error_messages = {"unknown": "Unknown name.", "type": "Must be a JSON object."}  # noqa: RUF012


class Out(Schema):
    """A response body: every field is always there, null when unknown."""

    class Meta:
        unknown = EXCLUDE  # a client must let fields be added

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:  # noqa: ARG002
        field_obj.required = True

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """As marshmallow's own, by a function compiled on first use."""
        if self.many if many is None else many:
            return self._dump_all(obj, orjson.loads)
        return self._dump_all([obj], orjson.loads)[0]

    def encodable(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """As `dump` of many, for orjson only: what the rows have as JSON stays as it is."""
        return self._dump_all(rows, orjson.Fragment)

    def _dump_all(self, rows: Sequence[Any], from_json: Callable[[str], Any]) -> list[dict[str, Any]]:
        columns = getattr(rows[0], "_fields", None) if rows else None
        return self._compiled_rows(columns, from_json)(rows) if columns else [self._compiled(row) for row in rows]

    @cached_property
    def _compiled(self) -> Dump:
        return compile_dump(self)

    @lru_cache(maxsize=64)  # noqa: B019 - a list has few sets of columns
    def _compiled_rows(self, columns: tuple[str, ...], from_json: Callable[[str], Any]) -> DumpRows:
        return compile_rows(self, columns, from_json)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        # marshmallow leaves a field out when the object lacks the attribute; here that is an error.
        name, _, rest = attr.partition(".")
        value = getattr(obj, name)
        return self.get_attribute(value, rest, default) if rest and value is not None else value


def date_doc(description: str, *examples: str) -> dict[str, Any]:
    """As `doc`, for a time, a date, a month or a year."""
    return doc(description, *examples, pattern=_DATE)


def time_doc(description: str, *examples: str) -> dict[str, Any]:
    """As `date_doc`, for times with fractions of a second, too."""
    return doc(description, *examples, pattern=_DATE.replace("[0-5][0-9](Z", r"[0-5][0-9](\.[0-9]{1,6})?(Z"))


class Value(fields.Enum[Any]):
    """An enum, read and written by its values; a value itself is written as it is."""

    def _serialize(self, value: str | None, *_args: Any, **_kwargs: Any) -> str | None:
        return None if value is None else str(value)


def enum(kind: type[StrEnum], description: str, *, nullable: bool = False) -> Value:
    """A field that reads and writes an enum by its values."""
    example = next(iter(kind)).value
    return Value(kind, by_value=fields.String, allow_none=nullable, **doc(description, example))


@lru_cache(maxsize=4096)  # the facts of an article have its times
def _rfc3339(value: datetime) -> str:
    return f"{value.astimezone(UTC).isoformat()[:-6]}Z"


class Timestamp(fields.DateTime):
    """A moment as RFC 3339, in UTC."""

    as_text = staticmethod(_rfc3339)

    def _serialize(self, value: datetime | None, *_args: Any, **_kwargs: Any) -> str | None:
        return None if value is None else self.as_text(value)


class Embedded(fields.Nested):
    """A nested object read from the row of its parent; null when the row has none of the columns `of`."""

    def __init__(self, nested: type[Schema], *of: str, **kwargs: Any) -> None:
        super().__init__(nested, allow_none=bool(of), **kwargs)
        self.of = of

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = None) -> Any:  # noqa: ARG002
        return obj if not self.of or any(getattr(obj, name) is not None for name in self.of) else None
