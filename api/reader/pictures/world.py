"""The map: the number of events in each country, on outlines made by `web.world`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from flask import Response, render_template

from api.database import session
from api.reader.choices import MODALITY, STATE, TOPIC, TYPE, window
from api.reader.pages import blueprint, link_to, takes
from api.reader.pictures.drawing import SUFFIXES, downloads, drawn
from api.reader.pictures.timeline import EventForm, formats_of, read_filters, rows_of, title_of
from ontology.countries import name_of
from store import queries

_CHOICES = (STATE, TYPE, TOPIC, MODALITY, *window("date", "From"))
_TYPES, _NOWHERE = 3, 20
_LARGEST, _SMALLEST = 26.0, 4.0  # radius of a circle, in units of the map
_FULL = 20  # the minimum number of events of the largest circle
_ROOM = 9.0  # the minimum radius of a circle with its number in it


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the number of its events, their most frequent types, and the latest dated event.

    `at` and `radius` are the centre and the radius of its circle; `at` is None for a country too small for the map.
    """

    code: str
    name: str
    events: int
    types: Sequence[tuple[str, int]]
    latest: Any
    at: tuple[float, float] | None
    radius: float

    @property
    def has_room(self) -> bool:
        """Return whether the number of events fits into the circle."""
        return self.radius >= _ROOM


@blueprint.route("/map", defaults={"suffix": ""})
@blueprint.route(f"/map.{SUFFIXES}")
@takes(EventForm)
def world(event_form: dict[str, Any], suffix: str) -> str | Response:
    """Show the countries in which events take place."""
    actor, filters = read_filters(event_form)
    found = queries.list_distinct_events(session(), queries.EventOrder.ALL, **filters)
    countries = _countries(found.events)
    shown: dict[str, Any] = {"countries": countries, "outlines": outlines()}
    if suffix:
        return drawn("map", suffix, title=title_of("Where events take place", actor, event_form), **shown)
    nowhere = [event for event in found.events if event.country is None]
    return render_template(
        "reader/map.html",
        **shown,
        found=found,
        most=queries.MAX_EVENTS,
        nowhere=len(nowhere),
        nowhere_events=rows_of(nowhere[:_NOWHERE]),
        actor=actor,
        choices=_CHOICES,
        link=link_to("reader.world"),
        on_timeline=link_to("reader.timeline"),
        files=downloads("reader.world"),
        formats=formats_of(actor, event_form, filters) if found.events else [],
    )


@cache
def outlines() -> Mapping[str, Any]:
    """Return the width and the height of the map, and for each country its `path` and the point `at` for its circle."""
    found: dict[str, Any] = orjson.loads((files("web") / "world.json").read_bytes())
    return found


def _countries(events: Iterable[Any]) -> list[Country]:
    """Return the countries with events, those with the most events first."""
    of_country = defaultdict(list)
    for event in events:
        if event.country:
            of_country[event.country].append(event)
    most = max(_FULL, *map(len, of_country.values()), 0)
    latest = {code: _latest(of) for code, of in of_country.items()}
    rows = {row.id: row for row in rows_of([event for event in latest.values() if event])}
    places = outlines()["countries"]
    countries = [
        Country(
            code,
            name_of(code),
            len(of),
            Counter(event.type.value.lower() for event in of).most_common(_TYPES),
            rows.get(event.id) if (event := latest[code]) else None,
            tuple(places[code]["at"]) if code in places else None,
            round(max(_LARGEST * (len(of) / most) ** 0.5, _SMALLEST), 1),
        )
        for code, of in of_country.items()
    ]
    return sorted(countries, key=lambda country: (-country.events, country.name))


def _latest(events: Iterable[Any]) -> Any:
    return max((event for event in events if event.when_from), key=lambda event: event.when_from, default=None)
