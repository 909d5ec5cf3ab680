"""Issues across articles."""

from typing import Any

from api.database import found
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from schemas.issues import IssueFilter, IssueOut, IssueWithHoldersOut
from store import queries

blueprint = Blueprint("issues", __name__, url_prefix="/v1", description="What positions are about")


@blueprint.route("/issues")
@blueprint.query(IssueFilter)
@blueprint.page(IssueOut)
def list_issues(filters: dict[str, Any]) -> Listing:
    """List issues, the newest first"""
    return Listing(queries.list_issues, filters)


@blueprint.route("/issues/<id(iss):issue_id>")
@blueprint.response(200, IssueWithHoldersOut)
def get_issue(issue_id: str) -> queries.IssueDetail:
    """Get an issue: who supports, opposes, expects or doubts it, and since when"""
    return found(queries.get_issue, "issue", issue_id)
