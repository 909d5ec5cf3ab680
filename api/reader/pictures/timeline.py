"""The timeline: each event once, by day, month or year, and the events without a date."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from marshmallow import fields, validates_schema

from api.database import session
from api.reader.choices import COUNTRY, MODALITY, STATE, TOPIC, TYPE, Box, read_box, window
from api.reader.filters import in_words
from api.reader.pages import Form, blueprint, briefs, formats, link_to, takes
from api.reader.pictures.charts import Axis
from api.reader.pictures.drawing import SUFFIXES, downloads, drawn
from api.reader.pictures.zoom import Zoom
from ontology.countries import COUNTRIES
from ontology.enums import EventType, Modality, Topic
from schemas.query.fields import Number, Since, Until, check_country, check_window
from store import queries

_EVENTS, _UNDATED = 60, 20
_CHOICES = (STATE, TYPE, TOPIC, MODALITY, replace(COUNTRY, label="Where"), *window("date", "From"))
_DATES = ("date_from", "date_to")
_ONLY_OF_EVENTS = ("state", "type", "modality")
_OF_LIST = ("participant", "under", "type", "modality", "country")


class EventForm(Form):
    """The filters of the events of a picture; `actor` is an id or words in a name."""

    actor = fields.String()
    state = fields.String(validate=check_country)
    type = fields.Enum(EventType, by_value=True)
    topic = fields.Enum(Topic, by_value=True)
    modality = fields.Enum(Modality, by_value=True)
    country = fields.String(validate=check_country)
    date_from = Since()
    date_to = Until()

    @validates_schema
    def check_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        check_window(data, *_DATES)


class TimelineForm(EventForm):
    """The filters and the page number of the timeline."""

    page = Number(1, queries.MAX_EVENTS // _EVENTS, load_default=1)


@blueprint.route("/timeline", defaults={"suffix": ""})
@blueprint.route(f"/timeline.{SUFFIXES}")
@takes(TimelineForm)
def timeline(timeline_form: dict[str, Any], suffix: str) -> str | Response:
    """Show the events by date, the latest first, with one report of each."""
    actor, filters = read_filters(timeline_form)
    since, until = (timeline_form.get(name) for name in _DATES)
    dated = queries.list_distinct_events(session(), queries.EventOrder.DATED, **filters)
    start = (timeline_form["page"] - 1) * _EVENTS
    events = rows_of(dated.events[start : start + _EVENTS])
    shown = Axis.of((event.when_from, event.when_to) for event in events)
    axis = Axis(since, until) if since and until and events else shown
    if suffix:
        return drawn("timeline", suffix, events=events, axis=axis, title=title_of("Timeline", actor, timeline_form))
    undated = queries.list_distinct_events(session(), queries.EventOrder.UNDATED, **_without_dates(filters))
    return render_template(
        "reader/timeline.html",
        events=events,
        dated=dated,
        page=timeline_form["page"],
        more=start + _EVENTS < len(dated.events),
        start=start,
        axis=axis,
        zoom=Zoom.of([(event.when_from, event.when_to) for event in dated.events], since, until),
        undated=undated,
        undated_events=[] if since or until else rows_of(undated.events[:_UNDATED]),
        actor=actor,
        choices=_CHOICES,
        link=link_to("reader.timeline", "page"),
        files=downloads("reader.timeline"),
        most=queries.MAX_EVENTS,
        formats=formats_of(actor, timeline_form, filters, _first(events)) if events else [],
    )


def read_filters(form: dict[str, Any]) -> tuple[Box, dict[str, Any]]:
    """Return the box of the actor, and the filters of the store for a form of events.

    The filters match nothing while the box does not identify one actor.
    """
    actor = read_box("actor", "Actor", form.get("actor"))
    filters: dict[str, Any] = {name: form[name] for name in _DATES if name in form}
    filters |= {name: [form[name]] for name in ("type", "topic", "modality", "country") if name in form}
    if actor.chosen:
        filters["participant"] = [actor.chosen.id]
    if actor.is_open:
        filters["participant"] = [""]
    if "state" in form:
        filters["under"] = [queries.get_state_id(session(), form["state"]) or ""]
    return actor, filters


def rows_of(events: Sequence[Any]) -> list[Any]:
    """Return the rows of distinct events, in their order."""
    ids = [event.id for event in events]
    rows = {row.id: row for row in queries.list_events(session(), id=ids, limit=len(ids)).items} if ids else {}
    return [rows[public_id] for public_id in ids if public_id in rows]


def _first(events: Sequence[Any]) -> str:
    return f"{min(event.when_from for event in events).date()}"


def _without_dates(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if name not in _DATES}


def title_of(name: str, actor: Box, form: dict[str, Any]) -> str:
    """Return the title of a picture, with its filters."""
    about = [actor.chosen.name] if actor.chosen else []
    about += [COUNTRIES[form[each]].name for each in ("state", "country") if each in form]
    about += [in_words(form[each]) for each in ("type", "topic", "modality") if each in form]
    about += [f"{word} {request.args[each]}" for word, each in zip(("from", "to"), _DATES, strict=True) if each in form]
    return f"{name}: {', '.join(about)}" if about else name


def formats_of(actor: Box, form: dict[str, Any], filters: dict[str, Any], first: str = "") -> list[tuple[str, str]]:
    """Return links to the data of a picture: a brief of its actor, topic, country and time, or a list of its events.

    Without a first date in the form, the time starts with `first`. A topic combined with a filter that briefs lack has
    no links.
    """
    since, until = (request.args.get(name) for name in _DATES)
    subject = {name: form.get(name) for name in ("topic", "country")}
    subject |= {"actor": actor.chosen.id if actor.chosen else None, "from": since or first}
    if any(subject.values()) and form.keys().isdisjoint(_ONLY_OF_EVENTS):
        return briefs(**subject, to=until, limit=_EVENTS)
    if "topic" in form:
        return []
    query = [(name, value) for name in _OF_LIST for value in filters.get(name, ())]
    query += [(name, request.args[name]) for name in _DATES if name in form]
    return formats(url_for("events.list_events"), "json", "csv", "ndjson", query=urlencode(query))
