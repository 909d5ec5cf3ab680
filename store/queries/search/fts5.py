"""The search indexes on SQLite: FTS5, one for each table that is searched.

The migration `search_kinds` creates them, and the triggers that keep them up to date.
"""

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    TableClause,
    case,
    column,
    func,
    literal,
    literal_column,
    null,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.searching import Alternative, Term
from store.models import Actor
from store.queries.search.candidates import Candidate, Searched

# Noncharacters of Unicode, which are for use within a program.
OPEN, CLOSE = "\ufdd0", "\ufdd1"

_SNIPPET_WORDS = 24
_NAME_WEIGHT = 4  # of a match in a title, a name or the label of an issue; one in a text has at most 1
_MAX_READ = 1_000_000  # characters of texts in which matches are counted, which FTS5 splits into words again
_LONG = 10_000  # the assumed length of other texts
_MAX_FEW = 5000  # rows that pass a filter and are looked up one by one


def fits(_session: Session, pk: InstrumentedAttribute[int], q: Sequence[Alternative]) -> ColumnElement[bool]:
    """Return the condition that a row matches."""
    index = _index(pk)
    return pk.in_(select(index.c.rowid).where(_matches(index, _query(q))))


def list_candidates(
    session: Session, searched: Sequence[Searched], q: Sequence[Alternative], values: Mapping[str, Any], limit: int
) -> list[Candidate]:
    """List the newest rows that match, at most `limit` of each kind.

    Matches in short texts rank higher. Unlike BM25, the rank ignores how rare the words are: FTS5 would count all their
    occurrences in the index.
    """
    connection = session.connection()
    parts = []
    for each in searched:
        part = _newest(each, _query(q), limit)
        if each.is_filtered:
            few = each.keys.with_only_columns(each.pk, maintain_column_froms=True).limit(_MAX_FEW + 1)
            pks = list(connection.scalars(few, values))
            if len(pks) <= _MAX_FEW:
                those = func.json_each(json.dumps(pks)).table_valued("value")  # more than a statement has parameters
                part = part.where(_index(each.pk).c.rowid.in_(select(those.c.value)))
        parts.append(part.subquery())
    rows = connection.execute(union_all(*(select(part) for part in parts)), values)
    return [Candidate(number, key, pk, -_score(*rest)) for number, key, pk, *rest in rows]


def snippets(
    session: Session,
    documents: Iterable[tuple[int, InstrumentedAttribute[int], Collection[int]]],
    q: Sequence[Alternative],
) -> dict[tuple[int, int], str]:
    """Return the best excerpt of each row of some kinds, with its matches between OPEN and CLOSE."""
    parts = []
    for number, pk, pks in documents:
        index = _index(pk)
        cut = _auxiliary("snippet", index, -1, OPEN, CLOSE, "…", _SNIPPET_WORDS)  # -1: the column that matches best
        rows = select(literal(number), index.c.rowid, cut)
        parts.append(rows.where(_matches(index, _query(q)), index.c.rowid.in_(list(pks))))
    return {(number, pk): cut for number, pk, cut in session.execute(union_all(*parts))}


def snippets_of(q: Sequence[Alternative], documents: Iterable[tuple[int, str | None, str | None]]) -> dict[int, str]:
    """Return the same for documents outside the index, given by numbers, names and bodies."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5(name, body, tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.executemany("INSERT INTO search_index (rowid, name, body) VALUES (?, ?, ?)", documents)
        return dict(
            connection.execute(
                "SELECT rowid, snippet(search_index, -1, ?, ?, '…', ?) FROM search_index WHERE search_index MATCH ?",
                (OPEN, CLOSE, _SNIPPET_WORDS, _query(q)),
            )
        )


def _newest(searched: Searched, query: str, limit: int) -> Select[*tuple[Any, ...]]:
    """Select the kind, the key and the row, whether the name matches, the body with its matches, and the length."""
    index = _index(searched.pk)
    key = searched.keys.where(searched.pk == index.c.rowid).limit(1).scalar_subquery()
    named = _newest_of(index, f"name : ({query})", limit)
    number = literal(searched.number).label("number")
    rows = _newest_of(index, query, limit).where(key.is_not(None))
    columns = (number, key.label("key"), index.c.rowid, index.c.rowid.in_(named).label("is_named"))
    if searched.pk is Actor.pk:  # its other names, which the index has, are gathered from all articles
        name = select(Actor.name).where(Actor.pk == index.c.rowid).scalar_subquery()
        return rows.with_only_columns(*columns, null().label("body"), func.length(name).label("length"))
    all_of_them = select(func.count()).select_from(_newest_of(index, query, limit).subquery()).scalar_subquery()
    length = func.length(index.c.body)
    marked = _auxiliary("highlight", index, 1, OPEN, "")
    read = case((length <= _MAX_READ / all_of_them, marked), else_=null()).label("body")
    return rows.with_only_columns(*columns, read, func.coalesce(length, func.length(index.c.name)).label("length"))


def _newest_of(index: TableClause, query: str, limit: int) -> Select[int]:
    return select(index.c.rowid).where(_matches(index, query)).order_by(index.c.rowid.desc()).limit(limit)


def _score(is_named: int, body: str | None, length: int) -> float:
    matches = body.count(OPEN) if body else 1 - is_named
    if body is None and length > _LONG:
        length = _LONG
    return (_NAME_WEIGHT * is_named + matches / (matches + 1)) / (1 + math.log1p(length))


@cache
def _index(pk: InstrumentedAttribute[int]) -> TableClause:
    name = f"search_{pk.class_.__tablename__}"
    return table(name, column(name), column("rowid", Integer), column("name", String), column("body", String))


def _matches(index: TableClause, query: str) -> ColumnElement[bool]:
    return index.c[index.name].match(query)


def _auxiliary(name: str, index: TableClause, *arguments: Any) -> ColumnElement[Any]:
    return getattr(func, name)(literal_column(index.name), *arguments)  # type: ignore[no-any-return]


def _query(alternatives: Sequence[Alternative]) -> str:
    """Return the query in the syntax of FTS5. Every term is a string, so that it cannot contain operators."""
    return " OR ".join(
        f"(({_joined(' AND ', alternative.wanted)}) NOT ({_joined(' OR ', alternative.excluded)}))"
        if alternative.excluded
        else f"({_joined(' AND ', alternative.wanted)})"
        for alternative in alternatives
    )


def _joined(operator: str, terms: Iterable[Term]) -> str:
    return operator.join(f"({' OR '.join(_options(term))})" for term in terms)


def _options(term: Term) -> Iterable[str]:
    return (f'"{option}" *' if term.prefix else f'"{option}"' for option in term.options)
