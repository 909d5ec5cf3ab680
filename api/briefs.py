"""The brief across articles."""

from typing import Any

from api.database import session
from api.smorest import Blueprint
from schemas.crossbrief import CrossBriefFilter, CrossBriefOut
from store import queries

blueprint = Blueprint("briefs", __name__, url_prefix="/v1", description="What all articles tell of a subject")


@blueprint.route("/brief")
@blueprint.query(CrossBriefFilter)
@blueprint.response(200, CrossBriefOut)
def get_cross_brief(filters: dict[str, Any]) -> queries.CrossBrief:
    """Get one brief across articles, of actors, countries, an issue and a time

    Of the facts that all filters let through: the key actors, a timeline, the positions by issue and the quotes,
    each with the article it comes from. At least one filter besides the limit must be given.
    """
    return queries.get_cross_brief(session(), **filters)
