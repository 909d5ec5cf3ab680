"""Networks for other tools: Gephi, Cytoscape, R."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Response

from api.database import session
from api.http.blueprint import Blueprint
from api.http.formats import CYTOSCAPE, GEXF, GRAPHML, JSON
from api.http.openapi import read_example
from api.renditions.network import network, written
from schemas.network import NetworkFilter, Ties
from store import queries

blueprint = Blueprint("network", __name__, url_prefix="/v1", description="Ties between actors, and of actors to issues")

_LISTS = {Ties.STANCES: queries.list_stance_ties, Ties.EVENTS: queries.list_event_ties}
_GRAPH = (
    "A directed graph. Nodes have `label`, `kind` (actor or issue) and, if known, `type` and "
    "`country`; edges have `kind` (stances or events), `relation` (the stance, or the type of the "
    "events) and `weight` (the number of positions or events)."
)


def _documented(media_type: str, description: str, example: str) -> Callable[..., Any]:
    text, is_json = read_example(example), media_type.endswith("json")
    return blueprint.alt_response(
        200,
        description=_GRAPH,
        schema={"type": "object" if is_json else "string", "description": description},
        content_type=media_type,
        example=orjson.loads(text) if is_json else text,
    )


@blueprint.route("/network")
@_documented(GRAPHML, "GraphML, which almost every tool for networks reads.", "network.graphml")
@_documented(GEXF, "GEXF 1.2, the format of Gephi.", "network.gexf")
@_documented(JSON, "`nodes` and `links` with `source` and `target`, for d3-force.", "network.json")
@_documented(CYTOSCAPE, "`elements` with `nodes` and `edges`, for Cytoscape and Cytoscape.js.", "network.cyjs")
@blueprint.formats(GRAPHML, GEXF, JSON, CYTOSCAPE)
@blueprint.query(NetworkFilter())
def get_network(filters: dict[str, Any], media_type: str) -> Response:
    """Get who has which stance on what, and who acts upon whom, as a network

    Edges lead from actor to issue by stance, and from actor to actor by type of event. The formats are GraphML, GEXF,
    and JSON for d3 or Cytoscape, by Accept or by a suffix of the path: .graphml, .gexf, .json or .cyjs.
    """
    kinds = filters.pop("ties", None) or list(Ties)
    graph = network({kind: _LISTS[kind](session(), **filters) for kind in kinds})
    return Response(written(graph, media_type), headers={"Vary": "Accept"}, mimetype=media_type)
