"""Lists as JSON, NDJSON and CSV; what is asked for by Accept or suffix, field by field, with a total."""

import csv
import io
import json

import pytest

from schemas.query.paging import MAX_PAGE
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_position,
    create_quote,
    make_span,
)

LISTS = ["articles", "actors", "quotes", "events", "positions", "issues", "occurrences", "contradictions"]


def lines(response):
    assert response.status_code == 200, response.json
    assert response.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in response.data.splitlines()]


def table(response):
    assert response.status_code == 200, response.json
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.data.decode())))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_the_same_in_all_formats(client, session, name):
    for _ in range(3):
        create_brief(session)
    items = client.get(f"/v1/{name}").json["items"]

    assert lines(client.get(f"/v1/{name}", headers={"Accept": "application/x-ndjson"})) == items
    assert lines(client.get(f"/v1/{name}.ndjson")) == items
    assert client.get(f"/v1/{name}.json").json["items"] == items
    rows = table(client.get(f"/v1/{name}", headers={"Accept": "text/csv"}))
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    assert table(client.get(f"/v1/{name}.csv")) == rows


def test_stream_goes_on_over_pages_and_keeps_its_filters(client, session, monkeypatch):
    monkeypatch.setattr("api.http.paging.MAX_PAGE", 2)
    brief = create_brief(session)
    for _ in range(4):
        create_quote(session, brief)
    create_quote(session)

    streamed = lines(client.get(f"/v1/quotes.ndjson?article={brief.id}"))

    assert len(streamed) == 5
    assert streamed == client.get(f"/v1/quotes?article={brief.id}").json["items"]


def test_stream_is_as_long_as_its_limit_and_starts_at_its_cursor(client, session):
    for _ in range(3):
        create_quote(session)
    first = client.get("/v1/quotes?limit=1").json

    assert len(lines(client.get("/v1/quotes.ndjson?limit=2"))) == 2
    assert len(lines(client.get(first["next"], headers={"Accept": "application/x-ndjson"}))) == 1
    url = first["next"].replace("limit=1&", "")
    assert len(lines(client.get(url, headers={"Accept": "application/x-ndjson"}))) == 2


@pytest.mark.parametrize("coding", ["identity", "zstd"])
def test_slow_reader_of_a_stream_holds_no_connection(client, session, engine, monkeypatch, coding):
    monkeypatch.setattr("api.http.paging.MAX_PAGE", 2)
    for _ in range(5):
        create_quote(session)
    session.close()

    response = client.get("/v1/quotes.ndjson", headers={"Accept-Encoding": coding})
    held = [engine.pool.checkedout(), *(engine.pool.checkedout() for _ in response.iter_encoded())]

    assert set(held) == {0}


def test_wrong_cursor_is_told_before_the_stream_begins(client):
    assert client.get("/v1/quotes.csv?cursor=wrong").status_code == 400


def test_csv_has_a_column_for_each_field_of_an_object(client, session):
    speaker = create_actor(session, name="Maria Ortega")
    create_quote(
        session,
        speaker=speaker,
        speaker_mention=make_span("the minister"),
        content=(make_span("Iraq"), make_span("peace")),
    )

    (row,) = table(client.get("/v1/quotes.csv"))

    assert (row["speaker.name"], row["speaker.mention.exact"]) == ("Maria Ortega", "the minister")
    assert (row["cue.exact"], row["content"]) == ("", "Iraq … peace")


def test_csv_has_names_beside_ids(client, session):
    article = create_article(session, title="Talks", published_at="2021-07")
    iraq, ortega = create_actor(session, name="Iraq"), create_actor(session, name="Maria Ortega", country=None)
    create_event(session, article, actors=(iraq, ortega), recipients=())
    create_position(session, article, holder=iraq)
    source = {"article.title": "Talks", "article.published_at": "2021-07"}

    (event,), (position,) = table(client.get("/v1/events.csv")), table(client.get("/v1/positions.csv"))

    assert (
        event.items() >= ({"actors": f"{iraq.id}; {ortega.id}", "actors.names": "Iraq; Maria Ortega"} | source).items()
    )
    assert (event["actors.countries"], event["recipients.names"]) == ("IQ; ", "")
    assert position.items() >= ({"holder": iraq.id, "holder.name": "Iraq", "holder.country": "IQ"} | source).items()
    assert list(position)[:4] == ["id", "article_id", "article.title", "article.published_at"]
    assert client.get("/v1/positions.csv?fields=stance").data.startswith(b"stance\r\n")


