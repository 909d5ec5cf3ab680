"""How values read on a page: dates, countries, kinds."""

from datetime import datetime

import orjson
from flask import Blueprint

from ontology import countries

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_KINDS = {"intergovernmental": "intergovernmental organisation", "armed_group": "armed group"}


def init_words(blueprint: Blueprint) -> None:
    """Let the templates use them as filters."""
    for words in (country, date, exact, kind, isolated, percent, shortened):
        blueprint.add_app_template_filter(words)


def date(value: str | None) -> str:
    """An EDTF value in words; a dash for none."""
    if value is None:
        return "–"
    start, slash, end = value.partition("/")
    if not slash:
        return _point(value)
    if start in ("", ".."):
        return f"until {_point(end)}"
    if end in ("", ".."):
        return f"since {_point(start)}"
    return f"{_point(start)} to {_point(end)}"


def _point(value: str) -> str:
    if "X" in value:
        return value.replace("XX", "00s").replace("X", "0s")
    if "T" in value:
        moment = datetime.fromisoformat(value)
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"
    year, *finer = (int(part) for part in value.split("-"))
    if not finer:
        return str(year)
    month = _SEASONS.get(finer[0]) or _MONTHS[finer[0] - 1]
    return " ".join([*map(str, finer[1:]), month, str(year)])


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
