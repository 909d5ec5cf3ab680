"""Suggestions over HTTP."""

import pytest

from ontology.enums import ActorType, Topic
from tests.factories import create_actor, create_appearance, create_article, create_issue, create_position


@pytest.fixture
def stored(session):
    state = create_actor(session, name="United States", type=ActorType.STATE, country="US")
    issue = create_issue(session, "Unity of Iraq", topic=Topic.OTHER)
    for _ in range(2):
        create_appearance(session, create_article(session), state)
    create_position(session, issue=issue, holder=state)
    return state, issue


def test_suggestions_as_they_are_served(client, stored):
    state, issue = stored
    response = client.get("/v1/suggest?q=uni")
    assert response.status_code == 200
    assert response.json == {
        "items": [
            {
                "kind": "actor",
                "id": state.id,
                "name": "United States",
                "type": "state",
                "country": "US",
                "topic": None,
                "articles": 2,
            },
            {
                "kind": "issue",
                "id": issue.id,
                "name": "Unity of Iraq",
                "type": None,
                "country": None,
                "topic": "other",
                "articles": 1,
            },
        ]
    }
    assert client.get("/v1/suggest?q=uni", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=uni&kind=issue", ["Unity of Iraq"]),
        ("q=uni&kind=issue&kind=actor", ["United States", "Unity of Iraq"]),
        ("q=uni&limit=1", ["United States"]),
        ("q=++united+++s+", ["United States"]),
        ("q=" + 100 * "u", []),
        ("q=%25", []),
        ("q=_nited", []),
        ("q=uni*", []),
    ],
)
def test_query(client, query, names):
    response = client.get(f"/v1/suggest?{query}")
    assert response.status_code == 200, response.json
    assert [item["name"] for item in response.json["items"]] == names


@pytest.mark.parametrize(
    ("query", "name", "detail"),
    [
        ("", "q", "Must say what a name begins with or contains."),
        ("q=", "q", "Must not be empty."),
        ("q=++", "q", "Must not be empty."),
        ("q=" + 101 * "u", "q", "Must have 100 characters at most."),
        ("q=a%00", "q", "Must not contain the character NUL."),
        ("q=a&kind=quote", "kind", "Must be one of: actor, issue."),
        ("q=a&limit=0", "limit", "Must be a whole number from 1 to 50."),
        ("q=a&limit=51", "limit", "Must be a whole number from 1 to 50."),
        ("q=a&cursor=b", "cursor", "Unknown name."),
    ],
)
def test_bad_queries_are_refused(client, query, name, detail):
    response = client.get(f"/v1/suggest?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert [(error["parameter"], error["detail"]) for error in response.json["errors"]] == [(name, detail)]


@pytest.mark.usefixtures("stored")
def test_it_takes_one_query_for_each_kind(client, queries_sent):
    with queries_sent:
        client.get("/v1/suggest?q=uni")
    assert len(queries_sent) == 2, queries_sent.statements
    assert client.get("/v1").json["links"]["suggest"] == "/v1/suggest"