def test_names_of_a_table_take_two_statements_for_a_page(client, session, queries_sent):
    create_brief(session, 3)
    with queries_sent:
        client.get("/v1/quotes.csv?limit=3")
    few = len(queries_sent)
    with queries_sent:
        client.get("/v1/quotes.json?limit=3")

    assert few - len(queries_sent) == 2


def test_csv_of_an_empty_list_has_its_header(client):
    assert client.get("/v1/issues.csv").data == b"id,slug,label,topic,articles,positions,stances,created_at\r\n"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *((name, f"'{name}") for name in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1", "\xa0=1")),
        ("\r=1", "'\r'=1"),
        ("a;=1", "a;'=1"),
        ("a; =1; -2", "a; '=1; '-2"),
        ("a\t=1", "a\t'=1"),
        ("a\n@b", "a\n'@b"),
        ('a;"=1"', 'a;"\'=1"'),
        (";\t＝1", ";\t'＝1"),
        *((name, name) for name in ("a-b", "a; b = c", "a=1;b", "1;2", "a\tb", "a, -1")),
    ],
)
def test_no_cell_is_a_formula(client, session, name, cell):
    create_actor(session, name=name)

    (row,) = csv.DictReader(io.StringIO(client.get("/v1/actors.csv").data.decode(), newline=""))

    assert row["name"] == cell


def test_no_item_of_a_cell_is_a_formula(client, session):
    article = create_article(session)
    actor = create_actor(session)
    create_appearance(session, article, actor, aliases=("Iraq", "=1"))

    (row,) = csv.DictReader(io.StringIO(client.get(f"/v1/actors/{actor.id}/appearances.csv").data.decode(), newline=""))

    assert row["aliases"] == "Iraq; '=1"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/v1/quotes", "image/png"),
        ("/v1/quotes", "text/html"),
        ("/v1/actors/act_aaaaaaaaaaaaaaaa", "text/csv"),
        ("/healthz", "text/plain"),
        ("/v1/quotes", "application/json;q=0, text/plain"),
    ],
)
def test_format_that_is_not_there_is_not_acceptable(client, path, accept):
    refused = client.get(path, headers={"Accept": accept})

    assert (refused.status_code, refused.mimetype) == (406, "application/problem+json")
    assert "application/json" in refused.json["detail"]


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("*/*", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/csv"),
        ("application/json;q=0.1, text/csv", "text/csv"),
    ],
)
def test_client_gets_what_it_likes_best(client, accept, mimetype):
    response = client.get("/v1/quotes", headers={"Accept": accept})

    assert response.mimetype == mimetype
    assert "Accept" in response.headers["Vary"].split(", ")


def test_formats_of_a_list_have_their_own_tags(client):
    tags = {client.get(f"/v1/quotes.{suffix}").headers["ETag"] for suffix in ("json", "csv", "ndjson")}

    assert len(tags) == 3


@pytest.mark.parametrize("path", ["/v1/quotes.xml", "/v1/quotes.csv.csv", "/healthz.json", "/v1/.json"])
def test_other_suffixes_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_only_the_fields_that_are_asked_for(client, session):
    create_brief(session)

    assert client.get("/v1/quotes?fields=kind,%20id,kind").json["items"][0].keys() == {"kind", "id"}
    assert client.get("/v1/quotes.csv?fields=kind").data == b"kind\r\nindirect\r\n"


@pytest.mark.parametrize("names", ["id,colour", "id,,kind", "speaker.name", ",", ""])
def test_unknown_fields_are_refused_by_name(client, names):
    refused = client.get(f"/v1/quotes?fields={names}")

    assert (refused.status_code, refused.json["errors"][0]["parameter"]) == (400, "fields")
    assert "kind" in refused.json["detail"]


@pytest.mark.parametrize("name", LISTS)
def test_total_is_told_when_asked_for(client, session, name):
    for _ in range(3):
        create_brief(session)

    page = client.get(f"/v1/{name}?limit=2&count=true").json

    assert (len(page["items"]), page["total"]) == (2, 3)
    assert client.get(page["next"]).json["total"] == 3
    assert client.get(f"/v1/{name}").json["total"] is None
    assert client.get(f"/v1/{name}?count=maybe").status_code == 400


def test_total_is_that_of_the_filtered_list(client, session):
    brief = create_brief(session)
    create_brief(session)

    assert client.get(f"/v1/quotes?article={brief.id}&count=true").json["total"] == 1
    assert client.get("/v1/actors?name=nobody&count=true").json["total"] == 0


def test_page_has_an_end(client):
    assert client.get(f"/v1/quotes?limit={MAX_PAGE}").status_code == 200
    assert client.get(f"/v1/quotes?limit={MAX_PAGE + 1}").status_code == 400
