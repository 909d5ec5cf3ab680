"""Actors across articles."""

from typing import Any

from api.database import found
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from schemas.actors import ActorFilter, ActorOut, AppearanceOut
from schemas.base import Filter
from store import queries

blueprint = Blueprint(
    "actors", __name__, url_prefix="/v1", description="Who acts, speaks, wants something or is acted upon"
)


@blueprint.route("/actors")
@blueprint.query(ActorFilter)
@blueprint.page(ActorOut)
def list_actors(filters: dict[str, Any]) -> Listing:
    """List actors, the newest first"""
    return Listing(queries.list_actors, filters)


@blueprint.route("/actors/<id(act):actor_id>")
@blueprint.response(200, ActorOut)
def get_actor(actor_id: str) -> queries.ActorSummary:
    """Get an actor"""
    return found(queries.get_actor, "actor", actor_id)


@blueprint.route("/actors/<id(act):actor_id>/appearances")
@blueprint.query(Filter)
@blueprint.page(AppearanceOut)
def list_actor_appearances(filters: dict[str, Any], actor_id: str) -> Listing:
    """List the articles an actor appears in

    Each with the names it goes by there, its mentions, and why it was taken for this actor.
    """
    found(queries.get_actor, "actor", actor_id)
    return Listing(queries.list_appearances, filters | {"actor": [actor_id]})
