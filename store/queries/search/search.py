"""Search over articles, actors, quotes, events and positions, in the index of the database."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack, cast

from sqlalchemy import CTE, ColumnElement, Select, case, false, func, null, select, true, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import HitKind, Topic
from ontology.searching import Alternative
from ontology.span import Grounder, Span
from store.models import Actor, Appearance, Article, Event, Issue, Position, Quote
from store.queries.conditions import (
    PUBLISHED,
    Given,
    Several,
    among,
    each,
    given_of,
    is_live,
    of_country,
    of_topic,
    refers,
    where,
    within,
)
from store.queries.paging import Cursor, Page, WrongCursorError, count_rows
from store.queries.search import fts5, tsearch
from store.queries.search.fts5 import CLOSE, OPEN

# An id in the index is 8 * pk + the number of its kind; the migration `search` says so, too.
_KINDS = tuple(tsearch.DOCUMENTS)
_MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}|[{OPEN}{CLOSE}]")

_INDEXES: dict[str, Any] = {"sqlite": fts5, "postgresql": tsearch}


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of a hit. `matches` are the words that were searched for, as spans of `text`."""

    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit; a better one has a higher score. Actors have no article."""

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


_OF_ARTICLE = {"article": among(Article.id), "publisher": among(Article.publisher), **PUBLISHED}
# The rows of a kind that can be hits, and what they are filtered by.
_FILTERED = {
    HitKind.ARTICLE: (
        select(Article.pk),
        [
            each(**_OF_ARTICLE),
            within(
                Article.pk,
                select(Appearance.article_pk).where(is_live(Appearance)),
                country=of_country(Appearance.actor_pk),
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
    HitKind.ACTOR: (
        select(Appearance.actor_pk).join(Appearance.article).join(Appearance.actor).where(is_live(Appearance)),
        [each(**_OF_ARTICLE, country=among(Actor.country))],
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
    """List what matches the query, the best first.

    The filters `article`, `publisher` and those by publication keep articles, their facts and their actors; `country`
    keeps actors of the country, articles where one appears, what its actors say, and events in it; `topic` keeps
    positions.
    """
    index = _INDEXES[session.get_bind().dialect.name]
    found = index.found(q)
    given, values = given_of(filters)
    total = session.scalar(count_rows(_ranked(found, kind, given, None)), values) if count else None
    rows = session.execute(_ranked(found, kind, given, after).limit(limit + 1), values).all()
    scores = {row.id: row.rank for row in rows[:limit]}
    snippets = index.snippets(session, q, scores)
    described = _descriptions(session, scores)
    hits = [Hit(*described[entry], snippet=_snippet(snippets[entry]), score=-rank) for entry, rank in scores.items()]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(hits, (last.rank, last.id) if last else None, total)


def fits(session: Session, kind: HitKind, q: Sequence[Alternative]) -> ColumnElement[bool]:
    """Return the condition that a row of this kind matches the query."""
    pk, *_ = tsearch.DOCUMENTS[kind]
    index = _INDEXES[session.get_bind().dialect.name]
    return cast(ColumnElement[bool], index.fits(session, pk, _KINDS.index(kind), q))


def _ranked(found: CTE, kind: Several[HitKind], given: Sequence[Given], after: Cursor | None) -> Select[int, float]:
    query = select(found.c.id, found.c.rank, found.c.kind).order_by(found.c.rank, found.c.id)
    if kind:
        query = query.where(found.c.kind.in_([_KINDS.index(each) for each in kind]))
    if any(each.name == "article" for each in given):
        query = query.where(found.c.id.in_(_of_article(given)))
    if after is not None:
        rank, entry = _read(after)
        # Every write changes all ranks: the page begins after the present rank of the last hit, if that still exists.
        now = select(found.c.rank).where(found.c.id == entry).scalar_subquery()
        query = query.where(tuple_(found.c.rank, found.c.id) > tuple_(func.coalesce(now, rank), entry))
    # All hits are ranked anyway, and then only those of a page are looked at: OFFSET keeps this order.
    ranked = query.offset(0).subquery()
    return select(ranked.c.id, ranked.c.rank).where(_is_shown(ranked.c.id, ranked.c.kind, given))


def _is_shown(entry: ColumnElement[int], kind: ColumnElement[int], given: Sequence[Given]) -> ColumnElement[bool]:
    """The hit passes the filters; the fact is not rejected, and the actor has an appearance that is not."""
    cases = []
    for hit, (rows, filters) in _FILTERED.items():
        if {each.name for each in given} <= {name for some in filters for name in some.conditions}:
            (pk,) = rows.selected_columns
            # Not EXISTS, for which Postgres may read the whole table.
            one = rows.with_only_columns(true()).where(pk == entry // 8, *where(filters, given)).limit(1)
            cases.append((kind == _KINDS.index(hit), one.scalar_subquery().is_not(None)))
    return case(*cases, else_=false())


def _of_article(given: Sequence[Given]) -> Select[int]:
    """Select the ids in the index of the articles that are given, their facts and their actors."""
    (article,) = (each for each in given if each.name == "article")
    entries: dict[HitKind, tuple[InstrumentedAttribute[int], ColumnElement[bool]]] = {
        HitKind.ARTICLE: (Article.pk, article.equals(Article.id)),
        HitKind.ACTOR: (Appearance.actor_pk, refers(Appearance.article_pk, Article)(article)),
        HitKind.QUOTE: (Quote.pk, refers(Quote.article_pk, Article)(article)),
        HitKind.EVENT: (Event.pk, refers(Event.article_pk, Article)(article)),
        HitKind.POSITION: (Position.pk, refers(Position.article_pk, Article)(article)),
    }
    parts = (select((pk * 8 + _KINDS.index(kind)).label("id")).where(of) for kind, (pk, of) in entries.items())
    return select(union_all(*parts).subquery().c.id)


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


# The primary key of a hit; its id, the id of its article and its title.
_SHOWN: dict[HitKind, tuple[InstrumentedAttribute[int], Select[*tuple[Any, ...]]]] = {
    HitKind.ARTICLE: (Article.pk, select(Article.id, Article.id, Article.title)),
    HitKind.ACTOR: (Actor.pk, select(Actor.id, null(), Actor.name)),
    HitKind.QUOTE: (
        Quote.pk,
        select(Quote.id, Article.id, Actor.name).join(Quote.article).outerjoin(Quote.speaker),
    ),
    HitKind.EVENT: (Event.pk, select(Event.id, Article.id, Event.title).join(Event.article)),
    HitKind.POSITION: (
        Position.pk,
        select(Position.id, Article.id, Issue.label).join(Position.article).join(Position.issue),
    ),
}


def _descriptions(session: Session, entries: Collection[int]) -> dict[int, tuple[HitKind, str, str | None, str | None]]:
    """Return the kind, the id, the id of the article and the title of each entry."""
    parts = []
    for number, kind in enumerate(_KINDS):
        pk, shown = _SHOWN[kind]
        keys = [entry // 8 for entry in entries if entry % 8 == number]
        parts.append(shown.add_columns((pk * 8 + number).label("entry")).where(pk.in_(keys)))
    rows = session.execute(union_all(*parts))
    return {entry: (_KINDS[entry % 8], found, article, title) for found, article, title, entry in rows}


def _read(after: Cursor) -> tuple[float, int]:
    match after:
        case float(rank), int(entry) if abs(entry) < 2**63:
            return rank, entry
    raise WrongCursorError(f"{after} is not a cursor of hits.")
