"""Issues across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.issues import IssueFilter, IssueOut, IssuePaging, IssueWithHoldersOut
from store import queries

blueprint = Blueprint("issues", __name__, url_prefix="/v1", description="Subjects of positions")


@blueprint.route("/issues")
@blueprint.page(IssueOut, IssueFilter(), IssuePaging())
def list_issues(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List issues, the newest first"""
    return queries.list_issues(session(), **filters, **page)


@blueprint.route("/issues/<id(iss):issue_id>")
@blueprint.response(200, IssueWithHoldersOut)
def get_issue(issue_id: str) -> queries.IssueDetail:
    """Get an issue: who supports, opposes, expects or doubts it, and since when"""
    return found(queries.get_issue, "issue", issue_id)
