"""Networks for other tools: Gephi, Cytoscape, R."""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import networkx as nx
from flask import Response

from api.database import session
from api.http.blueprint import Blueprint
from api.http.formats import GEXF, GRAPHML, negotiated
from ontology.enums import ActorType, Stance
from schemas.network import NetworkFilter, Ties
from store import queries

blueprint = Blueprint("network", __name__, url_prefix="/v1", description="Who is tied to whom and to what")

_FORMATS = (GRAPHML, GEXF)
_LISTS = {Ties.STANCES: queries.list_stance_ties, Ties.EVENTS: queries.list_event_ties}
_DESCRIPTIONS = {
    GRAPHML: "GraphML, which almost every tool for networks reads.",
    GEXF: "GEXF 1.2, the format of Gephi.",
}
# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def network(ties: Mapping[Ties, Iterable[Any]]) -> nx.MultiDiGraph:
    """The graph of ties as the lists of the store give them, by their kind."""
    graph = nx.MultiDiGraph()
    for kind, rows in ties.items():
        for row in rows:
            graph.add_node(row.source_id, **_actor(row.source_name, row.source_type, row.source_country))
            if kind is Ties.STANCES:
                graph.add_node(row.target_id, label=_text(row.target_name), kind="issue")
            else:
                graph.add_node(row.target_id, **_actor(row.target_name, row.target_type, row.target_country))
            # GraphML takes the key for the id of the edge, which no other one may have.
            key = f"tie{graph.number_of_edges()}"
            graph.add_edge(
                row.source_id, row.target_id, key, kind=str(kind), relation=str(row.relation), weight=row.weight
            )
    return graph


def written(graph: nx.MultiDiGraph, media_type: str) -> bytes:
    """The graph in one of the formats."""
    body = io.BytesIO()
    if media_type == GRAPHML:
        nx.write_graphml(graph, body)
        return body.getvalue()
    nx.write_gexf(graph, body)
    return _TODAY.sub(b"", body.getvalue(), count=1)  # the same network is the same file tomorrow


def _actor(name: str, kind: ActorType, country: str | None) -> dict[str, str]:
    return {"label": _text(name), "kind": "actor", "type": str(kind)} | ({"country": country} if country else {})


def _text(value: str) -> str:
    return _UNWRITABLE.sub("\ufffd", value)


class _Tie(NamedTuple):
    """What the lists of the store give, for the example."""

    source_id: str = "act_h3x5w7q2m4n6tb2k"
    source_name: str = "Mustafa al-Kazemi"
    source_type: ActorType = ActorType.PERSON
    source_country: str = "IQ"
    target_id: str = "iss_2kh3x5w7q2m4n6tb"
    target_name: str = "US military presence in Iraq"
    relation: Stance = Stance.OPPOSES
    weight: int = 2


def _documented(view: Callable[..., Any]) -> Callable[..., Any]:
    view.formats = _FORMATS  # type: ignore[attr-defined]
    example = network({Ties.STANCES: [_Tie()]})
    for media_type in reversed(_FORMATS):
        view = blueprint.alt_response(
            200,
            description="A directed graph. Nodes have `label`, `kind` (actor or issue) and, where they are known, "
            "`type` and `country`; edges have `kind` (stances or events), `relation` (the stance, or the type of the "
            "events) and `weight` (the number of positions or events).",
            schema={"type": "string", "description": _DESCRIPTIONS[media_type]},
            content_type=media_type,
            example=written(example, media_type).decode(),
        )(view)
    return view


@blueprint.route("/network")
@blueprint.query(NetworkFilter)
@_documented
def get_network(filters: dict[str, Any]) -> Response:
    """Get who has which stance on what, and who acts upon whom, as a network

    From actor to issue by stance, and from actor to actor by type of event; as GraphML or GEXF, by Accept or by a
    suffix: .graphml or .gexf behind the path.
    """
    kinds = filters.pop("ties", None) or list(Ties)
    graph = network({kind: _LISTS[kind](session(), **filters) for kind in kinds})
    media_type = negotiated(_FORMATS)
    return Response(written(graph, media_type), headers={"Vary": "Accept"}, mimetype=media_type)
