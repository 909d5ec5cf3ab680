"""Issues across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.issues import CandidatesOut, CandidatesQuery, IssueFilter, IssueOut, IssuePaging, IssueWithHoldersOut
from services.judgements import candidates
from store import queries

blueprint = Blueprint("issues", __name__, url_prefix="/v1", description="Subjects of positions")


@blueprint.route("/issues")
@blueprint.page(IssueOut, IssueFilter(), IssuePaging())
def list_issues(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List issues, the newest first"""
    return queries.list_issues(session(), **filters, **page)


@blueprint.route("/issues/<id(iss):issue_id>")
@blueprint.item(IssueWithHoldersOut, "holders")
def get_issue(issue_id: str) -> queries.IssueDetail:
    """Get an issue: who supports, opposes, expects or doubts it, and since when"""
    return found(queries.get_issue, "issue", issue_id)


@blueprint.route("/issues/<id(iss):issue_id>/candidates")
@blueprint.query(CandidatesQuery())
@blueprint.response(200, CandidatesOut)
def list_candidates(query: dict[str, Any], issue_id: str) -> candidates.IssueCandidates:
    """List issues that may be the same as one, with scores and reasons

    The candidates are among the newest 500 issues of its topic. The engine joins issues only if they are certainly
    the same; these are the doubtful ones.
    """
    return candidates.list_issue_candidates(session(), issue_id, **query)
