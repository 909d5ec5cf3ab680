"""The parameters of queries: several values, ids, countries, numbers, times and windows of time."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, validate

from ontology.countries import COUNTRIES
from ontology.edtf import Edtf
from schemas.base import Pattern, doc, enum

SINCE, SUNSET = "x-deprecated-since", "x-sunset"
"""The metadata keys of a parameter for the day of its deprecation and the day from which it may be removed."""
_FRACTION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,6}(Z|[+-][0-9]{2}:[0-9]{2})?")
_ARTICLE_ID = "art_qm5zk2h7xw3n4tb6"


def not_empty(value: str) -> None:
    """Validate that a string has a character: an empty filter is a mistake, and is not the same as none."""
    if not value:
        raise ValidationError("Must not be empty.")


def text(description: str, example: str) -> fields.String:
    """A query parameter of text."""
    return fields.String(validate=not_empty, **doc(description, example))


def enums(kind: type[StrEnum], description: str) -> fields.List[Any]:
    """A query parameter that may be given several times, to mean any of its values."""
    example = next(iter(kind)).value
    return fields.List(enum(kind, description), **doc(f"{description} If repeated, any of the values.", [example]))


def several(description: str, example: str, validator: Callable[[str], Any] = not_empty) -> fields.List[Any]:
    """A query parameter of text that may be given several times, to mean any of its values."""
    item = fields.String(validate=validator)
    return fields.List(item, **doc(f"{description} If repeated, any of the values.", [example]))


def ids(description: str, example: str) -> fields.List[Any]:
    """A query parameter of ids, of the kind that the example has."""
    return several(description, example, _is_id(example))


def under(description: str) -> fields.List[Any]:
    """A query parameter with the id of a state, which stands for all that acts for it."""
    return ids(f"{description} Takes the id of the state.", "act_h3x5w7q2m4n6tb2k")


def article_id(description: str) -> fields.String:
    """A query parameter with the id of one article."""
    return fields.String(validate=_is_id(_ARTICLE_ID), **doc(description, _ARTICLE_ID))


def _is_id(example: str) -> Pattern:
    return Pattern(rf"^{example[:4]}[a-z2-7]{{16}}$", error=f"Must be an id such as {example}.")


def countries(description: str) -> fields.List[Any]:
    """A query parameter of country codes."""
    return several(description, "IQ", _Country("^[A-Z]{2}$"))


class _Country(Pattern):
    def __call__(self, value: Any) -> Any:
        check_country(value)
        return value


def check_country(value: str) -> None:
    """Validate that a string is the code of a country."""
    if value not in COUNTRIES:
        raise ValidationError("Must be a country code of ISO 3166-1 alpha-2, in capital letters, such as IQ or GB.")


F = TypeVar("F", bound=fields.Field[Any])


def deprecated(field: F, *, since: str, sunset: str) -> F:
    """A query parameter deprecated since one day and supported until another; answers have both days in headers."""
    field.metadata = {**field.metadata, "deprecated": True, SINCE: since, SUNSET: sunset}
    return field


def switch(description: str) -> fields.Boolean:
    """A query parameter that is true or false, and false when it is left out."""
    return fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        error_messages={"invalid": "Must be true or false."},
        **doc(description, True),
    )


class Number(fields.Integer):
    """A whole number in a query, in plain digits; int() takes 5_0 and the digits of other scripts as well."""

    def __init__(self, low: int, high: int, *, of: str = "", **options: Any) -> None:
        wrong = f"Must be a whole number{of} from {low} to {high}."
        super().__init__(validate=validate.Range(low, high, error=wrong), error_messages={"invalid": wrong}, **options)

    def _validated(self, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Fraction(fields.Float):
    """A number from 0 to 1 in a query, in plain digits; float() takes 0_0.5, nan and the digits of other scripts."""

    def __init__(self, **options: Any) -> None:
        wrong = "Must be a number from 0 to 1, such as 0.5."
        super().__init__(validate=validate.Range(0, 1, error=wrong), error_messages={"invalid": wrong}, **options)

    def _validated(self, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Since(fields.String):
    """A time, date, month or year in a query, read as its first moment."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        return _bounds(super()._deserialize(value, attr, data, **kwargs)).earliest


class StoredSince(Since):
    """As `Since`, with optional fractions of a second, which the times in answers have."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        if isinstance(value, str) and _FRACTION.fullmatch(value):
            try:
                moment = datetime.fromisoformat(value)
                return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise ValidationError(f"{value!r} is not on the calendar: {error}") from error
        return super()._deserialize(value, attr, data, **kwargs)


class Until(fields.String):
    """A time, date, month or year in a query, read as the moment it is over."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # type: ignore[override]
        return _bounds(super()._deserialize(value, attr, data, **kwargs)).latest


def _bounds(value: str) -> Edtf:
    try:
        return Edtf.point(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def check_window(
    values: Mapping[str, Any], since: str, until: str, *, attributes: tuple[str, str] | None = None
) -> None:
    """Validate that a window of time, given by two parameters, does not end before it starts."""
    start, end = (values.get(name) for name in attributes or (since, until))
    if start and end and start >= end:
        raise ValidationError(f"Must not be earlier than {since}.", until)
