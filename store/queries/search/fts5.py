"""The search index on SQLite: FTS5.

The migration `search` creates it, and the triggers that keep it up to date.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing

from sqlalchemy import CTE, ColumnElement, Float, Integer, column, func, literal_column, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.searching import Alternative, Term

# Noncharacters of Unicode, which are for use within a program.
OPEN, CLOSE = "\ufdd0", "\ufdd1"

# A word in a title, a name or the label of an issue is more relevant than one in a text.
_WEIGHTS = "bm25(4.0, 1.0)"
_SNIPPET_WORDS = 24

_INDEX = table("search_index", column("search_index"), column("rowid", Integer), column("rank", Float))
# -1 is the column that matches best.
_SNIPPET = func.snippet(literal_column("search_index"), -1, OPEN, CLOSE, "…", _SNIPPET_WORDS)


def found(q: Sequence[Alternative]) -> CTE:
    """Select what matches, as `id`, `kind` and `rank`; a lower rank is better."""
    query = select(_INDEX.c.rowid.label("id"), (_INDEX.c.rowid % 8).label("kind"), _INDEX.c.rank)
    return query.where(_INDEX.c.search_index.match(_query(q)), _INDEX.c.rank.bool_op("MATCH")(_WEIGHTS)).cte("found")


def fits(
    _session: Session, pk: InstrumentedAttribute[int], number: int, q: Sequence[Alternative]
) -> ColumnElement[bool]:
    """Return the condition that a row, whose kind has this number, matches."""
    entries = found(q)
    return pk.in_(select(entries.c.id // 8).where(entries.c.kind == number))


def snippets(session: Session, q: Sequence[Alternative], entries: Collection[int]) -> dict[int, str]:
    """Return the best excerpt of each entry, with its matches between OPEN and CLOSE."""
    query = select(_INDEX.c.rowid, _SNIPPET).where(
        _INDEX.c.search_index.match(_query(q)), _INDEX.c.rowid.in_(list(entries))
    )
    return dict(map(tuple, session.execute(query)))


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
