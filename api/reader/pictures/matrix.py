"""The matrix of stances: issues by topic, and the actors with a stance on them."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from marshmallow import fields, validate, validates_schema

from api.database import found, session
from api.reader.choices import COUNTRY, TOPIC, Choice, window
from api.reader.filters import in_words
from api.reader.pages import Form, blueprint, briefs, formats, link_to, takes
from api.reader.pictures.drawing import SUFFIXES, downloads, drawn
from ontology.enums import Topic
from schemas.query.fields import Since, Until, check_country, check_window
from schemas.query.paging import MAX_PAGE
from store import queries
from store.queries import IssueOrder

_ISSUES, _HOLDERS = 30, 24
_PUBLISHED = ("published_from", "published_to")
_ORDERS = (
    ("disputed", "most disputed"),
    ("latest", "latest positions"),
    ("name", "name"),
)
_CHOICES = (
    Choice("label", "Issue", placeholder="part of its name"),
    Choice("name", "Actor", placeholder="part of a name"),
    COUNTRY,
    TOPIC,
    *window("published", "From"),
)


class MatrixForm(Form):
    """The filters and the order of the matrix, and the state whose column is open."""

    under = fields.String()
    label = fields.String()
    name = fields.String()
    country = fields.String(validate=check_country)
    topic = fields.Enum(Topic, by_value=True)
    published_from = Since()
    published_to = Until()
    issues = fields.String(validate=validate.OneOf([name for name, _ in _ORDERS], error="Must be one of: {choices}."))
    actors = fields.String(validate=validate.OneOf(["name"], error="Must be one of: {choices}."))

    @validates_schema
    def check_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        check_window(data, *_PUBLISHED)


@blueprint.route("/matrix", defaults={"suffix": ""})
@blueprint.route(f"/matrix.{SUFFIXES}")
@takes(MatrixForm)
def matrix(matrix_form: dict[str, Any], suffix: str) -> str | Response:
    """Show the stances of holders on issues."""
    opened = found(queries.get_actor, "actor", matrix_form["under"]) if "under" in matrix_form else None
    shown = _matrix(matrix_form, fold=opened is None)
    cells = defaultdict(list)
    for cell in shown.cells:
        cells[cell.issue_id, cell.holder_id].append(cell)
    issues, holders = list(shown.issues), list(shown.holders)
    if matrix_form.get("issues") == "name":
        issues.sort(key=lambda issue: issue.name.casefold())
    if "actors" in matrix_form:
        holders.sort(key=lambda holder: holder.name.casefold())
    drawing: dict[str, Any] = {"issues": issues, "holders": holders, "cells": cells}
    if suffix:
        return drawn("matrix", suffix, title=_title(matrix_form, opened), **drawing)
    return render_template(
        "reader/matrix.html",
        **drawing,
        matrix=shown,
        opened=opened,
        most=queries.MAX_POSITIONS,
        choices=_CHOICES,
        orders=_ORDERS,
        link=link_to("reader.matrix"),
        files=downloads("reader.matrix"),
        formats=_formats(matrix_form, holders),
    )


def _matrix(form: dict[str, Any], *, fold: bool) -> queries.Matrix:
    filters = {name: form[name] for name in ("label", "name", *_PUBLISHED) if name in form}
    filters |= {name: [form[name]] for name in ("under", "country", "topic") if name in form}
    order = form.get("issues")
    sort = IssueOrder(order) if order in {each.value for each in IssueOrder} else IssueOrder.HOLDERS
    return queries.get_matrix(session(), **filters, order=sort, fold=fold, issues=_ISSUES, holders=_HOLDERS)


def _title(form: dict[str, Any], opened: Any) -> str:
    about = [opened.name] if opened else []
    about += [in_words(form["topic"])] if "topic" in form else []
    about += [" to ".join(request.args[name] for name in _PUBLISHED if name in form)]
    return ": ".join(filter(None, ["Who stands where", ", ".join(filter(None, about))]))


def _formats(form: dict[str, Any], holders: list[Any]) -> list[tuple[str, str]]:
    given = {name: request.args[name] for name in ("country", *_PUBLISHED) if name in form}
    about = {"topic": form.get("topic"), "from": given.get("published_from"), "to": given.get("published_to")}
    of_holders = briefs(actor=[holder.id for holder in holders], **about, limit=MAX_PAGE) if holders else []
    return [*of_holders, *formats(url_for("network.get_network"), "graphml", "gexf", query=urlencode(given))]
