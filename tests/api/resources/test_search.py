"""Search over HTTP."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import create_article, create_brief, create_event

LONGEST = 1000


def hits(response):
    assert response.status_code == 200, response.json
    return response.json["items"]


def test_hit_as_it_is_served(client, session):
    article = create_article(session, text="…")
    event = create_event(session, article, title="Envoys of 😀 Iran met", place="Vienna")

    (hit,) = hits(client.get("/v1/search?q=IRAN"))

    assert hit.pop("score") > 0
    assert hit == {
        "kind": "event",
        "id": event.id,
        "article_id": article.id,
        "title": "Envoys of 😀 Iran met",
        "snippet": {
            "text": "Envoys of 😀 Iran met",
            "matches": [{"start": 12, "end": 16, "exact": "Iran", "utf16_start": 13, "utf16_end": 17}],
        },
    }


@pytest.mark.parametrize("size", [1, 5])
def test_search_takes_the_same_queries_however_much_is_found(client, session, queries_sent, size):
    create_brief(session, size)
    with queries_sent:
        assert len(hits(client.get("/v1/search?q=iraq"))) == 6 * size + 1
    # Postgres first looks up rare words.
    assert len(queries_sent) == (3 if session.get_bind().dialect.name == "sqlite" else 4), queries_sent.statements


def test_pages_follow_each_other(client, session):
    create_brief(session, 2)
    whole = hits(client.get("/v1/search?q=iraq&kind=quote&kind=actor"))
    first = client.get("/v1/search?q=iraq&kind=quote&kind=actor&limit=3")
    second = client.get(first.json["next"])

    assert hits(first) + hits(second) == whole
    assert first.headers["Link"] == f'<{first.json["next"]}>; rel="next"'
    assert second.json["next"] is None


def test_cursor_of_another_search_is_refused(client, session):
    create_brief(session)
    cursor = client.get("/v1/search?q=iraq&limit=1").json["next"].partition("cursor=")[2]

    response = client.get(f"/v1/search?q=peace&limit=1&cursor={cursor}")

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json["errors"]] == ["cursor"]


def test_hits_of_one_article(client, session):
    article = create_brief(session)
    create_brief(session)

    found = hits(client.get(f"/v1/search?q=iraq&article={article.id}"))

    assert len(found) == 7
    assert {hit["article_id"] for hit in found} == {article.id, None}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=-iraq", "q"),
        ("q=***", "q"),
        ("q=iraq&q=iran", "q"),
        ("q=iraq%00", "q"),
        ("q=" + "a" * (LONGEST + 1), "q"),
        ("q=iraq&kind=actors", "kind"),
        ("q=iraq&kind=' OR 1=1 --", "kind"),
        ("q=iraq&article=iraq* NEAR peace", "article"),
        ("q=iraq&article=art_' OR '1'='1", "article"),
        ("q=iraq&country=iq", "country"),
        ("q=iraq&publisher=", "publisher"),
        ("q=iraq&published_from=yesterday", "published_from"),
        ("q=iraq&published_from=2022&published_to=2021", "published_to"),
        ("q=iraq&limit=0", "limit"),
        ("q=iraq&limit=1 UNION SELECT 1", "limit"),
        ("q=iraq&cursor=') --", "cursor"),
        ("q=iraq&sort=rank", "sort"),
    ],
)
def test_wrong_parameter_is_named(client, query, parameter):
    response = client.get(f"/v1/search?{query}")
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json["errors"]] == [parameter]


@pytest.mark.parametrize("path", ["articles", "actors", "quotes", "events", "positions", "issues"])
def test_lists_by_relevance(client, session, path):
    article = create_brief(session)
    create_brief(session)

    page = client.get(f"/v1/{path}?q=iraq&sort=relevance&limit=1").json
    rest = client.get(page["next"]).json

    assert page["capped"] == rest["capped"] == []
    assert rest["next"] is None
    assert page["items"][0]["id"] != rest["items"][0]["id"]
    assert article.id in {item.get("article_id", article.id) for item in (*page["items"], *rest["items"])}
    assert client.get(f"/v1/{path}?q=iraq").json["capped"] is None
    response = client.get(f"/v1/{path}?sort=relevance")
    assert response.status_code == 400
    assert response.json["errors"] == [
        {"parameter": "sort", "detail": "Only a list with q can be sorted by relevance."}
    ]


def test_longest_query_is_answered(client):
    assert hits(client.get("/v1/search", query_string={"q": "a " * (LONGEST // 2)})) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.sampled_from([*"\"'()*:^+-{}[]\\%_;,.\0\u202e😀", "OR", "AND", "NOT", "NEAR(", "iraq", " "]), max_size=30
    )
)
def test_no_query_is_an_error_of_the_server(client, pieces):
    response = client.get("/v1/search", query_string={"q": " iraq ".join(pieces)})
    assert response.status_code in (200, 400), response.json


def test_deleted_article_is_not_found(client, session):
    article = create_brief(session)

    client.delete(f"/v1/articles/{article.id}", headers={"If-Match": "*"})

    assert hits(client.get("/v1/search?q=iraq")) == []


def test_posted_article_is_found(client, seed_text):
    client.post("/v1/articles", json={"text": seed_text, "published_at": "2021-07"})

    found = hits(client.get("/v1/search?q=kazemi&limit=200"))

    assert {hit["kind"] for hit in found} >= {"actor", "article", "quote", "event"}
    assert found[0]["kind"] == "actor"
