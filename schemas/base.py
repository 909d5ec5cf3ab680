"""What all schemas share: strict input, documented output, and the fields that several resources use."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any

import orjson
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from ontology.edtf import Edtf
from schemas.fast_dump import Dump, DumpRows, compile_dump, compile_rows

MAX_PAGE = 500
_ARTICLE_ID = "art_qm5zk2h7xw3n4tb6"
_DATE = (
    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?$"
)


def doc(description: str, *examples: object, **keywords: str) -> dict[str, Any]:
    """The keyword arguments that describe a field in the OpenAPI document, where it gets these keywords, too."""
    return {"metadata": {"description": description, "examples": list(examples), **keywords}}


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


class Value(fields.Enum[Any]):
    """An enum, read and written by its values; a value itself is written as it is."""

    def _serialize(self, value: str | None, *_args: Any, **_kwargs: Any) -> str | None:
        return None if value is None else str(value)


def enum(kind: type[StrEnum], description: str, *, nullable: bool = False) -> Value:
    """A field that reads and writes an enum by its values."""
    example = next(iter(kind)).value
    return Value(kind, by_value=fields.String, allow_none=nullable, **doc(description, example))


def enums(kind: type[StrEnum], description: str) -> fields.List[Any]:
    """A query parameter that may be given several times, to mean any of its values."""
    example = next(iter(kind)).value
    return fields.List(enum(kind, description), **doc(f"{description} Given again, it means any of them.", [example]))


def several(description: str, example: str, *validators: validate.Validator) -> fields.List[Any]:
    """A query parameter of text that may be given several times, to mean any of its values."""
    item = fields.String(validate=validators)
    return fields.List(item, **doc(f"{description} Given again, it means any of them.", [example]))


def ids(description: str, example: str) -> fields.List[Any]:
    """A query parameter of ids, of the kind that the example has."""
    return several(description, example, _is_id(example))


def order(*names: str) -> fields.String:
    """A query parameter that sorts a list by one of these."""
    text = f"What to sort by: {', '.join(names)}; with - before it, from the highest or latest down. Null comes last."
    choices = [sign + name for name in names for sign in ("-", "")]
    one = validate.OneOf(choices, error="Must be one of: {choices}.")
    return fields.String(load_default="-created_at", validate=one, **doc(text, f"-{names[-1]}"))


def expansion(*names: str) -> fields.String:
    """A query parameter that asks for more than the ids of what an item refers to."""
    one = f"({'|'.join(names)})"
    text = (
        f"What to give in full, separated by commas: {', '.join(names)}. Each item then has `expanded`, an object with "
        "these names: each is what /v1 has under the id, null where there is no id, a list where there are several."
    )
    error = f"Must be some of: {', '.join(names)}."
    return fields.String(validate=validate.Regexp(f"^{one}(,{one})*$", error=error), **doc(text, names[0]))


def article_id(description: str) -> fields.String:
    """A query parameter with the id of one article."""
    return fields.String(validate=_is_id(_ARTICLE_ID), **doc(description, _ARTICLE_ID))


def _is_id(example: str) -> validate.Regexp:
    return validate.Regexp(rf"^{example[:4]}[a-z2-7]{{16}}$", error=f"Must be an id such as {example}.")


def countries(description: str) -> fields.List[Any]:
    """A query parameter of country codes."""
    code = validate.Regexp(r"^[A-Z]{2}$", error="Must be two capital letters, ISO 3166-1 alpha-2.")
    return several(description, "IQ", code)


class Number(fields.Integer):
    """A whole number in a query, in plain digits; int() takes 5_0 and the digits of other scripts as well."""

    def __init__(self, low: int, high: int, *, of: str = "", **options: Any) -> None:
        wrong = f"Must be a whole number{of} from {low} to {high}."
        super().__init__(validate=validate.Range(low, high, error=wrong), error_messages={"invalid": wrong}, **options)

    def _validated(self, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Timestamp(fields.DateTime):
    """A moment as RFC 3339, in UTC."""

    def _serialize(self, value: datetime | None, *_args: Any, **_kwargs: Any) -> str | None:
        return None if value is None else _rfc3339(value)


@lru_cache(maxsize=4096)  # the facts of an article have its times
def _rfc3339(value: datetime) -> str:
    return f"{value.astimezone(UTC).isoformat()[:-6]}Z"


class Since(fields.String):
    """A time, date, month or year in a query, read as its first moment."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        return _bounds(super()._deserialize(value, attr, data, **kwargs)).earliest


class Until(fields.String):
    """A time, date, month or year in a query, read as the moment it is over."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        return _bounds(super()._deserialize(value, attr, data, **kwargs)).latest


def _bounds(value: str) -> Edtf:
    try:
        return Edtf.point(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class Part(fields.Nested):
    """A nested object read from the row of its parent; null when the row has none of the columns `of`."""

    def __init__(self, nested: type[Schema], *of: str, **kwargs: Any) -> None:
        super().__init__(nested, allow_none=bool(of), **kwargs)
        self.of = of

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = None) -> Any:  # noqa: ARG002
        return obj if not self.of or any(getattr(obj, name) is not None for name in self.of) else None


class Filter(Schema):
    """The query of a list: its filters, and which page of it."""

    class Meta:
        # Under its own name in the class body, it would hide the module.
        include = {  # noqa: RUF012
            "fields": fields.String(**doc("Only these fields of each item, separated by commas.", "id"))
        }

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    limit = Number(
        1,
        MAX_PAGE,
        load_default=50,
        **doc("How many items a page has at most.", 50),
    )
    cursor = fields.String(
        **doc("Where the page starts: opaque, taken from `next` of the page before.", "Nq0b0YI1bXIAAAAAAAAAMg"),
    )
    count = fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        error_messages={"invalid": "Must be true or false."},
        **doc("Whether `total` says how many items the whole list has; it takes longer.", True),
    )


class FactFilter(Filter):
    """The filters that all kinds of fact have."""

    article = ids("Only facts of the article with this id.", _ARTICLE_ID)
    publisher = several("Only facts from this publisher.", "Example News")
    published_from = Since(
        **date_doc(
            "Only facts from articles that may be published at or after this time, date, month or year.", "2021-07"
        )
    )
    published_to = Until(
        **date_doc(
            "Only facts from articles that may be published at or before this time, date, month or year.", "2021-12"
        )
    )
    min_confidence = fields.Float(
        validate=validate.Range(0, 1), **doc("Only facts with at least this confidence, from 0 to 1.", 0.5)
    )


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of one page of a list."""
    description = "The next page, relative to this server; null on the last one. It is in the Link header too."
    page = {
        "__doc__": "A page of a list.",
        "items": fields.List(fields.Nested(item), metadata={"description": "The items, in the order of the list."}),
        "total": fields.Integer(
            allow_none=True, **doc("How many items the whole list has; null unless `count` is true.", 1204)
        ),
        "next": fields.String(allow_none=True, **doc(description, "/v1/quotes?limit=50&cursor=Nq0b0YI1bXIAAAAAAAAAMg")),
    }
    return type(item.__name__.replace("Out", "Page"), (Out,), page)
