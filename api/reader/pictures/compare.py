"""Comparison of two actors or two articles: first their differences, then their agreements."""

from typing import Any

from flask import render_template, url_for
from marshmallow import ValidationError, fields, validates_schema

from api.database import found, session
from api.reader.choices import PREFIXES, Box, read_box
from api.reader.pages import BRIEF, Form, blueprint, briefs, formats, link_to, takes
from schemas.query.paging import MAX_PAGE
from services.compare_actors import compare_actors
from services.compare_articles import compare_articles
from store import queries

_SHARED, _EVENTS, _LEADING, _NEWEST = 60, 30, 12, 100
_KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}


class PairForm(Form):
    """Two actors or two articles, by their ids or by words; `kind` decides which of the two the words are for."""

    a = fields.String()
    b = fields.String()
    kind = fields.String(load_default="actors")

    @validates_schema
    def check_pair(self, data: dict[str, Any], **_kwargs: Any) -> None:
        a, b = (data.get(name, "").strip() for name in "ab")
        if data["kind"] not in _KINDS.values():
            raise ValidationError("Must be actors or articles.", "kind")
        if a and a == b:
            raise ValidationError("Must differ from a.", "b")
        known = {_KINDS[each[:4]] for each in (a, b) if each[:4] in _KINDS}
        if len(known) > 1:
            raise ValidationError("Must be another id of the same kind as a.", "b")


@blueprint.route("/compare")
@takes(PairForm)
def compare(pair_form: dict[str, Any]) -> str:
    """Show two actors or two articles side by side, or the boxes to choose them."""
    ids = [pair_form.get(name, "").strip()[:4] for name in "ab"]
    kind = next((_KINDS[prefix] for prefix in ids if prefix in _KINDS), pair_form["kind"])
    boxes = [read_box(name, label, pair_form.get(name), kind) for name, label in (("a", "First"), ("b", "Second"))]
    a, b = (box.chosen for box in boxes)
    if a is None or b is None or a.id == b.id:
        return _choice(kind, boxes)
    about = {"boxes": boxes, "kind": kind, "link": link_to("reader.compare")}
    return _actors(a.id, b.id, **about) if kind == "actors" else _articles(a.id, b.id, **about)


def _choice(kind: str, boxes: list[Box]) -> str:
    leading = queries.list_leading_actors(session(), newest=_NEWEST, limit=_LEADING)
    articles = queries.list_articles(session(), limit=_LEADING).items
    chosen = {box.chosen.id for box in boxes if box.chosen}
    return render_template(
        "reader/choose.html",
        kind=kind,
        boxes={"actors": [Box("a", "First", "actors"), Box("b", "Second", "actors")]}
        | {"articles": [Box("a", "First", "articles"), Box("b", "Second", "articles")]}
        | {kind: boxes},
        offered={
            "actors": [(row.id, row.name) for row in leading if row.id not in chosen],
            "articles": [(row.id, row.title or row.id) for row in articles if row.id not in chosen],
        },
        same=len(chosen) == 1 and all(box.chosen for box in boxes),
        link=link_to("reader.compare"),
    )


def _actors(a: str, b: str, **about: Any) -> str:
    pair = [found(queries.get_actor, "actor", each) for each in (a, b)]
    shown = queries.get_matrix(session(), holder=[a, b], issues=_SHARED, holders=2)
    towards = [
        queries.list_events(session(), actor=[one], recipient=[other], sort="-date", limit=_EVENTS).items
        for one, other in ((a, b), (b, a))
    ]
    return render_template(
        "reader/compare_actors.html",
        pair=pair,
        comparison=compare_actors(shown, a, b),
        towards=towards,
        formats=briefs(actor=[a, b], limit=MAX_PAGE),
        **about,
    )


def _articles(a: str, b: str, **about: Any) -> str:
    pair = [found(queries.get_brief, "article", each) for each in (a, b)]
    links = [
        (f"{name} of {letter}", link)
        for letter, each in zip("AB", pair, strict=True)
        for name, link in formats(url_for("articles.get_brief", article_id=each.id), *BRIEF)
    ]
    comparison = compare_articles(*pair)
    return render_template("reader/compare_articles.html", pair=pair, comparison=comparison, formats=links, **about)
