"""Contradictions of one holder on one issue."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.contradictions import ContradictionFilter, ContradictionOut, ContradictionPaging
from store import queries

blueprint = Blueprint("contradictions", __name__, url_prefix="/v1", description="Holders who contradict themselves")


@blueprint.route("/contradictions")
@blueprint.page(ContradictionOut, ContradictionFilter(), ContradictionPaging())
def list_contradictions(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List opposite stances of one holder, and acts against a position of it, within 30 days; the newest first"""
    return queries.list_contradictions(session(), **filters, **page)


@blueprint.route("/contradictions/<id(con):contradiction_id>")
@blueprint.item(ContradictionOut, "holder", "issue")
def get_contradiction(contradiction_id: str) -> queries.ContradictionRow:
    """Get a contradiction, as long as its facts hold"""
    return found(queries.get_contradiction, "contradiction", contradiction_id)
