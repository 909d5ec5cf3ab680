"""The timeline: events once each, by day, month or year, and those without a date."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, render_template, request
from marshmallow import fields, validates_schema

from api.database import session
from api.reader.choices import COUNTRY, MODALITY, STATE, TOPIC, TYPE, Box, read_box, window
from api.reader.pages import Form, blueprint, briefs, link_to, takes
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


class EventForm(Form):
    """What the events of a picture are filtered by; `actor` is an id, or words in a name."""

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
    """The filters of the timeline, and one of its pages."""

    page = Number(1, queries.MAX_EVENTS // _EVENTS, load_default=1)


@blueprint.route("/timeline", defaults={"suffix": ""})
@blueprint.route(f"/timeline.{SUFFIXES}")
@takes(TimelineForm)
def timeline(timeline_form: dict[str, Any], suffix: str) -> str | Response:
    """Show events by their dates, the latest first; of the reports of one event, one."""
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
        formats=_briefs(actor, timeline_form, events),
    )


def read_filters(form: dict[str, Any]) -> tuple[Box, dict[str, Any]]:
    """Return the box of the actor, and the filters of the store that a form of events means.

    They match nothing while it is open which actor is meant.
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


def _without_dates(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if name not in _DATES}


def title_of(name: str, actor: Box, form: dict[str, Any]) -> str:
    """Return the title of a picture, with what its events are filtered by."""
    about = [actor.chosen.name] if actor.chosen else []
    about += [COUNTRIES[form[each]].name for each in ("state", "country") if each in form]
    about += [form[each].value.lower().replace("_", " ") for each in ("type", "topic", "modality") if each in form]
    about += [" to ".join(request.args[each] for each in _DATES if each in form)]
    return ": ".join(filter(None, [name, ", ".join(filter(None, about))]))


def _briefs(actor: Box, form: dict[str, Any], events: Sequence[Any]) -> list[tuple[str, str]]:
    if not events:
        return []
    first = request.args.get("date_from") or f"{min(event.when_from for event in events).date()}"
    about = {"actor": actor.chosen.id if actor.chosen else None, "topic": form.get("topic")}
    about |= {"country": form.get("country")}
    return briefs(**about, **{"from": first, "to": request.args.get("date_to")}, limit=_EVENTS)
