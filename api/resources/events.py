"""Events across articles."""

from typing import Any

from api.database import found
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from schemas.events import EventFilter, EventOut
from store import queries

blueprint = Blueprint("events", __name__, url_prefix="/v1", description="What happened, happens or is planned")


@blueprint.route("/events")
@blueprint.query(EventFilter)
@blueprint.page(EventOut)
def list_events(filters: dict[str, Any]) -> Listing:
    """List events, those of the newest article first"""
    return Listing(queries.list_events, filters)


@blueprint.route("/events/<id(evt):event_id>")
@blueprint.response(200, EventOut)
def get_event(event_id: str) -> Any:
    """Get an event"""
    return found(queries.get_event, "event", event_id)


@blueprint.route("/actors/<id(act):actor_id>/events")
@blueprint.query(EventFilter(exclude=["participant"]))
@blueprint.page(EventOut)
def list_actor_events(filters: dict[str, Any], actor_id: str) -> Listing:
    """List the events an actor takes part in"""
    found(queries.get_actor, "actor", actor_id)
    return Listing(queries.list_events, filters | {"participant": [actor_id]})
