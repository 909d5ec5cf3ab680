"""The fast path for lists that the client has: which requests it answers, and which it leaves to Flask."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from api.app import create_app
from ontology.enums import Scope
from services import api_keys
from services.api_keys import Holder
from store.engine import begin_write
from tests.factories import create_quote


@pytest.fixture
def never_asked(app, monkeypatch):
    """From now on a request that gets as far as Flask is an error."""

    def start():
        monkeypatch.setattr(app, "full_dispatch_request", lambda _context=None: pytest.fail("it was asked"))

    return start


def shown(key, tag):
    return {"Authorization": f"Bearer {key}", "If-None-Match": tag}


def closed(session):
    """A key for a service that is not open any more."""
    return api_keys.create(session, label="Test", scopes=[Scope.READ])


@pytest.mark.parametrize("path", ["/v1/quotes?limit=1", "/v1/articles.csv", "/v1/events"])
def test_it_is_answered_before_flask(client, session, never_asked, path):
    create_quote(session)
    first = client.get(path)
    never_asked()

    again = client.get(path, headers={"If-None-Match": f'"x", {first.headers["ETag"]}'})

    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control"):
        assert again.headers[name] == first.headers[name]


def test_a_write_makes_it_another_list(client, session):
    tag = client.get("/v1/quotes").headers["ETag"]
    begin_write(session)
    create_quote(session)
    assert client.get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 200


def test_another_format_is_another_list(client):
    tag = client.get("/v1/quotes").headers["ETag"]
    for accept in ("text/csv", "text/csv, application/json;q=0"):
        assert client.get("/v1/quotes", headers={"If-None-Match": tag, "Accept": accept}).status_code == 200


def test_whose_key_is_good(client, session, never_asked):
    _, key = closed(session)
    tag = client.get("/v1/quotes", headers=shown(key, "")).headers["ETag"]

    assert client.get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 401
    assert client.get("/v1/quotes", headers=shown(key + "x", tag)).status_code == 401
    never_asked()
    assert client.get("/v1/quotes", headers=shown(key, tag)).status_code == 304


def test_a_key_in_a_cookie_lets_nobody_else_in(app, client, session):
    _, key = closed(session)
    assert client.post("/sign-in", data={"key": key}).status_code in (302, 303)
    tag = client.get("/v1/quotes").headers["ETag"]

    assert app.test_client().get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 401


def test_a_key_in_a_cookie_is_answered_before_flask(client, session, never_asked):
    _, key = closed(session)
    client.post("/sign-in", data={"key": key})
    tag = client.get("/v1/quotes").headers["ETag"]
    never_asked()

    assert client.get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 304


def test_a_revoked_key_is_good_no_more(client, session):
    row, key = closed(session)
    tag = client.get("/v1/quotes", headers=shown(key, "")).headers["ETag"]
    api_keys.revoke(session, row.id)

    assert client.get("/v1/quotes", headers=shown(key, tag)).status_code == 401


def test_an_expired_key_is_no_longer_valid():
    now = datetime.now(UTC)
    assert Holder("key_a", "A reader", frozenset(), None).is_valid()
    assert Holder("key_a", "A reader", frozenset(), now + timedelta(days=1)).is_valid()
    assert not Holder("key_a", "A reader", frozenset(), now).is_valid()


def test_it_counts_against_the_limit(database_url):
    client = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_RATE_LIMIT": "3 per minute"}).test_client()
    tag = client.get("/v1/quotes").headers["ETag"]

    answers = [client.get("/v1/quotes", headers={"If-None-Match": tag}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [304, 304, 429]
    left = [re.findall(r'^"reads";r=([0-9]);t=([0-9]+)$', answer.headers["RateLimit"]) for answer in answers]
    assert [rest for ((rest, _),) in left] == ["1", "0", "0"]
    assert all(answer.headers.getlist("RateLimit-Policy") == ['"reads";q=3;w=60'] for answer in answers)
    assert answers[2].headers["Retry-After"] == left[2][0][1]


def test_a_page_of_another_site_is_answered_with_its_headers(database_url):
    app = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_CORS_ORIGINS": "https://news.example"})
    client = app.test_client()
    tag = client.get("/v1/quotes").headers["ETag"]

    there = client.get("/v1/quotes", headers={"If-None-Match": tag, "Origin": "https://news.example"})
    here = client.get("/v1/quotes", headers={"If-None-Match": tag})

    assert (there.status_code, here.status_code) == (304, 304)
    assert there.headers["Access-Control-Allow-Origin"] == "https://news.example"
    assert "Origin" in here.headers["Vary"]
