"""The search index on Postgres: a text vector beside each row that is searched.

The migration `search_postgres` makes them, the triggers that keep them, and the functions for texts and queries. Ranks
are those of ts_rank, which counts how often the words are there and how long the text is; unlike BM25, it does not
count how rare they are. A phrase is not found behind the 16,383rd word of a text, nor with a word behind the 256th
place where that one stands: a vector knows no more of them.
"""

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
from ontology.searching import Alternative
from store.models import Actor, Article, Event, Issue, Position, Quote
from store.queries.search import fts5

# As in FTS5, a word in a title, a name or the label of an issue (A) weighs four times one in the text (D).
_WEIGHTS: ColumnElement[Any] = literal_column("'{0.25, 0, 0, 1}'::real[]")
_BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the number of words
_RARE = 5000  # hits
_SHOWN = 150  # characters of a text in which FTS5 sees no match

# The key of a row, and what the words of its vector are from: its name and its body.
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
    """What fits, as `id`, `kind` and `rank`: the lower, the better."""
    query = func.search_query(_websearch(q))
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
    """Whether a row of the kind fits, in terms that are quick beside any other condition and in any order.

    Of words that statistics do not know the planner expects up to one row in 200, and would read a table of millions
    in the order asked for to find a hundred. So what is rare is looked up before, all of it at most times; of what is
    frequent a page is soon full in any order.
    """
    condition = _fits(pk, q)
    every = select(pk).where(condition).cte("every").prefix_with("MATERIALIZED")  # planned as if all were wanted
    keys = session.scalars(select(every.c.pk).limit(_RARE + 1)).all()
    return condition if len(keys) > _RARE else pk == any_(literal(keys, ARRAY(BigInteger)))


def snippets(session: Session, q: Sequence[Alternative], entries: Collection[int]) -> dict[int, str]:
    """The piece of each entry that fits best, its matches between OPEN and CLOSE: cut by FTS5, as on SQLite."""
    parts = []
    for number, (pk, name, body) in enumerate(DOCUMENTS.values()):
        keys = [entry // 8 for entry in entries if entry % 8 == number]
        parts.append(select(pk * 8 + number, name, body).where(pk.in_(keys)))
    documents = session.execute(union_all(*parts)).all()
    cut = fts5.snippets_of(q, documents)
    return {
        entry: cut.get(entry) or textwrap.shorten(name or body, _SHOWN, placeholder="…")
        for entry, name, body in documents
    }


def _fits(pk: InstrumentedAttribute[int], q: Sequence[Alternative]) -> ColumnElement[bool]:
    return _vector(pk).bool_op("@@")(func.search_query(_websearch(q)))


def _vector(pk: InstrumentedAttribute[int]) -> ColumnElement[Any]:
    return literal_column(f"{pk.class_.__tablename__}.search", TSVECTOR())


def _websearch(alternatives: Sequence[Alternative]) -> str:
    """The query as websearch_to_tsquery reads it: every term in quotation marks, so that none of it is an operator."""
    return " or ".join(
        " ".join([*map(_quoted, alternative.wanted), *(f"-{_quoted(term)}" for term in alternative.excluded)])
        for alternative in alternatives
    )


def _quoted(term: str) -> str:
    return f'"{term.replace("-", " ")}"'
