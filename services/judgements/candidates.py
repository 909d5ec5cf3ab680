"""Actors that may be the same as another one, but were not linked with it."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from extraction import likeness
from extraction.actors import names
from extraction.likeness import Likeness, Named
from extraction.linking import Identity
from ontology.enums import HitKind, JudgementKind
from ontology.searching import Alternative
from services.errors import NotFound
from store import queries
from store.queries import ActorSummary

# The least likeness of a candidate; how many names of an actor are searched for, and how many actors are compared.
_LEAST = 0.5
_NAMES = 10
_READ = 200
_WORD = re.compile(r"\w{2,}")
APART = (JudgementKind.DIFFERENT, JudgementKind.UNSURE)
"""The judgements that keep a record from being a candidate."""


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """An actor that may be the same, and why."""

    actor: ActorSummary
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class ActorCandidates:
    """The candidates of an actor, the likest first."""

    items: list[ActorCandidate]


def list_actor_candidates(session: Session, actor_id: str, limit: int) -> ActorCandidates:
    """List the actors most like one, among those with a word of its names, the likest first.

    Those of which somebody has said that they differ, or that nobody knows, are left out. Raises NotFound.
    """
    actor = queries.get_actor(session, actor_id)
    if actor is None:
        raise NotFound("actor", actor_id)
    this = _named(actor)
    words = _words(this)
    hits = queries.list_hits(session, q=words, kind=[HitKind.ACTOR], limit=_READ).items if words else []
    apart = list_apart(session, actor_id)
    ids = [hit.id for hit in hits if hit.id != actor_id and hit.id not in apart]
    others = queries.list_actors(session, id=ids, limit=_READ).items if ids else []
    likest = sorted(
        (ActorCandidate(other, likeness.compare(this, _named(other))) for other in others),
        key=lambda candidate: (-candidate.likeness.score, candidate.actor.id),
    )
    return ActorCandidates([candidate for candidate in likest[:limit] if candidate.likeness.score >= _LEAST])


def list_apart(session: Session, record_id: str) -> set[str]:
    """List the records that are not the same as one by a judgement, or may not be; for all merged into either."""
    merged = queries.get_connected(session, [record_id], splits=False)
    sides = {side for each in queries.list_apart(session, merged, APART) for side in (each.one, each.other) if side}
    standing = queries.get_standing(session, sides)
    return {standing.get(side, side) for side in sides} - {record_id}


def _named(actor: ActorSummary) -> Named:
    return Named(Identity(actor.type, actor.name, actor.country, actor.role), actor.aliases)


def _words(actor: Named) -> list[Alternative]:
    """Return what to search for: the words of the names, and their acronyms."""
    some = actor.names[:_NAMES]
    found = [word for name in some for word in (*_WORD.findall(name), names.acronym(name)) if word]
    return [Alternative((word,), ()) for word in dict.fromkeys(found)]
