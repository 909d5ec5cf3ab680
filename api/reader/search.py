"""Search: one box over everything, and a page of what it finds, by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from api.database import session
from api.reader.pages import Form, blueprint, formats, takes
from ontology.enums import HitKind
from schemas.search import words
from store import queries
from store.queries.search.search import Hit

_SHOWN = 8
# The kinds in the order of the page, each with its list and the parameter of the list that searches it.
_KINDS = {
    HitKind.ACTOR: ("actors", "name"),
    HitKind.ARTICLE: ("articles", "q"),
    HitKind.POSITION: ("positions", "q"),
    HitKind.EVENT: ("events", "q"),
    HitKind.QUOTE: ("quotes", "q"),
}


class SearchForm(Form):
    """The search box."""

    q = words("What to search for")


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of a kind, how many there are, and the list that has all of them."""

    name: str
    hits: Sequence[Any]
    total: int
    path: str


@blueprint.route("/search")
@takes(SearchForm)
def search(search_form: dict[str, Any]) -> str:
    """Show what the words of the box find, by kind."""
    q = request.args.get("q", "")
    found = [_hits(kind, search_form["q"], q) for kind in _KINDS] if "q" in search_form else []
    positions = [hit.id for each in found for hit in each.hits if hit.kind is HitKind.POSITION]
    rows = queries.list_positions(session(), id=positions, limit=_SHOWN).items if positions else []
    return render_template(
        "reader/search.html",
        q=q,
        feed=f"{url_for('reader.search_feed')}?{urlencode({'q': q})}" if q else None,
        found=found,
        positions={row.id: row for row in rows},
        holders=queries.get_actors(session(), sorted({row.holder_id for row in rows})) if rows else {},
        issues=_issues(q) if "q" in search_form else None,
        formats=formats(url_for("search.search"), "json", "csv", "ndjson", query=urlencode({"q": q})) if q else [],
    )


def _hits(kind: HitKind, words: Any, q: str) -> Found:
    name, parameter = _KINDS[kind]
    page: queries.Page[Hit] = queries.list_hits(session(), q=words, kind=[kind], limit=_SHOWN, count=True)
    path = f"{url_for(f'reader.list_{name}')}?{urlencode({parameter: q})}"
    return Found(name, page.items, page.total or 0, path)


def _issues(q: str) -> Found:
    page = queries.list_issues(session(), name=q, limit=_SHOWN, count=True)
    return Found("issues", page.items, page.total or 0, url_for("reader.list_issues", name=q))
