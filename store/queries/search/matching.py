"""The rows that match a query, in the index of the database, and their ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from ontology.enums import HitKind
from ontology.searching import Alternative
from store.models import Actor, Article, Event, Issue, Occurrence, Position, Quote
from store.queries.paging import Cursor, WrongCursorError
from store.queries.search import fts5, tsearch
from store.queries.search.candidates import Candidate, Searched

MAX_RANKED = 1000
"""The most matches of a kind that are ranked: the newest."""

KINDS: dict[HitKind, tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]] = {
    HitKind.ARTICLE: (Article.pk, Article.pk),
    HitKind.ACTOR: (Actor.pk, Actor.pk),
    HitKind.QUOTE: (Quote.pk, Quote.pk),
    HitKind.EVENT: (Event.pk, Event.pk),
    HitKind.POSITION: (Position.pk, Position.pk),
    HitKind.ISSUE: (Issue.pk, Issue.pk),
    HitKind.OCCURRENCE: (Occurrence.pk, Event.pk),
}
"""The primary keys of the hits of a kind, and of the rows whose words find them."""

_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_INDEXES: dict[str, Any] = {"sqlite": fts5, "postgresql": tsearch}


@dataclass(frozen=True, slots=True)
class Match:
    """A hit with its rank, of which a lower one is better; `entry` is its number among the hits of all kinds."""

    kind: HitKind
    key: int
    pk: int
    rank: float
    entry: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Matches, the best first, and the kinds of which only the newest matches are among them."""

    matches: Sequence[Match]
    capped: tuple[HitKind, ...]

    def after(self, cursor: Cursor | None) -> Sequence[Match]:
        """Return the matches after a cursor."""
        if cursor is None:
            return self.matches
        rank, entry = _read(cursor)
        # A change of the text changes the rank: the page begins after the present place of the last hit, if it exists.
        now = next((match.rank for match in self.matches if match.entry == entry), rank)
        return [match for match in self.matches if (match.rank, -match.entry) > (now, -entry)]


def rank(
    session: Session,
    searched: Mapping[HitKind, Any],
    q: Sequence[Alternative],
    values: Mapping[str, Any],
    *,
    is_filtered: bool,
) -> Ranked:
    """Rank the newest matches of some kinds; `searched` has a query of the keys of the rows that may be hits."""
    asked = [Searched(_NUMBERS[kind], KINDS[kind][1], keys, is_filtered) for kind, keys in searched.items()]
    found: dict[int, list[Candidate]] = {each.number: [] for each in asked}
    if asked:
        for each in _index(session).list_candidates(session, asked, q, values, MAX_RANKED + 1):
            found[each.number].append(each)
    best: dict[int, Match] = {}
    for kind in searched:
        newest = sorted(found[_NUMBERS[kind]], key=lambda each: -each.pk)[:MAX_RANKED]
        for each in newest:
            entry = 8 * each.key + each.number
            if entry not in best or each.rank < best[entry].rank:
                best[entry] = Match(kind, each.key, each.pk, each.rank, entry)
    matches = sorted(best.values(), key=lambda match: (match.rank, -match.entry))
    return Ranked(matches, tuple(kind for kind in searched if len(found[_NUMBERS[kind]]) > MAX_RANKED))


def fits(session: Session, kind: HitKind, q: Sequence[Alternative]) -> ColumnElement[bool]:
    """Return the condition that a row of the table in which this kind is searched matches the query."""
    return cast(ColumnElement[bool], _index(session).fits(session, KINDS[kind][1], q))


def snippets(session: Session, matches: Sequence[Match], q: Sequence[Alternative]) -> dict[int, str]:
    """Return the best excerpt of each match, by its entry, with the words between OPEN and CLOSE of `fts5`."""
    rows: dict[HitKind, set[int]] = {}
    for match in matches:
        rows.setdefault(match.kind, set()).add(match.pk)
    if not rows:
        return {}
    documents = [(_NUMBERS[kind], KINDS[kind][1], pks) for kind, pks in rows.items()]
    cut = _index(session).snippets(session, documents, q)
    return {match.entry: cut[_NUMBERS[match.kind], match.pk] for match in matches}


def _index(session: Session) -> Any:
    return _INDEXES[session.get_bind().dialect.name]


def _read(after: Cursor) -> tuple[float, int]:
    match after:
        case float(rank), int(entry) if abs(entry) < 2**63:
            return rank, entry
    raise WrongCursorError(f"{after} is not a cursor of hits.")
