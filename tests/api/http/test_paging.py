from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit

import pytest

from api.http import paging
from ontology.enums import QuoteKind
from tests.factories import create_article, create_brief, create_quote


def next_cursor(client, url):
    return parse_qs(urlsplit(client.get(url).json["next"]).query)["cursor"][0]


@pytest.fixture
def cursor(client, session):
    for _ in range(4):
        create_quote(session)
    return next_cursor(client, "/v1/quotes?limit=1&kind=indirect&kind=direct")


def test_next_keeps_the_filters(client, session):
    for kind in (QuoteKind.DIRECT, QuoteKind.INDIRECT, QuoteKind.DIRECT):
        create_quote(session, kind=kind)
    first = client.get("/v1/quotes?limit=1&kind=direct&min_confidence=0.1")
    second = client.get(first.json["next"])
    assert [quote["kind"] for quote in second.json["items"]] == ["direct"]
    assert second.json["next"] is None
    assert "Link" not in second.headers


def test_page_size_may_change_on_the_way(client, cursor):
    page = client.get(f"/v1/quotes?limit=200&kind=indirect&kind=direct&cursor={cursor}")
    assert len(page.json["items"]) == 3


def test_filters_may_come_in_another_order(client, cursor):
    assert client.get(f"/v1/quotes?cursor={cursor}&kind=direct&kind=indirect").status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "/v1/quotes?kind=direct&cursor={}",
        "/v1/quotes?cursor={}",
        "/v1/quotes?kind=indirect&kind=direct&min_confidence=0.1&cursor={}",
        "/v1/events?cursor={}",
    ],
)
def test_cursor_of_another_list_is_refused(client, cursor, url):
    response = client.get(url.format(cursor))
    assert response.status_code == 400
    assert response.json["errors"] == [
        {"parameter": "cursor", "detail": "Not a cursor of this list with these filters."}
    ]


@pytest.mark.parametrize(
    "forged",
    ["", "2", "é", "!!!!", "A" * 3000, urlsafe_b64encode(bytes(24)).decode(), urlsafe_b64encode(bytes(7)).decode()],
)
def test_forged_cursor_is_refused(client, forged):
    response = client.get("/v1/quotes", query_string={"cursor": forged})
    assert response.status_code == 400
    assert response.json["errors"][0]["parameter"] == "cursor"


def test_altered_cursor_is_refused(client, cursor):
    altered = cursor[:-1] + ("A" if cursor[-1] != "A" else "Q")
    assert client.get(f"/v1/quotes?kind=indirect&kind=direct&cursor={altered}").status_code == 400


def test_new_articles_do_not_shift_pages(client, session):
    articles = [create_article(session).id for _ in range(4)]
    first = client.get("/v1/articles?limit=2")
    create_article(session)
    second = client.get(first.json["next"])
    shown = [article["id"] for page in (first, second) for article in page.json["items"]]
    assert shown == articles[::-1]


def test_deleted_articles_do_not_break_pages(client, session):
    gone = create_brief(session)
    kept = create_brief(session)
    create_brief(session)
    first = client.get("/v1/quotes?limit=1")
    client.delete(f"/v1/articles/{gone.id}", headers={"If-Match": "*"})
    second = client.get(first.json["next"])
    assert [quote["article_id"] for quote in second.json["items"]] == [kept.id]


@pytest.mark.parametrize("key", [(), (1,), (1, 2, 3)])
def test_a_cursor_forged_for_a_key_of_another_length_is_400(app, client, key):
    with app.test_request_context("/v1/quotes?limit=1"):
        forged = paging._write_cursor(key)
    answer = client.get(f"/v1/quotes?limit=1&cursor={forged}")
    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/v1/articles?sort=published_at", ("0001-01-01T00:00:00+23:59", 1)),
        ("/v1/events?sort=-date", ("9999-12-31T23:59:59-23:59", 1, 1)),
        ("/v1/articles?sort=published_at", ("soon", 1)),
        ("/v1/actors?sort=name", ("Ir\0aq", 1)),
        ("/v1/issues?sort=label", (["peace"], 1)),
        ("/v1/quotes?sort=confidence", ("high", 1, 1)),
        ("/v1/quotes?limit=1", (2**63, 1)),
        ("/v1/search?q=peace", (0.5, -(2**63))),
        ("/v1/search?q=peace", (None, 1)),
    ],
)
def test_a_cursor_forged_with_another_value_is_400(app, client, session, path, key):
    create_quote(session)
    with app.test_request_context(path):
        forged = paging._write_cursor(key)
    answer = client.get(f"{path}&cursor={forged}")
    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == "cursor"
