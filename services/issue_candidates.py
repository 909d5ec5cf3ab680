"""Issues that may be the same as another one, but were not joined with it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from extraction import matters
from extraction.matters import Likeness
from services.errors import NotFound
from services.judgements.candidates import list_apart
from store import queries

# The least likeness of a candidate, and how many issues are compared.
_LEAST = 0.5
_READ = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issue that may be the same, and what the labels have in common."""

    issue: queries.IssueSummary
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of an issue, the likest first."""

    items: list[Candidate]


def list_candidates(session: Session, issue_id: str, limit: int) -> Candidates:
    """List the issues most like one, among the newest of its topic, the likest first.

    Those of which somebody has said that they differ, or that nobody knows, are left out. Raises NotFound.
    """
    issue = queries.get_issue(session, issue_id)
    if issue is None:
        raise NotFound("issue", issue_id)
    others = queries.list_issues(session, topic=[issue.topic], limit=_READ).items
    known = {issue_id, *list_apart(session, issue_id)}
    likest = sorted(
        ((matters.likeness(issue.label, other.label), other) for other in others if other.id not in known),
        key=lambda pair: (-pair[0].score, pair[1].id),
    )
    return Candidates([Candidate(other, found) for found, other in likest[:limit] if found.score >= _LEAST])
