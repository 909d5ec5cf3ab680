"""The header Idempotency-Key of POST /v1/articles."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from api.app import create_app
from ontology.enums import Scope
from services import api_keys as service
from services import articles
from store.models import IdempotentRequest

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."


@pytest.fixture
def post(client):
    def post(key, body=TEXT, path="/v1/articles", content_type="text/plain", **headers):
        headers["Idempotency-Key"] = key
        return client.post(path, data=body, content_type=content_type, headers=headers)

    return post


@pytest.fixture
def post_as_another(app):
    """Posts with a client of its own, so that threads can."""

    def post(number=0):
        headers, caller = {"Idempotency-Key": "k"}, {"REMOTE_ADDR": f"10.0.0.{number}"}
        return app.test_client().post(
            "/v1/articles", data=TEXT, content_type="text/plain", headers=headers, environ_overrides=caller
        )

    return post


def kept(session):
    return session.scalars(select(IdempotentRequest.key)).all()


def test_same_request_is_answered_again(client, post):
    first = post("k")
    again = post("k")
    assert (again.status_code, again.data) == (first.status_code, first.data) == (201, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert post("another").status_code == 200
    assert len(client.get("/v1/articles").json["items"]) == 1


def test_answer_for_a_text_that_was_there_is_answered_again(post):
    post("first")
    assert [post("k").status_code for _ in range(2)] == [200, 200]


def test_answer_is_there_for_another_server(database_url, post):
    first = post("k")
    other = create_app({"DATABASE_URL": database_url}).test_client()
    again = other.post("/v1/articles", data=TEXT, content_type="text/plain", headers={"Idempotency-Key": "k"})
    assert (again.status_code, again.data) == (201, first.data)


@pytest.mark.parametrize(
    "other",
    [
        {"body": TEXT + " They met again."},
        {"path": "/v1/articles?title=Another"},
        {"content_type": "text/plain; charset=utf-8"},
    ],
)
def test_key_of_another_request_is_refused(client, post, other):
    post("k")
    refused = post("k", **other)
    assert refused.status_code == 422
    assert refused.json["detail"].startswith("This Idempotency-Key was sent with another request")
    assert len(client.get("/v1/articles").json["items"]) == 1


def test_callers_have_keys_of_their_own(client, session):
    callers = [service.create(session, label="Test", scopes=[Scope.WRITE])[1] for _ in range(2)]
    texts = [TEXT, TEXT + " They met again."]

    def post(caller, text):
        headers = {"Authorization": f"Bearer {caller}", "Idempotency-Key": "k"}
        return client.post("/v1/articles", data=text, content_type="text/plain", headers=headers)

    answers = [post(caller, text) for caller, text in zip(callers, texts, strict=True)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [post(caller, text).data for caller, text in zip(callers, texts, strict=True)] == [
        answer.data for answer in answers
    ]
    assert post(callers[0], texts[1]).status_code == 422


def test_body_may_be_packed_again(post):
    first = post("k")
    assert post("k", gzip.compress(TEXT.encode()), **{"Content-Encoding": "gzip"}).data == first.data


def test_request_under_way_is_in_the_way(monkeypatch, post_as_another):
    ingest, inner = articles.ingest, []

    def ingest_while_another_comes(*args, **kwargs):
        with ThreadPoolExecutor(1) as pool:
            inner.append(pool.submit(post_as_another, 1).result())
        return ingest(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(articles, "ingest", ingest_while_another_comes)
        assert post_as_another().status_code == 201
    (second,) = inner
    assert second.status_code == 409
    assert second.json["detail"].startswith("The first request with this Idempotency-Key is still being processed")
    assert post_as_another().status_code == 201


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [("12", "text/plain", 422), ("{", "application/json", 400), ("a", "image/png", 415), ("x" * 1100000, None, 400)],
)
def test_refused_request_does_not_use_up_its_key(session, post, body, content_type, status):
    assert post("k", body, content_type=content_type).status_code == status
    assert kept(session) == []
    assert post("k").status_code == 201


def test_failed_request_does_not_use_up_its_key(monkeypatch, session, app, post):
    def fail(*_, **__):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(articles, "ingest", fail)
        patch.setattr(app, "testing", False)
        assert post("k").status_code == 500
    assert kept(session) == []


def test_deleted_article_does_not_come_back(client, post):
    stored = post("k").headers["Location"]
    assert client.delete(stored, headers={"If-Match": "*"}).status_code == 204
    gone = post("k")
    assert gone.status_code == 410
    assert stored.removeprefix("/v1/articles/") in gone.json["detail"]
    assert client.get("/v1/articles").json["items"] == []
    assert post("new").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "a\tb", "\x7f"])
def test_key_must_be_visible_ascii(client, key):
    response = client.post(
        "/v1/articles", data=TEXT, content_type="text/plain", environ_overrides={"HTTP_IDEMPOTENCY_KEY": key}
    )
    assert response.status_code == 400
    assert response.json["detail"] == "The Idempotency-Key must be 1 to 255 visible ASCII characters."
    assert client.get("/v1/articles").json["items"] == []


@pytest.mark.parametrize("key", ["!", '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "~" * 255])
def test_any_visible_ascii_is_a_key(post, key):
    assert post(key).status_code == 201
    assert post(key).status_code == 201


def test_extraction_stores_no_key(session, post):
    assert [post("k", path="/v1/extractions").status_code for _ in range(2)] == [200, 200]
    assert kept(session) == []


def test_many_at_once_store_one_article(client, post_as_another):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post_as_another, range(4)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.data for answer in answers if answer.status_code == 201}) == 1
    assert len(client.get("/v1/articles").json["items"]) == 1
