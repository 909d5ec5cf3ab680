"""Networks, as other tools read them: here by networkx."""

import io
import json

import networkx as nx
import pytest

from ontology.enums import EventType, Stance
from tests.factories import create_actor, create_event, create_issue, create_position

READ = {
    "graphml": lambda body: nx.read_graphml(body, force_multigraph=True),
    "gexf": nx.read_gexf,
    "json": lambda body: nx.node_link_graph(json.load(body), edges="links"),
    "cyjs": lambda body: nx.cytoscape_graph(json.load(body)),
}


@pytest.fixture
def stored(session):
    iraq = create_actor(session, name="Iraq", country="IQ")
    who = create_actor(session, name="WHO & <others>\x01", type="intergovernmental", country=None)
    issue = create_issue(session, "Peace in Iraq")
    create_position(session, holder=iraq, issue=issue, stance=Stance.SUPPORTS)
    create_position(session, holder=iraq, issue=issue, stance=Stance.OPPOSES)
    create_event(session, actors=(who,), recipients=(iraq,), type=EventType.AID)
    return iraq.id, who.id, issue.id


@pytest.mark.parametrize("suffix", READ)
def test_network_is_read_back(client, stored, suffix):
    iraq, who, issue = stored
    graph = READ[suffix](io.BytesIO(client.get(f"/v1/network.{suffix}").data))
    assert graph.is_directed()
    nodes = dict(graph.nodes(data=True))
    assert {key: (node["label"], node["kind"]) for key, node in nodes.items()} == {
        iraq: ("Iraq", "actor"), who: ("WHO & <others>\ufffd", "actor"), issue: ("Peace in Iraq", "issue"),
    }  # fmt: skip
    assert (nodes[iraq]["type"], nodes[iraq]["country"]) == ("state", "IQ")
    assert "country" not in nodes[who]
    assert {(*ends, tie["kind"], tie["relation"], int(tie["weight"])) for *ends, tie in graph.edges(data=True)} == {
        (iraq, issue, "stances", "supports", 1),
        (iraq, issue, "stances", "opposes", 1),
        (who, iraq, "events", "AID", 1),
    }


@pytest.mark.usefixtures("stored")
def test_ties_have_ids_of_their_own(client):
    body = client.get("/v1/network.graphml").text
    assert all(body.count(f'id="tie{i}"') == 1 for i in range(3))


@pytest.mark.parametrize(
    ("query", "edges"),
    [
        ("ties=stances", 2),
        ("ties=events", 1),
        ("ties=events&ties=stances", 3),
        ("country=IQ", 3),
        ("country=IR", 0),
        ("limit=1", 2),
        ("published_from=2021", 0),
    ],
)
@pytest.mark.usefixtures("stored")
def test_filters(client, query, edges):
    assert READ["gexf"](io.BytesIO(client.get(f"/v1/network.gexf?{query}").data)).number_of_edges() == edges


def test_actor(client, stored):
    body = client.get(f"/v1/network.gexf?actor={stored[1]}").data
    assert set(READ["gexf"](io.BytesIO(body)).nodes) == {stored[0], stored[1]}


def test_format_is_that_of_accept(client):
    assert client.get("/v1/network").mimetype == "application/graphml+xml"
    gexf = "application/gexf+xml"
    assert client.get("/v1/network", headers={"Accept": gexf}).mimetype == gexf
    assert client.get("/v1/network", headers={"Accept": "application/json"}).json.keys() >= {"nodes", "links"}
    assert client.get("/v1/network", headers={"Accept": "text/html"}).status_code == 406
    assert client.get("/v1/network.csv").status_code == 406


@pytest.mark.usefixtures("stored")
def test_same_network_is_the_same_file_on_any_day(client):
    assert b"lastmodified" not in client.get("/v1/network.gexf").data


@pytest.mark.parametrize(
    "query", ["ties=friends", "limit=0", "limit=10001", "limit=x", "actor=x", "country=iq", "published_from=x", "x=1"]
)
def test_wrong_query_is_a_400(client, query):
    response = client.get(f"/v1/network?{query}")
    assert response.status_code == 400
    assert response.json["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.usefixtures("stored")
def test_network_takes_two_queries(client, queries_sent):
    with queries_sent:
        client.get("/v1/network")
    assert len(queries_sent) == 2
