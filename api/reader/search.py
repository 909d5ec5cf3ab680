"""Search: one box over everything, and a page of what it finds, by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from api.database import session
from api.reader.choices import COUNTRY, TOPIC, Choice, options_of, window
from api.reader.pages import Form, articles_by_id, blueprint, formats, takes
from ontology.enums import HitKind
from schemas.search import SearchFilter, words
from store import queries
from store.queries.search.search import Hit

_SHOWN, _SHOWN_ALONE = 8, 50  # hits of each kind; of the only kind
# The kinds in the order of the page, each with its list and the parameter of the list that searches it.
_KINDS = {
    HitKind.ACTOR: ("actors", "name"),
    HitKind.ARTICLE: ("articles", "q"),
    HitKind.POSITION: ("positions", "q"),
    HitKind.EVENT: ("events", "q"),
    HitKind.OCCURRENCE: ("occurrences", "q"),
    HitKind.QUOTE: ("quotes", "q"),
    HitKind.ISSUE: ("issues", "q"),
}
# The filters of the page that each list has, too, with their names there.
_PUBLISHED = {name: name for name in ("publisher", "published_from", "published_to")}
_FILTERS = {
    "actors": {"country": "country"},
    "articles": _PUBLISHED,
    "positions": {**_PUBLISHED, "country": "holder_country", "topic": "topic"},
    "events": {**_PUBLISHED, "country": "place_country"},
    "occurrences": {**_PUBLISHED, "country": "place_country"},
    "quotes": {**_PUBLISHED, "country": "speaker_country"},
    "issues": {"country": "holder_country", "topic": "topic"},
}
_CHOICES = (
    Choice("kind", "Kind", options_of(HitKind)),
    TOPIC,
    COUNTRY,
    Choice("publisher", "Publisher"),
    *window("published", "Published from"),
)


class SearchForm(Form):
    """The search box."""

    q = words("What to search for")


class FilteredForm(Form, SearchFilter):
    """The search box and the filters of its page, which also shows the form alone."""

    q = words("What to search for")


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of a kind, how many there are (with + if more match), and the list that has all of them."""

    name: str
    hits: Sequence[Any]
    total: int
    number: str
    path: str | None


@blueprint.route("/search")
@takes(FilteredForm)
def search(search_form: dict[str, Any]) -> str:
    """Show what the words of the box find, by kind."""
    q = request.args.get("q", "")
    filters = {name: value for name, value in search_form.items() if name not in ("q", "kind") and value}
    given = {name: request.args.getlist(name) for name in filters}
    kinds = [kind for kind in _KINDS if kind in search_form.get("kind", _KINDS)]
    found = (
        [_hits(kind, search_form["q"], filters, given, len(kinds) == 1) for kind in kinds] if "q" in search_form else []
    )
    hits = [hit for each in found for hit in each.hits]
    positions = [hit.id for hit in hits if hit.kind is HitKind.POSITION]
    rows = queries.list_positions(session(), id=positions, limit=len(positions)).items if positions else []
    query = urlencode([(name, value) for name, value in request.args.items(multi=True) if value])
    return render_template(
        "reader/search.html",
        q=q,
        choices=_CHOICES,
        is_filtered=bool(filters or "kind" in search_form),
        feed=f"{url_for('reader.search_feed')}?{query}" if q and query == urlencode({"q": q}) else None,
        found=found,
        articles=articles_by_id([hit.article_id for hit in hits if hit.article_id]),
        positions={row.id: row for row in rows},
        holders=queries.get_actors(session(), sorted({row.holder_id for row in rows})) if rows else {},
        formats=formats(url_for("search.search"), "json", "csv", "ndjson", query=query) if q else [],
    )


def _hits(
    kind: HitKind, words: Any, filters: Mapping[str, Any], given: Mapping[str, Sequence[str]], is_alone: bool
) -> Found:
    """Return the hits of a kind; `given` has the filters as the page was asked for them."""
    name, parameter = _KINDS[kind]
    limit = _SHOWN_ALONE if is_alone else _SHOWN
    page: queries.Page[Hit] = queries.list_hits(session(), q=words, kind=[kind], limit=limit, count=True, **filters)
    total = page.total or 0
    number = f"{total:,}{'+' if page.capped else ''}"
    return Found(name, page.items, total, number, _path(kind, name, parameter, given, is_alone))


def _path(kind: HitKind, name: str, parameter: str, given: Mapping[str, Sequence[str]], is_alone: bool) -> str | None:
    """Return the path of all hits of a kind: its list or, if that lacks a filter, the search page of this kind only."""
    q, names = request.args["q"], _FILTERS[name]
    if given.keys() <= names.keys():
        query = {parameter: q} | {names[each]: several for each, several in given.items()}
        return f"{url_for(f'reader.list_{name}')}?{urlencode(query, doseq=True)}"
    if is_alone:
        return None
    return f"{url_for('reader.search')}?{urlencode({'q': q, **given, 'kind': kind}, doseq=True)}"
