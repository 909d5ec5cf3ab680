"""The search index on Postgres: a text vector in each row that is searched.

The migration `search_postgres` creates the vectors, the triggers that keep them up to date, and the functions for texts
and queries. Ranks are those of ts_rank, which depends on the frequency of the words and the length of the text; unlike
BM25, it ignores how rare the words are. A vector has positions for the first 16,383 words of a text and for the first
255 occurrences of a word; phrases after these are not found.
"""

import re
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Text,
    any_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import SQLCoreOperations

from ontology.searching import Alternative, Term
from store.models import Actor, Article, Event, Issue, Position, Quote
from store.queries.search import fts5
from store.queries.search.candidates import Candidate, Searched

# As in FTS5, a word in a title, a name or the label of an issue (A) counts four times a word in a text (D).
_WEIGHTS: ColumnElement[Any] = literal_column("'{0.25, 0, 0, 1}'::real[]")
_BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the number of words
_LAST_WORD = re.compile(r"(.*?)([^\W_]+)", re.DOTALL)
_MAX_RARE_HITS = 5000
_MAX_EXCERPT_LENGTH = 150  # characters of a text in which FTS5 finds no match

# The texts of the vectors of a table: name and body.
_TEXTS: dict[str, tuple[SQLCoreOperations[Any], SQLCoreOperations[Any]]] = {
    "articles": (Article.title, Article.text),
    "actors": (Actor.name, func.search_other_names(Actor.pk, Actor.name)),
    "quotes": (null(), Quote.text),
    "events": (Event.title, Event.place),
    "positions": (
        select(Issue.label).where(Issue.pk == Position.issue_pk).scalar_subquery(),
        literal_column("positions.evidence ->> 'exact'", Text()),
    ),
    "issues": (Issue.label, null()),
}


def fits(session: Session, pk: InstrumentedAttribute[int], q: Sequence[Alternative]) -> ColumnElement[bool]:
    """Return the condition that a row matches, in a form that is fast with any other condition and in any order.

    For words without statistics the planner expects up to one row in 200, and would read a table of millions in the
    order of the list to find a hundred rows. So rare words are looked up first; for frequent words, a page is soon full
    in any order.
    """
    (condition,) = _conditions(session, [pk], q)
    return condition


def list_candidates(
    session: Session, searched: Sequence[Searched], q: Sequence[Alternative], values: Mapping[str, Any], limit: int
) -> list[Candidate]:
    """List the newest rows that match, at most `limit` of each kind."""
    query = _query(q)
    parts = []
    for each, condition in zip(searched, _conditions(session, [each.pk for each in searched], q), strict=True):
        (key,) = each.keys.selected_columns
        number: ColumnElement[int] = literal_column(str(each.number))
        rank = -cast(func.ts_rank(_WEIGHTS, _vector(each.pk), query, _BY_LENGTH), Double)
        columns = (number.label("number"), key.label("key"), each.pk.label("pk"), rank.label("rank"))
        part = each.keys.with_only_columns(*columns, maintain_column_froms=True).where(condition)
        parts.append(select(part.order_by(each.pk.desc()).limit(limit).subquery()))
    return [Candidate(*row) for row in session.connection().execute(union_all(*parts), values)]


def snippets(
    session: Session,
    documents: Iterable[tuple[int, InstrumentedAttribute[int], Collection[int]]],
    q: Sequence[Alternative],
) -> dict[tuple[int, int], str]:
    """Return the best excerpt of each row of some kinds, with its matches between OPEN and CLOSE.

    FTS5 cuts it, as on SQLite.
    """
    parts = [
        select(literal(number), pk, *_TEXTS[pk.class_.__tablename__]).where(pk.in_(pks))
        for number, pk, pks in documents
    ]
    rows = session.execute(union_all(*parts)).all()
    cut = fts5.snippets_of(q, ((n, name, body) for n, (_, _, name, body) in enumerate(rows)))
    return {
        (number, pk): cut.get(n) or textwrap.shorten(name or body, _MAX_EXCERPT_LENGTH, placeholder="…")
        for n, (number, pk, name, body) in enumerate(rows)
    }


def _conditions(
    session: Session, pks: Sequence[InstrumentedAttribute[int]], q: Sequence[Alternative]
) -> list[ColumnElement[bool]]:
    """Return the condition of `fits` for several tables."""
    found = []
    for n, pk in enumerate(pks):
        # Materialized, so that it is planned for reading all of them.
        every = select(pk.label("pk")).where(_fits(pk, q)).cte(f"every{n}").prefix_with("MATERIALIZED")
        some = select(every.c.pk).limit(_MAX_RARE_HITS + 1).subquery()
        keys = func.coalesce(func.array_agg(some.c.pk), literal_column("'{}'"))
        found.append(select(case((func.count() <= _MAX_RARE_HITS, keys))).select_from(some).scalar_subquery())
    rare = session.execute(select(*found)).one()
    return [
        _fits(pk, q) if keys is None else pk == any_(literal(keys, ARRAY(BigInteger)))
        for pk, keys in zip(pks, rare, strict=True)
    ]


def _fits(pk: InstrumentedAttribute[int], q: Sequence[Alternative]) -> ColumnElement[bool]:
    return _vector(pk).bool_op("@@")(_query(q))


def _vector(pk: InstrumentedAttribute[int]) -> ColumnElement[Any]:
    return literal_column(f"{pk.class_.__tablename__}.search", TSVECTOR())


def _query(alternatives: Sequence[Alternative]) -> ColumnElement[Any]:
    """Return the query as an expression of constants, which the planner evaluates before it reads its statistics."""
    return _joined("||", list(map(_all_of, alternatives)))


def _joined(operator: str, parts: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Join queries in halves, because a long query would exceed the maximum nesting of a statement."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return _joined(operator, parts[:half]).bool_op(operator)(_joined(operator, parts[half:]))


def _all_of(alternative: Alternative) -> ColumnElement[Any]:
    plain = " ".join(
        minus + _quoted(*term.options)
        for minus, terms in (("", alternative.wanted), ("-", alternative.excluded))
        for term in terms
        if _is_plain(term)
    )
    parts: list[ColumnElement[Any]] = [func.search_query(plain)] if plain else []
    parts += [_any_of(term) for term in alternative.wanted if not _is_plain(term)]
    parts += [func.tsquery_not(_any_of(term)) for term in alternative.excluded if not _is_plain(term)]
    return _joined("&&", parts)


def _any_of(term: Term) -> ColumnElement[Any]:
    if not term.prefix:
        return func.search_query(" or ".join(map(_quoted, term.options)))
    before, last = _LAST_WORD.fullmatch(term.options[0]).groups()  # type: ignore[union-attr]
    # Quoted, so that no character in it is an operator.
    prefix = func.to_tsquery(literal_column("'simple'"), literal("'").concat(func.search_words(last)).concat("':*"))
    return prefix if not before else func.search_query(_quoted(before)).bool_op("<->")(prefix)


def _is_plain(term: Term) -> bool:
    return len(term.options) == 1 and not term.prefix


def _quoted(term: str) -> str:
    return f'"{term.replace("-", " ")}"'
