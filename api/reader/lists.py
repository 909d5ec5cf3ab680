"""List pages: articles, actors, quotes, events, occurrences, positions, issues and topics."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from marshmallow import Schema

from api.database import session
from api.http.paging import next_path, page_values, read_or_refuse
from api.http.parsing import read_query, refuse_query
from api.reader.choices import COUNTRY, MODALITY, TOPIC, TYPE, Choice, options_of, window
from api.reader.pages import Form, blueprint, formats
from ontology.enums import ActorType, Basis, FactStatus, QuoteKind, Stance
from schemas.actors import ActorFilter, ActorPaging
from schemas.articles import ArticleFilter, ArticlePaging
from schemas.events import EventFilter, EventPaging
from schemas.issues import IssueFilter, IssuePaging
from schemas.occurrences import OccurrenceFilter, OccurrencePaging
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


_WORDS = Choice("q", "Words", size=18)
_PUBLISHER = Choice("publisher", "Publisher")
_PUBLISHED = window("published", "Published from")
_DATES = window("date", "Date from")
_STATUS = Choice("status", "Status", options_of(FactStatus))


class _ArticleForm(Form, ArticleFilter):
    """The filters of articles, as a form sends them."""


class _ActorForm(Form, ActorFilter):
    """The filters of actors."""


class _QuoteForm(Form, QuoteFilter):
    """The filters of quotes."""


class _EventForm(Form, EventFilter):
    """The filters of events."""


class _OccurrenceForm(Form, OccurrenceFilter):
    """The filters of occurrences."""


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
          (Choice("name", "Name", size=18), Choice("type", "Type", options_of(ActorType)), COUNTRY)),
    _Kind("quotes", queries.list_quotes, _QuoteForm(), QuotePaging(only=_PAGE),
          (_WORDS, Choice("kind", "Kind", options_of(QuoteKind)), _PUBLISHER, *_PUBLISHED, _STATUS)),
    _Kind("events", queries.list_events, _EventForm(), EventPaging(only=_PAGE),
          (_WORDS, TYPE, MODALITY,
           COUNTRY, *_DATES, _STATUS)),
    _Kind("occurrences", queries.list_occurrences, _OccurrenceForm(exclude=("origin", "reviewed_by")),
          OccurrencePaging(only=_PAGE),
          (TYPE, MODALITY, COUNTRY, *_DATES, Choice("sources_min", "Sources, at least", size=4))),
    _Kind("positions", queries.list_positions, _PositionForm(), PositionPaging(only=_PAGE),
          (_WORDS, Choice("stance", "Stance", options_of(Stance)), TOPIC, Choice("basis", "Basis", options_of(Basis)),
           *_PUBLISHED, _STATUS)),
    _Kind("issues", queries.list_issues, _IssueForm(), IssuePaging(only=_PAGE),
          (Choice("name", "Name", size=18), TOPIC)),
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
