"""Search over articles, actors, facts, issues and occurrences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Select, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import HitKind, Topic
from ontology.searching import Alternative
from ontology.span import Grounder, Span
from store.models import Actor, Appearance, Article, Event, Issue, Occurrence, Position, Quote
from store.queries.conditions import (
    PUBLISHED,
    Condition,
    Filters,
    Given,
    Several,
    Some,
    among,
    each,
    given_of,
    is_live,
    of_country,
    of_topic,
    where,
)
from store.queries.facts import BEST_REPORT
from store.queries.paging import Cursor, Page
from store.queries.search.fts5 import CLOSE, OPEN
from store.queries.search.matching import KINDS, Match, rank, snippets

_MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}|[{OPEN}{CLOSE}]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of a hit. `matches` are the words that were searched for, as spans of `text`."""

    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit; a better one has a higher score. Actors, issues and occurrences have no article."""

    kind: HitKind
    id: str
    article_id: str | None
    title: str | None
    snippet: Snippet
    score: float


class HitFilters(TypedDict, total=False):
    """The filters of hits; a kind that lacks one of them has no hits with it."""

    article: Several[str]
    publisher: Several[str]
    published_from: datetime | None
    published_to: datetime | None
    country: Several[str]
    topic: Several[Topic]


_OF_ARTICLE: dict[str, Condition] = {"article": among(Article.id), "publisher": among(Article.publisher), **PUBLISHED}


def _some(column: InstrumentedAttribute[int], query: Select[int], **conditions: Condition) -> Some:
    return Some(conditions, (column, query), few=frozenset({"article", "publisher"}))


_BY_COUNTRY = (
    select(literal(1)).where(Appearance.article_pk == Article.pk, is_live(Appearance)).correlate(Article).limit(1)
)


def _appears_from(given: Given) -> ColumnElement[bool]:
    """An actor of one of the countries appears in the article."""
    return _BY_COUNTRY.where(of_country(Appearance.actor_pk)(given)).scalar_subquery().is_not(None)


# The rows whose words are searched for hits of a kind, with the key of the hit, and the filters of the kind.
_SEARCHED: dict[HitKind, tuple[Select[Any], list[Filters]]] = {
    HitKind.ARTICLE: (
        select(Article.pk),
        [each(**_OF_ARTICLE, country=_appears_from)],
    ),
    HitKind.ACTOR: (
        select(Actor.pk),
        [
            each(country=among(Actor.country)),
            _some(
                Actor.pk, select(Appearance.actor_pk).join(Appearance.article).where(is_live(Appearance)), **_OF_ARTICLE
            ),
        ],
    ),
    HitKind.QUOTE: (
        select(Quote.pk).join(Quote.article).where(is_live(Quote)),
        [each(**_OF_ARTICLE, country=of_country(Quote.speaker_pk))],
    ),
    HitKind.EVENT: (
        select(Event.pk).join(Event.article).where(is_live(Event)),
        [each(**_OF_ARTICLE, country=among(Event.country))],
    ),
    HitKind.POSITION: (
        select(Position.pk).join(Position.article).where(is_live(Position)),
        [each(**_OF_ARTICLE, country=of_country(Position.holder_pk), topic=of_topic)],
    ),
    HitKind.ISSUE: (
        select(Issue.pk),
        [
            each(topic=among(Issue.topic)),
            _some(
                Issue.pk,
                select(Position.issue_pk).join(Position.article).where(is_live(Position)),
                **_OF_ARTICLE,
                country=of_country(Position.holder_pk),
            ),
        ],
    ),
    HitKind.OCCURRENCE: (
        select(Event.occurrence_pk).join(Event.article).where(is_live(Event), Event.occurrence_pk.is_not(None)),
        [each(**_OF_ARTICLE, country=among(Event.country))],
    ),
}


def list_hits(
    session: Session,
    *,
    q: Sequence[Alternative],
    kind: Several[HitKind] = (),
    after: Cursor | None = None,
    limit: int,
    count: bool = False,
    **filters: Unpack[HitFilters],
) -> Page[Hit]:
    """List what matches the query, the best first; of each kind the newest `MAX_RANKED` matches at most.

    The filters `article`, `publisher` and those by publication keep articles, what is found in them, and what has part
    of it there; `country` keeps actors of the country, articles where one appears, what its actors say, issues on which
    one holds a position, and what happens in it; `topic` keeps positions and issues.
    """
    given, values = given_of(filters)
    names = {each.name for each in given}
    searched = {
        hit: rows.where(*where(its, given))
        for hit, (rows, its) in _SEARCHED.items()
        if (not kind or hit in kind) and names <= {name for some in its for name in some.conditions}
    }
    ranked = rank(session, searched, q, values, is_filtered=bool(given))
    rest = ranked.after(after)
    shown = rest[:limit]
    cut = snippets(session, shown, q)
    described = _descriptions(session, shown)
    hits = [Hit(match.kind, *described[match.entry], _snippet(cut[match.entry]), -match.rank) for match in shown]
    following = (shown[-1].rank, shown[-1].entry) if len(rest) > limit else None
    return Page(hits, following, len(ranked.matches) if count else None, ranked.capped)


def _snippet(marked: str) -> Snippet:
    places: list[tuple[int, int]] = []
    text, done = "", 0
    for mark in _MARKED.finditer(marked):
        text += marked[done : mark.start()]
        if mark[1]:
            places.append((len(text), len(text) + len(mark[1])))
            text += mark[1]
        done = mark.end()
    text += marked[done:]
    grounder = Grounder(text)
    return Snippet(text, tuple(grounder.span(*place) for place in places))


_BEST_TITLE = (
    select(Event.title)
    .where(Event.occurrence_pk == Occurrence.pk, is_live(Event))
    .order_by(*BEST_REPORT)
    .limit(1)
    .scalar_subquery()
)
# The id of a hit, the id of its article and its title.
_SHOWN: dict[HitKind, Select[*tuple[Any, ...]]] = {
    HitKind.ARTICLE: select(Article.id, Article.id, Article.title),
    HitKind.ACTOR: select(Actor.id, null(), Actor.name),
    HitKind.QUOTE: select(Quote.id, Article.id, Actor.name).join(Quote.article).outerjoin(Quote.speaker),
    HitKind.EVENT: select(Event.id, Article.id, Event.title).join(Event.article),
    HitKind.POSITION: select(Position.id, Article.id, Issue.label).join(Position.article).join(Position.issue),
    HitKind.ISSUE: select(Issue.id, null(), Issue.label),
    HitKind.OCCURRENCE: select(Occurrence.id, null(), _BEST_TITLE),
}


def _descriptions(session: Session, matches: Sequence[Match]) -> dict[int, tuple[str, str | None, str | None]]:
    """Return the id, the id of the article and the title of each match, by its entry."""
    parts = []
    for number, (kind, (pk, _)) in enumerate(KINDS.items()):
        if keys := [match.key for match in matches if match.kind is kind]:
            parts.append(_SHOWN[kind].add_columns((pk * 8 + number).label("entry")).where(pk.in_(keys)))
    rows = session.execute(union_all(*parts)) if parts else ()
    return {entry: (found, article, title) for found, article, title, entry in rows}
