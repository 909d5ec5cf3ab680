"""The brief across articles as rows of a table."""

import pytest

from tests.api.renditions.tables import lines_of, rows_of
from tests.factories import create_actor, create_article, create_brief, create_event, create_position, make_publication


def test_records_are_all_of_the_brief(client, session):
    create_brief(session, 2, title="Talks", **make_publication("2021-07"))
    brief = client.get("/v1/brief?country=IQ&limit=1").json

    lines = lines_of(client.get("/v1/brief.ndjson?country=IQ&limit=1"))

    (part,) = brief["positions"]["items"]
    assert lines == [
        {"record": "totals", "totals": {"actors": 2, "events": 2, "stances": 2, "quotes": 2}},
        {"record": "actor", **brief["actors"]["items"][0]},
        {"record": "event", **brief["timeline"]["items"][0]},
        {"record": "stance", "issue": part["issue"], **part["stances"][0]},
        {"record": "quote", **brief["quotes"]["items"][0]},
    ]


def test_table_has_the_fields_of_all_records(client, session):
    create_brief(session, title="Talks", **make_publication("2021-07"))
    lines = lines_of(client.get("/v1/brief.ndjson?country=IQ"))

    rows = rows_of(client.get("/v1/brief.csv?country=IQ"))

    assert [(row["record"], row["id"]) for row in rows] == [(line["record"], line.get("id", "")) for line in lines]
    totals, actor, event, stance, quote = rows
    assert (totals["totals.quotes"], totals["source.id"]) == ("1", "")
    assert (actor["name"], actor["quotes"], actor["articles"]) == ("Iraq", "1", "1")
    assert (event["title"], event["modality"], event["source.title"]) == ("Iraq wants peace", "occurred", "Talks")
    assert (stance["issue.label"], stance["holder.name"], stance["latest"]) == ("Peace in Iraq", "Iraq", "2021-07")
    assert (stance["evidence.exact"], stance["positions"]) == ("Iraq wants peace", "1")
    assert (quote["speaker.name"], quote["content"], quote["source.published_at"]) == (
        "Iraq",
        "Iraq wants peace",
        "2021-07",
    )


def test_those_who_take_part_have_their_names_beside_their_ids(client, session):
    actors = create_actor(session, name="Iraq"), create_actor(session, name="talks", country=None)
    create_event(session, actors=actors)

    event = rows_of(client.get("/v1/brief.csv?country=IQ"))[-1]

    assert event["actors"] == "; ".join(actor.id for actor in actors)
    assert (event["actors.names"], event["actors.countries"]) == ("Iraq; talks", "IQ; ")
    assert event["recipients.names"] == ""


@pytest.mark.parametrize("suffix", ["ndjson", "csv"])
def test_brief_of_nothing_is_its_totals(client, suffix):
    response = client.get(f"/v1/brief.{suffix}?country=IQ")

    rows = lines_of(response) if suffix == "ndjson" else rows_of(response)
    assert [row["record"] for row in rows] == ["totals"]


@pytest.mark.parametrize("suffix", ["md", "jsonld", "ndjson", "csv"])
def test_wrong_query_is_a_problem_in_every_format(client, suffix):
    refused = client.get(f"/v1/brief.{suffix}?country=Iraq")

    assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")
    assert refused.json["errors"][0]["parameter"] == "country"


@pytest.mark.parametrize("suffix", ["json", "md", "jsonld", "ndjson", "csv"])
@pytest.mark.parametrize("issue", ["\u202e", "' OR 1=1 --", "x" * 5000, "\r\nSet-Cookie: a=b", "\ud7ff\U0010ffff"])
def test_hostile_issue_is_found_nowhere_in_any_format(client, session, suffix, issue):
    create_position(session, create_article(session))

    response = client.get(f"/v1/brief.{suffix}", query_string={"issue": issue})

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


def test_facts_have_what_they_refer_to_when_asked(client, session):
    create_brief(session, title="Talks", **make_publication("2021-07"))
    names = "expand=article,actors,recipients,holder,speaker"
    brief = client.get(f"/v1/brief?country=IQ&{names}").json
    iraq = client.get(f"/v1/actors/{brief['actors']['items'][0]['id']}").json

    (event,), (part,), (quote,) = (brief[each]["items"] for each in ("timeline", "positions", "quotes"))

    (stance,) = part["stances"]
    assert event["expanded"].keys() == {"article", "actors", "recipients"}
    assert (event["expanded"]["actors"], event["expanded"]["article"]["title"]) == ([iraq], "Talks")
    assert (stance["expanded"]["holder"], quote["expanded"]["speaker"]) == (iraq, iraq)
    assert lines_of(client.get(f"/v1/brief.ndjson?country=IQ&{names}"))[-1] == {"record": "quote", **quote}
    rows = rows_of(client.get(f"/v1/brief.csv?country=IQ&{names}"))
    assert [row["expanded.speaker.name"] for row in rows] == ["", "", "", "", "Iraq"]
    assert client.get("/v1/brief?country=IQ&expand=quote").status_code == 400


def test_document_does_not_change_with_what_is_asked_for_in_full(client, session):
    create_brief(session)

    for suffix in ("md", "jsonld"):
        plain, full = (client.get(f"/v1/brief.{suffix}?country=IQ{more}").data for more in ("", "&expand=holder"))
        assert plain == full
