"""Template filters for values: dates, countries, kinds."""

from typing import Any

import orjson
from flask import Blueprint

from ontology import countries
from ontology.edtf import Edtf
from ontology.enums import LinkReason, Topic
from ontology.headings import without_modality

_REASONS = {
    LinkReason.ISO_CODE: "as the same state",
    LinkReason.ORGAN: "as the same body of a state",
    LinkReason.NAME: "by its full name",
    LinkReason.SPELLING: "by its spelling",
    LinkReason.ACRONYM: "by its acronym",
    LinkReason.OFFICE: "by surname, office and state",
}
_KINDS = {"intergovernmental": "intergovernmental organisation", "armed_group": "armed group"}


def init_words(blueprint: Blueprint) -> None:
    """Register the template filters."""
    for words in (
        country,
        date,
        exact,
        figures,
        in_words,
        kind,
        isolated,
        percent,
        reason,
        shortened,
        without_modality,
    ):
        blueprint.add_app_template_filter(words)


def date(value: str | None) -> str:
    """Return an EDTF value in words; a dash for none."""
    return Edtf.parse(value).in_words() if value else "–"


def exact(spans: str) -> str:
    """Return the exact words of a span, or of several, from a row."""
    found = orjson.loads(spans)
    return " … ".join(span["exact"] for span in (found if isinstance(found, list) else [found]))


def figures(value: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures of an event, from a row or from a brief."""
    found: list[dict[str, Any]] = orjson.loads(value) if isinstance(value, str) else value
    return found


def country(code: str | None) -> str:
    """Return the name of a country by its code."""
    return countries.name_of(code) if code else ""


def kind(value: str) -> str:
    """Return a kind of actor in words."""
    return _KINDS.get(value, value)


def in_words(value: str) -> str:
    """Return the value of an enum in words: human_rights as human rights."""
    return "climate and energy" if value == Topic.CLIMATE_ENERGY else value.lower().replace("_", " ")


def percent(value: float) -> str:
    """Format a confidence as a percentage."""
    return f"{round(value * 100)}%"


def reason(link: str) -> str:
    """Return in words why an actor of an article is linked to that of another."""
    return _REASONS[LinkReason(link)]


def isolated(value: str) -> str:
    """Isolate the direction of a text for a title, where no element can."""
    return f"\u2068{value}\u2069"


def shortened(value: str, most: int = 160) -> str:
    """Return the beginning of a text, with an ellipsis where it is cut."""
    return value if len(value) <= most else f"{value[: most - 1].rstrip()}…"
