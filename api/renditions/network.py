"""Network of actors and issues, in the formats of other tools: Gephi, Cytoscape, R."""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import orjson

from api.http import formats
from api.renditions.xml import well_formed
from ontology.enums import ActorType
from schemas.network import Ties

_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def network(ties: Mapping[Ties, Iterable[Any]]) -> nx.MultiDiGraph:
    """Return the graph of the ties from lists of the store, by their kind."""
    graph = nx.MultiDiGraph()
    for kind, rows in ties.items():
        for row in rows:
            graph.add_node(row.source_id, **_actor(row.source_name, row.source_type, row.source_country))
            if kind is Ties.STANCES:
                graph.add_node(row.target_id, label=well_formed(row.target_name), kind="issue")
            else:
                graph.add_node(row.target_id, **_actor(row.target_name, row.target_type, row.target_country))
            # GraphML takes the key as the id of the edge, so it must be unique.
            key = f"tie{graph.number_of_edges()}"
            graph.add_edge(
                row.source_id, row.target_id, key, kind=str(kind), relation=str(row.relation), weight=row.weight
            )
    return graph


def written(graph: nx.MultiDiGraph, media_type: str) -> bytes:
    """Return the graph in one of the formats."""
    body = io.BytesIO()
    match media_type:
        case formats.JSON:
            return _json(nx.node_link_data(graph, edges="links"))
        case formats.CYTOSCAPE:
            return _json(nx.cytoscape_data(graph, name="label"))
        case formats.GRAPHML:
            nx.write_graphml(graph, body)
            return body.getvalue()
    nx.write_gexf(graph, body)
    return _TODAY.sub(b"", body.getvalue(), count=1)  # the same network always gives the same file


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def _actor(name: str, kind: ActorType, country: str | None) -> dict[str, str]:
    return {"label": well_formed(name), "kind": "actor", "type": str(kind)} | ({"country": country} if country else {})
