"""Search across everything that is stored."""

from typing import Any

from sqlalchemy import Connection

from api.paging import Listing
from api.problems import ProblemError
from api.smorest import Blueprint
from schemas.search import HitOut, SearchFilter
from store import queries

blueprint = Blueprint("search", __name__, url_prefix="/v1", description="Finding articles, actors and facts")


@blueprint.route("/search")
@blueprint.query(SearchFilter)
@blueprint.alt_response(501, "NOT_IMPLEMENTED")
@blueprint.page(HitOut)
def search(filters: dict[str, Any]) -> Listing:
    """Search articles, quotes, events, positions and actors, the best hits first

    Articles are searched by title and text, events by title and place, positions by evidence and issue, actors by
    their names in all articles.
    """
    return Listing(_search, filters)


def _search(connection: Connection, **filters: Any) -> queries.Page[Any]:
    try:
        return queries.search(connection, **filters)
    except queries.SearchUnavailableError as error:
        raise ProblemError(501, f"Search needs a SQLite database for now; this service runs on {error}.") from error
