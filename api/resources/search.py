"""Search across everything that is stored."""

from typing import Any

from api.database import session
from api.http.blueprint import Blueprint
from schemas.search import HitOut, SearchFilter
from store import queries
from store.queries.search.search import Hit

blueprint = Blueprint("search", __name__, url_prefix="/v1", description="Finding articles, actors and facts")


@blueprint.route("/search")
@blueprint.page(HitOut, SearchFilter())
def search(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Hit]:
    """Search articles, quotes, events, positions and actors, the best hits first

    Articles are searched by title and text, events by title and place, positions by evidence and issue, actors by
    their names in all articles.
    """
    return queries.list_hits(session(), **filters, **page)
