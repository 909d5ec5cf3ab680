"""Actors across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.actors import ActorFilter, ActorOut, ActorPaging, AppearanceFilter, AppearanceOut, AppearancePaging
from store import queries

blueprint = Blueprint(
    "actors",
    __name__,
    url_prefix="/v1",
    description="People, states, organisations and groups that act, speak or want something",
)


@blueprint.route("/actors")
@blueprint.page(ActorOut, ActorFilter(), ActorPaging())
def list_actors(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List actors, the newest first"""
    return queries.list_actors(session(), **filters, **page)


@blueprint.route("/actors/<id(act):actor_id>")
@blueprint.item(ActorOut, "state")
def get_actor(actor_id: str) -> queries.ActorSummary:
    """Get an actor"""
    return found(queries.get_actor, "actor", actor_id)


@blueprint.route("/actors/<id(act):actor_id>/appearances")
@blueprint.page(AppearanceOut, AppearanceFilter(), AppearancePaging())
def list_actor_appearances(filters: dict[str, Any], page: dict[str, Any], actor_id: str) -> queries.Page[Any]:
    """List the articles an actor appears in

    Each has the names and mentions of the actor in the article, and the reason for the link.
    """
    found(queries.get_actor, "actor", actor_id)
    return queries.list_appearances(session(), **filters, actor=[actor_id], **page)
