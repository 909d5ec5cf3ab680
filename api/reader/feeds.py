"""Atom feeds (RFC 4287) of the newest articles and facts about an actor, on an issue or for a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from flask import Response, render_template, request, url_for

from api.database import found, session
from api.http.parsing import refuse_query
from api.http.problems import query_item, wrong_input
from api.reader.filters import country, date, exact
from api.reader.pages import blueprint, takes
from api.reader.search import SearchForm
from api.renditions.xml import well_formed
from store import queries

_ENTRIES = 50
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article or a fact, with its words and the path to it."""

    urn: str
    kind: str
    title: str
    words: str
    path: str
    stored: datetime
    updated: datetime


@blueprint.route("/actors/<id(act):actor_id>.atom")
def actor_feed(actor_id: str) -> Response:
    """Answer with the newest quotes, positions and events of an actor."""
    refuse_query()
    actor = found(queries.get_actor, "actor", actor_id)
    entries = [
        *_positions(queries.list_positions(session(), holder=[actor_id], limit=_ENTRIES).items),
        *_quotes(queries.list_quotes(session(), speaker=[actor_id], limit=_ENTRIES).items),
        *_events(queries.list_events(session(), participant=[actor_id], limit=_ENTRIES).items),
    ]
    return _feed(actor_id, actor.name, url_for("reader.actor", actor_id=actor_id), entries)


@blueprint.route("/issues/<id(iss):issue_id>.atom")
def issue_feed(issue_id: str) -> Response:
    """Answer with the newest positions on an issue."""
    refuse_query()
    issue = found(queries.get_issue, "issue", issue_id)
    entries = _positions(queries.list_positions(session(), issue=[issue_id], limit=_ENTRIES).items)
    return _feed(issue_id, issue.label, url_for("reader.issue", issue_id=issue_id), entries)


@blueprint.route("/search.atom")
@takes(SearchForm)
def search_feed(search_form: dict[str, Any]) -> Response:
    """Answer with the newest articles and facts that a search finds."""
    if "q" not in search_form:
        raise wrong_input([query_item("q", "Must have the words to search for.")])
    q, words = request.args["q"], search_form["q"]
    entries = [
        *_articles(queries.list_articles(session(), q=words, limit=_ENTRIES).items),
        *_positions(queries.list_positions(session(), q=words, limit=_ENTRIES).items),
        *_quotes(queries.list_quotes(session(), q=words, limit=_ENTRIES).items),
        *_events(queries.list_events(session(), q=words, limit=_ENTRIES).items),
    ]
    return _feed(f"search {q}", f"“{q}”", f"{url_for('reader.search')}?{urlencode({'q': q})}", entries)


def _feed(name: str, title: str, path: str, entries: Iterable[Entry]) -> Response:
    """Answer with the entries stored last."""
    newest = sorted(entries, key=lambda entry: (entry.stored, entry.urn), reverse=True)[:_ENTRIES]
    feed = render_template(
        "reader/feed.xml",
        urn=_urn(name),
        title=title,
        path=path,
        entries=newest,
        updated=max((entry.updated for entry in newest), default=_NEVER),
        host=request.host_url.rstrip("/"),
    )
    return Response(well_formed(feed), content_type="application/atom+xml; charset=utf-8")


def _urn(name: str) -> str:
    """Return the permanent URN of an entry or a feed, which does not depend on the address of the service."""
    return uuid5(NAMESPACE_URL, f"communique:{name}").urn


def _entry(row: Any, kind: str, title: str, words: str) -> Entry:
    article_id = row.id if kind == "article" else row.article_id
    path = url_for("reader.article", article_id=article_id, _anchor=None if kind == "article" else row.id)
    return Entry(_urn(row.id), kind, title, words, path, row.created_at, row.updated_at)


def _articles(rows: Iterable[Any]) -> list[Entry]:
    return [_entry(row, "article", row.title or "Untitled article", _article(row)) for row in rows]


def _positions(rows: Sequence[Any]) -> list[Entry]:
    holders = queries.get_actors(session(), sorted({row.holder_id for row in rows})) if rows else {}
    return [
        _entry(row, "position", f"{holders[row.holder_id].name} {row.stance} {row.issue_label}", exact(row.evidence))
        for row in rows
    ]


def _quotes(rows: Iterable[Any]) -> list[Entry]:
    return [
        _entry(row, "quote", f"{row.speaker_name or 'Unnamed speaker'} is quoted", exact(row.content)) for row in rows
    ]


def _events(rows: Iterable[Any]) -> list[Entry]:
    return [_entry(row, "event", row.title, _event(row)) for row in rows]


def _event(row: Any) -> str:
    when = date(row.when_edtf) if row.when_edtf else None
    return " · ".join(filter(None, (row.type.lower(), row.modality, when, row.place, country(row.country))))


def _article(row: Any) -> str:
    when = date(row.published_at) if row.published_at else None
    return " · ".join(filter(None, (row.publisher, when)))
