"""Pages that list everything: articles, actors, quotes, events, positions, issues and topics."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from marshmallow import Schema

from api.database import session
from api.http.paging import next_path, page_values, read_or_refuse
from api.http.parsing import read_query, refuse_query
from api.reader.pages import Form, blueprint, formats
from ontology.countries import COUNTRIES
from ontology.enums import ActorType, Basis, EventType, FactStatus, Modality, QuoteKind, Stance, Topic
from schemas.actors import ActorFilter, ActorPaging
from schemas.articles import ArticleFilter, ArticlePaging
from schemas.events import EventFilter, EventPaging
from schemas.issues import IssueFilter, IssuePaging
from schemas.positions import PositionFilter, PositionPaging
from schemas.quotes import QuoteFilter, QuotePaging
from store import queries

_PAGE = ("limit", "cursor", "sort")
_SORTS = {
    "-created_at": "newest in the store", "created_at": "oldest in the store",
    "-published_at": "latest published", "published_at": "earliest published",
    "-confidence": "surest", "confidence": "least sure",
    "-date": "latest", "date": "earliest",
    "name": "name", "label": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of a list as its form shows it: a choice where there are `options`, else a field of so many letters."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    size: int = 12
    placeholder: str = ""


def _options(kind: Iterable[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.value.lower().replace("_", " ")) for each in kind)


_COUNTRIES = tuple(sorted(((each.code, each.name) for each in COUNTRIES.values()), key=lambda each: each[1]))
_WORDS = Choice("q", "Words", size=18)
_PUBLISHER = Choice("publisher", "Publisher")
_PUBLISHED = (
    Choice("published_from", "Published from", size=10, placeholder="2021-07"),
    Choice("published_to", "to", size=10, placeholder="2021-12-31"),
)
_DATES = (
    Choice("date_from", "Date from", size=10, placeholder="2021-07"),
    Choice("date_to", "to", size=10, placeholder="2021-12-31"),
)
_COUNTRY = Choice("country", "Country", _COUNTRIES)
_TOPIC = Choice("topic", "Topic", _options(Topic))
_STATUS = Choice("status", "Status", _options(FactStatus))


class _ArticleForm(Form, ArticleFilter):
    """The filters of articles, as a form sends them."""


class _ActorForm(Form, ActorFilter):
    """The filters of actors."""


class _QuoteForm(Form, QuoteFilter):
    """The filters of quotes."""


class _EventForm(Form, EventFilter):
    """The filters of events."""


class _PositionForm(Form, PositionFilter):
    """The filters of positions."""


class _IssueForm(Form, IssueFilter):
    """The filters of issues."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A list: its query, what its query string may have, and the filters that its form shows."""

    name: str
    read: Callable[..., queries.Page[Any]]
    filters: Schema
    paging: Schema
    choices: tuple[Choice, ...]


_KINDS = (
    _Kind("articles", queries.list_articles, _ArticleForm(), ArticlePaging(only=_PAGE),
          (_WORDS, _PUBLISHER, *_PUBLISHED)),
    _Kind("actors", queries.list_actors, _ActorForm(), ActorPaging(only=_PAGE),
          (Choice("name", "Name", size=18), Choice("type", "Type", _options(ActorType)), _COUNTRY)),
    _Kind("quotes", queries.list_quotes, _QuoteForm(), QuotePaging(only=_PAGE),
          (_WORDS, Choice("kind", "Kind", _options(QuoteKind)), _PUBLISHER, *_PUBLISHED, _STATUS)),
    _Kind("events", queries.list_events, _EventForm(), EventPaging(only=_PAGE),
          (_WORDS, Choice("type", "Type", _options(EventType)), Choice("modality", "Happened", _options(Modality)),
           _COUNTRY, *_DATES, _STATUS)),
    _Kind("positions", queries.list_positions, _PositionForm(), PositionPaging(only=_PAGE),
          (_WORDS, Choice("stance", "Stance", _options(Stance)), _TOPIC, Choice("basis", "Basis", _options(Basis)),
           *_PUBLISHED, _STATUS)),
    _Kind("issues", queries.list_issues, _IssueForm(), IssuePaging(only=_PAGE),
          (Choice("label", "Name", size=18), _TOPIC)),
)  # fmt: skip


def _view(kind: _Kind) -> str:
    """Show a list, a page at a time."""
    filters, paging = read_query(kind.filters, kind.paging)
    page = read_or_refuse(partial(_read, kind, filters), page_values(paging))
    given = [(name, value) for name, value in request.args.items(multi=True) if value and name not in _PAGE]
    shown = {choice.name for choice in kind.choices}
    sorts = kind.paging.fields["sort"].validate.choices  # type: ignore[union-attr]
    return render_template(
        "reader/list.html",
        kind=kind.name,
        items=page.items,
        choices=kind.choices,
        others=[(name, value) for name, value in given if name not in shown],
        given=given,
        sort=paging["sort"],
        sorts=[(each, _SORTS[each]) for each in sorts if each in _SORTS],
        first=f"{request.path}?{urlencode([*given, ('sort', paging['sort'])])}",
        next=next_path(page.next) if page.next else None,
        actors_by_id=_holders(kind.name, page.items),
        formats=formats(url_for(f"{kind.name}.list_{kind.name}"), "json", "csv", "ndjson", query=urlencode(given)),
    )


def _read(kind: _Kind, filters: Mapping[str, Any], page: Mapping[str, Any]) -> queries.Page[Any]:
    return kind.read(session(), **filters, **page)


def _holders(kind: str, rows: Iterable[Any]) -> dict[str, Any]:
    """Return the holders of positions by id."""
    ids = sorted({row.holder_id for row in rows}) if kind == "positions" else []
    return queries.get_actors(session(), ids) if ids else {}


for _kind in _KINDS:
    blueprint.add_url_rule(f"/{_kind.name}", f"list_{_kind.name}", partial(_view, _kind))


@blueprint.route("/topics")
def list_topics() -> str:
    """Show all topics with their numbers of issues."""
    refuse_query()
    return render_template("reader/topics.html", topics=queries.count_issues_by_topic(session()))
