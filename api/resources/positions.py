"""Positions across articles."""

from typing import Any

from api.database import found
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from schemas.positions import PositionFilter, PositionOut
from store import queries

blueprint = Blueprint("positions", __name__, url_prefix="/v1", description="Who wants what, on which issue")


@blueprint.route("/positions")
@blueprint.query(PositionFilter)
@blueprint.page(PositionOut)
def list_positions(filters: dict[str, Any]) -> Listing:
    """List positions, those of the newest article first"""
    return Listing(queries.list_positions, filters)


@blueprint.route("/positions/<id(pos):position_id>")
@blueprint.response(200, PositionOut)
def get_position(position_id: str) -> Any:
    """Get a position"""
    return found(queries.get_position, "position", position_id)


@blueprint.route("/actors/<id(act):actor_id>/positions")
@blueprint.query(PositionFilter(exclude=["holder"]))
@blueprint.page(PositionOut)
def list_actor_positions(filters: dict[str, Any], actor_id: str) -> Listing:
    """List an actor's positions"""
    found(queries.get_actor, "actor", actor_id)
    return Listing(queries.list_positions, filters | {"holder": [actor_id]})
