"""How values read on a page: dates, countries, kinds."""

import orjson
from flask import Blueprint

from ontology import countries
from ontology.edtf import Edtf

_KINDS = {"intergovernmental": "intergovernmental organisation", "armed_group": "armed group"}


def init_words(blueprint: Blueprint) -> None:
    """Let the templates use them as filters."""
    for words in (country, date, exact, kind, isolated, percent, shortened):
        blueprint.add_app_template_filter(words)


def date(value: str | None) -> str:
    """An EDTF value in words; a dash for none."""
    return Edtf.parse(value).in_words() if value else "–"


def exact(spans: str) -> str:
    """The words of a span, or of several, as a row has them."""
    found = orjson.loads(spans)
    return " … ".join(span["exact"] for span in (found if isinstance(found, list) else [found]))


def country(code: str | None) -> str:
    """The name of a country by its code."""
    return countries.name_of(code) if code else ""


def kind(value: str) -> str:
    """A kind of actor in words."""
    return _KINDS.get(value, value)


def percent(value: float) -> str:
    """A confidence."""
    return f"{round(value * 100)} %"


def isolated(value: str) -> str:
    """For a title, where no element can keep the direction of a text to itself."""
    return f"\u2068{value}\u2069"


def shortened(value: str, most: int = 160) -> str:
    """The beginning of a text, with an ellipsis where something was left out."""
    return value if len(value) <= most else f"{value[: most - 1].rstrip()}…"
