"""Search over articles, actors, quotes, events and positions: SQLite's FTS5.

The migration `search` makes the index and the triggers that keep it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    column,
    func,
    literal_column,
    null,
    select,
    table,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from ontology.enums import HitKind
from ontology.searching import Alternative
from ontology.span import Grounder, Span
from store.models import Actor, Appearance, Article, Event, Issue, Position, Quote
from store.queries.paging import Key, Page, Several, WrongKeyError, counting, refers

# An id in the index is 8 * pk + the place of its kind here.
_KINDS = (HitKind.ARTICLE, HitKind.ACTOR, HitKind.QUOTE, HitKind.EVENT, HitKind.POSITION)
# A word in a title, a name or the label of an issue says more than one in the text.
_WEIGHTS = "bm25(4.0, 1.0)"
# Noncharacters of Unicode, meant for marks within a program.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}|[{_OPEN}{_CLOSE}]")
_WORDS = 24  # in a snippet

_INDEX = table("search_index", column("search_index"), column("rowid", Integer), column("rank", Float))


class SearchUnavailableError(Exception):
    """The database has no search index; the argument is its name."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of what was found. `matches` are the words that were searched for, counted in `text`."""

    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; the better it fits, the higher its score. An actor is of no single article."""

    kind: HitKind
    id: str
    article_id: str | None
    title: str | None
    snippet: Snippet
    score: float


def search(
    connection: Connection,
    *,
    q: Sequence[Alternative],
    kind: Several[HitKind] = (),
    article: str | None = None,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[Hit]:
    """What fits the query, the best first; `article` finds itself, its facts and its actors.

    Raises SearchUnavailableError on other databases than SQLite.
    """
    backend = connection.dialect.name
    if backend != "sqlite":
        raise SearchUnavailableError(backend)
    matches = _INDEX.c.search_index.match(_fts5(q))
    total = connection.scalar(counting(_ranked(matches, kind, article, None))) if count else None
    rows = connection.execute(_ranked(matches, kind, article, after).limit(limit + 1)).all()
    scores = {row.id: row.rank for row in rows[:limit]}
    snippets = _snippets(connection, matches, scores)
    described = _descriptions(connection, scores)
    hits = [Hit(*described[entry], snippet=snippets[entry], score=-rank) for entry, rank in scores.items()]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(hits, (last.rank, last.id) if last else None, total)


def _fts5(alternatives: Sequence[Alternative]) -> str:
    """The query as FTS5 reads it. Every term is a string there, so that none of its operators gets in."""
    return " OR ".join(
        f"(({_joined(' AND ', alternative.wanted)}) NOT ({_joined(' OR ', alternative.excluded)}))"
        if alternative.excluded
        else f"({_joined(' AND ', alternative.wanted)})"
        for alternative in alternatives
    )


def _joined(operator: str, terms: Iterable[str]) -> str:
    return operator.join(f'"{term}"' for term in terms)


def _ranked(
    matches: ColumnElement[Any], kind: Several[HitKind], article: str | None, after: Key | None
) -> Select[int, float]:
    ranks = select(_INDEX.c.rowid.label("id"), _INDEX.c.rank).where(matches, _INDEX.c.rank.bool_op("MATCH")(_WEIGHTS))
    found = ranks.cte("found")
    query = select(found.c.id, found.c.rank).order_by(found.c.rank, found.c.id)
    if kind:
        query = query.where((found.c.id % 8).in_([_KINDS.index(each) for each in kind]))
    if article is not None:
        query = query.where(found.c.id.in_(_of_article(article)))
    if after is not None:
        rank, entry = _read(after)
        # Whatever is stored moves all ranks: what counts is where the last hit stands now, if it is still there.
        now = select(found.c.rank).where(found.c.id == entry).scalar_subquery()
        query = query.where(tuple_(found.c.rank, found.c.id) > tuple_(func.coalesce(now, rank), entry))
    return query


def _of_article(article: str) -> Select[int]:
    """The ids in the index of an article, of its facts and of the actors that appear in it."""
    keys: dict[HitKind, tuple[InstrumentedAttribute[int], ColumnElement[bool]]] = {
        HitKind.ARTICLE: (Article.pk, Article.id == article),
        HitKind.ACTOR: (Appearance.actor_pk, refers(Appearance.article_pk, Article, [article])),
        HitKind.QUOTE: (Quote.pk, refers(Quote.article_pk, Article, [article])),
        HitKind.EVENT: (Event.pk, refers(Event.article_pk, Article, [article])),
        HitKind.POSITION: (Position.pk, refers(Position.article_pk, Article, [article])),
    }
    entries = union_all(
        *(select((pk * 8 + _KINDS.index(kind)).label("id")).where(of) for kind, (pk, of) in keys.items())
    )
    return select(entries.subquery().c.id)


def _snippets(connection: Connection, matches: ColumnElement[Any], entries: Iterable[int]) -> dict[int, Snippet]:
    # The column that fits best, which is the -1.
    snippet = func.snippet(literal_column("search_index"), -1, _OPEN, _CLOSE, "…", _WORDS)
    query = select(_INDEX.c.rowid, snippet).where(matches, _INDEX.c.rowid.in_(list(entries)))
    return {entry: _snippet(marked) for entry, marked in connection.execute(query)}


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


# The key of what was found; its id, its article's and its title.
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


def _descriptions(
    connection: Connection, entries: Collection[int]
) -> dict[int, tuple[HitKind, str, str | None, str | None]]:
    """Kind, id, article's id and title of each entry."""
    parts = []
    for number, kind in enumerate(_KINDS):
        pk, shown = _SHOWN[kind]
        keys = [entry // 8 for entry in entries if entry % 8 == number]
        parts.append(shown.add_columns((pk * 8 + number).label("entry")).where(pk.in_(keys)))
    rows = connection.execute(union_all(*parts))
    return {entry: (_KINDS[entry % 8], found, article, title) for found, article, title, entry in rows}


def _read(after: Key) -> tuple[float, int]:
    match after:
        case float(rank), int(entry) if entry < 2**63:
            return rank, entry
    raise WrongKeyError(f"{after} is no key of hits.")
