"""Positions across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.positions import PositionFilter, PositionOut, PositionPaging
from store import queries

blueprint = Blueprint("positions", __name__, url_prefix="/v1", description="Stances of actors on issues")


@blueprint.route("/positions")
@blueprint.page(PositionOut, PositionFilter(), PositionPaging())
def list_positions(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List positions, newest article first"""
    return queries.list_positions(session(), **filters, **page)


@blueprint.route("/positions/<id(pos):position_id>")
@blueprint.item(PositionOut, "article", "holder", "issue", "quote")
def get_position(position_id: str) -> Any:
    """Get a position"""
    return found(queries.get_position, "position", position_id)


@blueprint.route("/actors/<id(act):actor_id>/positions")
@blueprint.page(PositionOut, PositionFilter(exclude=["holder", "under"]), PositionPaging())
def list_actor_positions(filters: dict[str, Any], page: dict[str, Any], actor_id: str) -> queries.Page[Any]:
    """List an actor's positions"""
    found(queries.get_actor, "actor", actor_id)
    return queries.list_positions(session(), **filters, holder=[actor_id], **page)
