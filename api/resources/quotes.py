"""Quotes across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.quotes import QuoteFilter, QuoteOut, QuotePaging
from store import queries

blueprint = Blueprint("quotes", __name__, url_prefix="/v1", description="Quotes with their speakers")


@blueprint.route("/quotes")
@blueprint.page(QuoteOut, QuoteFilter(), QuotePaging())
def list_quotes(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List quotes, newest article first"""
    return queries.list_quotes(session(), **filters, **page)


@blueprint.route("/quotes/<id(quo):quote_id>")
@blueprint.item(QuoteOut, "article", "speaker")
def get_quote(quote_id: str) -> Any:
    """Get a quote"""
    return found(queries.get_quote, "quote", quote_id)


@blueprint.route("/actors/<id(act):actor_id>/quotes")
@blueprint.page(QuoteOut, QuoteFilter(exclude=["speaker", "under"]), QuotePaging())
def list_actor_quotes(filters: dict[str, Any], page: dict[str, Any], actor_id: str) -> queries.Page[Any]:
    """List an actor's quotes"""
    found(queries.get_actor, "actor", actor_id)
    return queries.list_quotes(session(), **filters, speaker=[actor_id], **page)
