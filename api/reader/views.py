"""Pages over many articles: the matrix of stances, the timeline, two actors or articles side by side."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from marshmallow import ValidationError, fields, validates_schema

from api.database import found, session
from api.reader.charts import Axis
from api.reader.pages import BRIEF, Form, blueprint, briefs, formats, takes
from ontology.countries import COUNTRIES
from ontology.enums import Topic
from schemas.query.fields import Since, Until, check_country, check_window
from schemas.query.paging import MAX_PAGE
from services.compare_actors import compare_actors
from services.compare_articles import compare_articles
from store import queries

_ISSUES, _HOLDERS, _EVENTS, _CHOICES = 30, 24, 100, 100
_SHARED = 60


class TimeForm(Form):
    """Country, topic, time, and a state whose column is opened; each may be omitted."""

    under = fields.String()
    country = fields.String(validate=check_country)
    topic = fields.Enum(Topic, by_value=True)
    published_from = Since()
    published_to = Until()

    @validates_schema
    def check_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        check_window(data, "published_from", "published_to")


class EventForm(Form):
    """Country and part of the timeline; either may be omitted."""

    country = fields.String(validate=check_country)
    date_from = Since()
    date_to = Until()

    @validates_schema
    def check_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        check_window(data, "date_from", "date_to")


class PairForm(Form):
    """Two actors or two articles, by their ids."""

    a = fields.String()
    b = fields.String()

    @validates_schema
    def check_pair(self, data: dict[str, Any], **_kwargs: Any) -> None:
        a, b = data.get("a"), data.get("b")
        if a and not a.startswith(("act_", "art_")):
            raise ValidationError("Must be the id of an actor or of an article.", "a")
        if b and not a:
            raise ValidationError("Must be given, too.", "a")
        if a and b and (a == b or a[:4] != b[:4]):
            raise ValidationError("Must be the id of another one of the kind that a is.", "b")


@blueprint.route("/matrix")
@takes(TimeForm)
def matrix(time_form: dict[str, Any]) -> str:
    """Show the stances of holders on issues."""
    several: dict[str, Any] = {name: [time_form[name]] for name in ("under", "country", "topic") if name in time_form}
    opened = found(queries.get_actor, "actor", time_form["under"]) if "under" in time_form else None
    filters = time_form | several
    found_matrix = queries.get_matrix(session(), **filters, fold=opened is None, issues=_ISSUES, holders=_HOLDERS)
    cells = defaultdict(list)
    for cell in found_matrix.cells:
        cells[cell.issue_id, cell.holder_id].append(cell)
    given = _given()
    topic_given = given.pop("topic", None)  # the network has none
    given.pop("under", None)
    about = {"topic": topic_given, "from": given.get("published_from"), "to": given.get("published_to")}
    return render_template(
        "reader/matrix.html",
        matrix=found_matrix,
        opened=opened,
        most=queries.MAX_POSITIONS,
        cells=cells,
        countries=_countries(),
        topics=tuple(Topic),
        formats=[
            *(briefs(actor=[holder.id for holder in found_matrix.holders], **about, limit=MAX_PAGE) if cells else []),
            *formats(url_for("network.get_network"), "graphml", "gexf", query=urlencode(given)),
        ],
    )


@blueprint.route("/timeline")
@takes(EventForm)
def timeline(event_form: dict[str, Any]) -> str:
    """Show events by their dates, the latest first; of the reports of one event, one."""
    country = event_form.get("country")
    filters = event_form | {"country": [country] if country else []}
    events = queries.list_events(session(), **filters, sort="-date", limit=_EVENTS).items
    more = len(events) == _EVENTS and events[-1].when_from is not None
    once: dict[str, Any] = {}
    for event in events:
        if event.when_from:
            once.setdefault(event.occurrence_id or event.id, event)
    dated = list(once.values())
    given = _given()
    since = given.get("date_from") or min((f"{event.when_from.date()}" for event in dated), default="")
    return render_template(
        "reader/timeline.html",
        events=dated,
        more=more,
        axis=Axis.of((event.when_from, event.when_to) for event in dated),
        countries=_countries(),
        formats=briefs(country=country, **{"from": since, "to": given.get("date_to")}, limit=_EVENTS) if dated else [],
    )


@blueprint.route("/compare")
@takes(PairForm)
def compare(pair_form: dict[str, Any]) -> str:
    """Show two actors or two articles side by side, or a choice of them."""
    if "b" not in pair_form:
        return _choice(pair_form.get("a"))
    a, b = pair_form["a"], pair_form["b"]
    return _actors(a, b) if a.startswith("act_") else _articles(a, b)


def _choice(a: str | None) -> str:
    actors = {row.id: row.name for row in queries.list_leading_actors(session(), newest=_CHOICES, limit=_CHOICES)}
    articles = {row.id: row.title or row.id for row in queries.list_articles(session(), limit=_CHOICES).items}
    if a and a.startswith("act_"):
        actors = {a: found(queries.get_actor, "actor", a).name} | actors
    elif a:
        articles = {a: found(queries.get_article, "article", a).title or a} | articles
    return render_template("reader/choose.html", actors=actors, articles=articles)


def _actors(a: str, b: str) -> str:
    pair = [found(queries.get_actor, "actor", each) for each in (a, b)]
    shown = queries.get_matrix(session(), holder=[a, b], issues=_SHARED, holders=2)
    towards = [
        queries.list_events(session(), actor=[one], recipient=[other], sort="-date", limit=_ISSUES).items
        for one, other in ((a, b), (b, a))
    ]
    return render_template(
        "reader/compare_actors.html",
        pair=pair,
        comparison=compare_actors(shown, a, b),
        towards=towards,
        formats=briefs(actor=[a, b], limit=MAX_PAGE),
    )


def _articles(a: str, b: str) -> str:
    pair = [found(queries.get_brief, "article", each) for each in (a, b)]
    links = [
        (f"{name} of {letter}", link)
        for letter, each in zip("AB", pair, strict=True)
        for name, link in formats(url_for("articles.get_brief", article_id=each.id), *BRIEF)
    ]
    return render_template("reader/compare_articles.html", pair=pair, comparison=compare_articles(*pair), formats=links)


def _countries() -> list[tuple[str, str]]:
    return sorted(
        ((country.code, country.name) for country in COUNTRIES.values() if country.is_state), key=lambda c: c[1]
    )


def _given() -> dict[str, str]:
    """Return the parameters of the page that are not empty."""
    return {name: value for name, value in request.args.items() if value}
