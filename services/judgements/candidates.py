"""Actors and issues that may be the same as another one, but were not linked or joined with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from extraction import likeness, matters
from extraction.actors import names
from extraction.likeness import Likeness, Named
from extraction.linking import Identity
from ontology.enums import HitKind, JudgementKind
from ontology.searching import Alternative, Term
from services.missing import missing
from store import queries
from store.queries import ActorSummary, IssueSummary

# The least likeness of a candidate; how many names of an actor are searched for; how many records are compared.
_LEAST = 0.5
_NAMES = 10
_ACTORS = 200
_ISSUES = 500
_WORD = re.compile(r"\w{2,}")
APART = (JudgementKind.DIFFERENT, JudgementKind.UNSURE)
"""The judgements that keep a record from being a candidate."""


Record = TypeVar("Record", ActorSummary, IssueSummary)
Found = TypeVar("Found", Likeness, matters.Likeness)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Record, Found]):
    """A record that may be the same as another one, and why."""

    record: Record
    likeness: Found


@dataclass(frozen=True, slots=True)
class Candidates(Generic[Record, Found]):
    """The candidates of a record, the likest first."""

    items: list[Candidate[Record, Found]]


ActorCandidates = Candidates[ActorSummary, Likeness]
IssueCandidates = Candidates[IssueSummary, matters.Likeness]


def list_actor_candidates(session: Session, actor_id: str, limit: int) -> ActorCandidates:
    """List the actors most like one, among those with a word of its names, the likest first.

    Those of which somebody has said that they differ, or that nobody knows, are left out. Raises NotFound.
    """
    actor = queries.get_actor(session, actor_id)
    if actor is None:
        raise missing(session, "actor", actor_id)
    this = _named(actor)
    words = _words(this)
    hits = queries.list_hits(session, q=words, kind=[HitKind.ACTOR], limit=_ACTORS).items if words else []
    apart = list_apart(session, actor_id)
    ids = [hit.id for hit in hits if hit.id != actor_id and hit.id not in apart]
    others = queries.list_actors(session, id=ids, limit=_ACTORS).items if ids else []
    return _likest((Candidate(other, likeness.compare(this, _named(other))) for other in others), limit)


def list_issue_candidates(session: Session, issue_id: str, limit: int) -> IssueCandidates:
    """List the issues most like one, among the newest of its topic, the likest first.

    Those of which somebody has said that they differ, or that nobody knows, are left out. Raises NotFound.
    """
    issue = queries.get_issue(session, issue_id)
    if issue is None:
        raise missing(session, "issue", issue_id)
    others = queries.list_issues(session, topic=[issue.topic], limit=_ISSUES).items
    known = {issue_id, *list_apart(session, issue_id)}
    compared = (
        Candidate(other, matters.likeness(issue.label, other.label)) for other in others if other.id not in known
    )
    return _likest(compared, limit)


def list_apart(session: Session, record_id: str) -> set[str]:
    """List the records that are not the same as one by a judgement, or may not be; for all merged into either."""
    merged = queries.get_connected(session, [record_id], splits=False)
    sides = {side for each in queries.list_apart(session, merged, APART) for side in (each.one, each.other) if side}
    standing = queries.get_standing(session, sides)
    return {standing.get(side, side) for side in sides} - {record_id}


def _likest(compared: Iterable[Candidate[Record, Found]], limit: int) -> Candidates[Record, Found]:
    likest = sorted(compared, key=lambda candidate: (-candidate.likeness.score, candidate.record.id))
    return Candidates([candidate for candidate in likest[:limit] if candidate.likeness.score >= _LEAST])


def _named(actor: ActorSummary) -> Named:
    return Named(Identity(actor.type, actor.name, actor.country, actor.role), actor.aliases)


def _words(actor: Named) -> list[Alternative]:
    """Return what to search for: the words of the names, and their acronyms."""
    some = actor.names[:_NAMES]
    found = [word for name in some for word in (*_WORD.findall(name), names.acronym(name)) if word]
    return [Alternative((Term((word,)),), ()) for word in dict.fromkeys(found)]
