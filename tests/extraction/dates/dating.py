"""Short ways to read the time expressions of a small text."""

from extraction.dates import FoundDate, find_dates
from extraction.engine import parsed

PUBLISHED = "2021-07-21"
"""A Wednesday."""


def found(text: str, published_at: str | None = PUBLISHED) -> list[FoundDate]:
    with parsed(text) as document:
        return find_dates(document, published_at)


def dates(text: str, published_at: str | None = PUBLISHED) -> dict[str, str | None]:
    """The EDTF value of each expression by its words."""
    return {text[each.start : each.end]: str(each.edtf) if each.edtf else None for each in found(text, published_at)}


def only(text: str, published_at: str | None = PUBLISHED) -> str | None:
    """The EDTF value of the one expression in a text."""
    (each,) = found(text, published_at)
    return str(each.edtf) if each.edtf else None


def durations(text: str) -> dict[str, str | None]:
    """The ISO 8601 duration of each expression by its words."""
    return {text[each.start : each.end]: each.duration for each in found(text)}
