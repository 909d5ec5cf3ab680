"""The search index on Postgres: a text vector in each row that is searched.

The migration `search_postgres` creates the vectors, the triggers that keep them up to date, and the functions for texts
and queries. Ranks are those of ts_rank, which depends on the frequency of the words and the length of the text; unlike
BM25, it ignores how rare the words are. A vector has positions for the first 16,383 words of a text and for the first
255 occurrences of a word; phrases after these are not found.
"""

import re
import textwrap
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Double,
    Text,
    any_,
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

from ontology.enums import HitKind
from ontology.searching import Alternative, Term
from store.models import Actor, Article, Event, Issue, Position, Quote
from store.queries.search import fts5

# As in FTS5, a word in a title, a name or the label of an issue (A) counts four times a word in a text (D).
_WEIGHTS: ColumnElement[Any] = literal_column("'{0.25, 0, 0, 1}'::real[]")
_BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the number of words
_LAST_WORD = re.compile(r"(.*?)([^\W_]+)", re.DOTALL)
_MAX_RARE_HITS = 5000
_MAX_EXCERPT_LENGTH = 150  # characters of a text in which FTS5 finds no match

# The primary key of a row, and the texts of its vector: name and body.
DOCUMENTS: dict[HitKind, tuple[InstrumentedAttribute[int], SQLCoreOperations[Any], SQLCoreOperations[Any]]] = {
    HitKind.ARTICLE: (Article.pk, Article.title, Article.text),
    HitKind.ACTOR: (Actor.pk, Actor.name, func.search_other_names(Actor.pk, Actor.name)),
    HitKind.QUOTE: (Quote.pk, null(), Quote.text),
    HitKind.EVENT: (Event.pk, Event.title, Event.place),
    HitKind.POSITION: (
        Position.pk,
        select(Issue.label).where(Issue.pk == Position.issue_pk).scalar_subquery(),
        literal_column("positions.evidence ->> 'exact'", Text()),
    ),
}


def found(q: Sequence[Alternative]) -> CTE:
    """Select what matches, as `id`, `kind` and `rank`; a lower rank is better."""
    query = _query(q)
    parts = []
    for number, (pk, _, _) in enumerate(DOCUMENTS.values()):
        rank = -cast(func.ts_rank(_WEIGHTS, _vector(pk), query, _BY_LENGTH), Double)
        kind: ColumnElement[int] = literal_column(str(number))
        part = select((pk * 8 + number).label("id"), kind.label("kind"), rank.label("rank"))
        parts.append(part.where(_fits(pk, q)))
    return union_all(*parts).cte("found")


def fits(
    session: Session, pk: InstrumentedAttribute[int], _number: int, q: Sequence[Alternative]
) -> ColumnElement[bool]:
    """Return the condition that a row matches, in a form that is fast with any other condition and in any order.

    For words without statistics the planner expects up to one row in 200, and would read a table of millions in the
    order of the list to find a hundred rows. So rare words are looked up first; for frequent words, a page is soon full
    in any order.
    """
    condition = _fits(pk, q)
    every = select(pk).where(condition).cte("every").prefix_with("MATERIALIZED")  # planned for reading all of them
    keys = session.scalars(select(every.c.pk).limit(_MAX_RARE_HITS + 1)).all()
    return condition if len(keys) > _MAX_RARE_HITS else pk == any_(literal(keys, ARRAY(BigInteger)))


def snippets(session: Session, q: Sequence[Alternative], entries: Collection[int]) -> dict[int, str]:
    """Return the best excerpt of each entry, with its matches between OPEN and CLOSE: cut by FTS5, as on SQLite."""
    parts = []
    for number, (pk, name, body) in enumerate(DOCUMENTS.values()):
        keys = [entry // 8 for entry in entries if entry % 8 == number]
        parts.append(select(pk * 8 + number, name, body).where(pk.in_(keys)))
    documents = session.execute(union_all(*parts)).all()
    cut = fts5.snippets_of(q, documents)
    return {
        entry: cut.get(entry) or textwrap.shorten(name or body, _MAX_EXCERPT_LENGTH, placeholder="…")
        for entry, name, body in documents
    }


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
