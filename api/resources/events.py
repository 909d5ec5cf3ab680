"""Events across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.events import EventFilter, EventOut, EventPaging
from store import queries

blueprint = Blueprint(
    "events", __name__, url_prefix="/v1", description="Events that took place, are planned, are possible or are denied"
)


@blueprint.route("/events")
@blueprint.page(EventOut, EventFilter(), EventPaging())
def list_events(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List events, newest article first"""
    return queries.list_events(session(), **filters, **page)


@blueprint.route("/events/<id(evt):event_id>")
@blueprint.item(EventOut, "article", "actors", "recipients")
def get_event(event_id: str) -> Any:
    """Get an event"""
    return found(queries.get_event, "event", event_id)


@blueprint.route("/actors/<id(act):actor_id>/events")
@blueprint.page(EventOut, EventFilter(exclude=["participant", "under"]), EventPaging())
def list_actor_events(filters: dict[str, Any], page: dict[str, Any], actor_id: str) -> queries.Page[Any]:
    """List the events an actor takes part in"""
    found(queries.get_actor, "actor", actor_id)
    return queries.list_events(session(), **filters, participant=[actor_id], **page)
