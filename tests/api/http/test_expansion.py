"""What the items of a list refer to, in full."""

import json

import pytest

from tests.factories import create_actor, create_article, create_brief, create_event, create_position, create_quote


def test_quote_with_its_article_and_speaker(client, session):
    quote = create_quote(session, create_article(session, title="Talks"), speaker=create_actor(session, name="Kazemi"))

    (item,) = client.get("/v1/quotes?expand=article,speaker").json["items"]

    assert item["expanded"]["article"]["title"] == "Talks"
    assert item["expanded"]["speaker"] == client.get(f"/v1/actors/{quote.speaker.id}").json
    assert "expanded" not in client.get("/v1/quotes").json["items"][0]


def test_what_there_is_not_is_null(client, session):
    create_quote(session, speaker=None)
    create_position(session, quote=None)

    assert client.get("/v1/quotes?expand=speaker").json["items"][0]["expanded"] == {"speaker": None}
    assert client.get("/v1/positions?expand=quote").json["items"][0]["expanded"] == {"quote": None}


def test_event_with_all_who_take_part(client, session):
    create_brief(session)
    (item,) = client.get("/v1/events?expand=actors,recipients&fields=id,actors").json["items"]

    assert [actor["id"] for actor in item["expanded"]["actors"]] == item["actors"]
    assert item.keys() == {"id", "actors", "expanded"}


def test_position_with_its_holder_and_issue(client, session):
    position = create_position(session)
    path = "/v1/positions.ndjson?expand=holder,issue"

    expanded = json.loads(client.get(path).data)["expanded"]

    assert expanded["holder"]["id"] == position.holder.id
    assert expanded["issue"]["label"] == position.issue.label


@pytest.mark.parametrize("size", [1, 3])
def test_statements_do_not_grow_with_the_items(client, session, queries_sent, size):
    for _ in range(size):
        create_event(session)

    with queries_sent:
        client.get("/v1/events?expand=article,actors,recipients")

    assert len(queries_sent) <= 7


@pytest.mark.parametrize(
    "query", ["quotes?expand=holder", "quotes?expand=", "quotes.csv?expand=article", "actors?expand=x"]
)
def test_wrong_names_are_refused(client, query):
    response = client.get(f"/v1/{query}")
    assert response.status_code == 400
    assert response.json["errors"][0]["parameter"] == "expand"
