"""What the items of a list refer to, in full."""

import json

import pytest

from tests.api.renditions.tables import rows_of
from tests.factories import (
    create_actor,
    create_article,
    create_brief,
    create_contradiction,
    create_event,
    create_occurrence,
    create_position,
    create_quote,
)


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


def test_one_thing_has_what_its_list_has(client, session):
    article = create_article(session, title="Talks")
    quote, position = create_quote(session, article), create_position(session, article)
    event = create_event(session, article)
    create_contradiction(session, position, create_position(session, holder=position.holder, issue=position.issue))
    (contradiction,) = client.get("/v1/contradictions").json["items"]
    for name, public_id, names in (
        ("quotes", quote.id, "article,speaker"),
        ("events", event.id, "article,actors,recipients"),
        ("positions", position.id, "article,holder,issue,quote"),
        ("contradictions", contradiction["id"], "holder,issue"),
        ("actors", position.holder.id, "state"),
    ):
        (listed,) = client.get(f"/v1/{name}?id={public_id}&expand={names}").json["items"]
        assert listed["expanded"].keys() == set(names.split(","))
        assert client.get(f"/v1/{name}/{public_id}?expand={names}").json == listed
        assert client.get(f"/v1/{name}/{public_id}?expand=nobody").status_code == 400


def test_issue_with_its_holders(client, session):
    position = create_position(session)
    create_position(session, issue=position.issue)

    issue = client.get(f"/v1/issues/{position.issue.id}?expand=holders").json

    assert [each["id"] for each in issue["expanded"]["holders"]] == [each["actor_id"] for each in issue["holders"]]
    assert {each["name"] for each in issue["expanded"]["holders"]} >= {position.holder.name}


def test_reports_of_an_occurrence_with_who_takes_part(client, session):
    events = [create_event(session, create_article(session), actors=(create_actor(session),)) for _ in range(2)]
    occurrence = create_occurrence(session, *events)

    shown = client.get(f"/v1/occurrences/{occurrence.id}?expand=actors").json["events"]

    assert [[actor["id"] for actor in each["expanded"]["actors"]] for each in shown] == [
        each["actors"] for each in shown
    ]
    assert all(each["actors"] for each in shown)


def test_csv_has_a_column_for_each_field_of_what_is_asked_for(client, session):
    article = create_article(session, title="Talks")
    who = [create_actor(session, name=name, country=country) for name, country in (("Iraq", "IQ"), ("talks", None))]
    event = create_event(session, article, actors=who)
    create_quote(session, article, speaker=None)

    (row,) = rows_of(client.get("/v1/events.csv?expand=article,actors&fields=id"))
    (quote,) = rows_of(client.get("/v1/quotes.csv?expand=speaker"))

    assert row["id"] == event.id
    assert (row["expanded.article.title"], row["expanded.actors.name"]) == ("Talks", "Iraq; talks")
    assert row["expanded.actors.country"] == "IQ; "
    assert quote["expanded.speaker.name"] == ""


@pytest.mark.parametrize("size", [1, 3])
def test_statements_do_not_grow_with_the_items(client, session, queries_sent, size):
    for _ in range(size):
        create_event(session)

    with queries_sent:
        client.get("/v1/events?expand=article,actors,recipients")

    assert len(queries_sent) <= 7


@pytest.mark.parametrize(
    "query", ["quotes?expand=holder", "quotes?expand=", "quotes.csv?expand=holder", "actors?expand=x"]
)
def test_wrong_names_are_refused(client, query):
    response = client.get(f"/v1/{query}")
    assert response.status_code == 400
    assert response.json["errors"][0]["parameter"] == "expand"
