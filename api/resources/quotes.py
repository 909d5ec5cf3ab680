"""Quotes across articles."""

from typing import Any

from api.database import found
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from schemas.quotes import QuoteFilter, QuoteOut
from store import queries

blueprint = Blueprint("quotes", __name__, url_prefix="/v1", description="Who said what")


@blueprint.route("/quotes")
@blueprint.query(QuoteFilter)
@blueprint.page(QuoteOut)
def list_quotes(filters: dict[str, Any]) -> Listing:
    """List quotes, those of the newest article first"""
    return Listing(queries.list_quotes, filters)


@blueprint.route("/quotes/<id(quo):quote_id>")
@blueprint.response(200, QuoteOut)
def get_quote(quote_id: str) -> Any:
    """Get a quote"""
    return found(queries.get_quote, "quote", quote_id)


@blueprint.route("/actors/<id(act):actor_id>/quotes")
@blueprint.query(QuoteFilter(exclude=["speaker"]))
@blueprint.page(QuoteOut)
def list_actor_quotes(filters: dict[str, Any], actor_id: str) -> Listing:
    """List what an actor says"""
    found(queries.get_actor, "actor", actor_id)
    return Listing(queries.list_quotes, filters | {"speaker": [actor_id]})
