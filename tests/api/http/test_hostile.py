"""What is meant to break in does not: it is data, or it is refused, and nothing of it stays."""

import json

import pytest

from tests.factories import create_brief
from tests.hostile.attacks import INJECTED, WORDS
from tests.hostile.hostile import rows

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."
OPERATORS = [word for word in WORDS if 0 < len(word) < 40 and not word.isalnum()]


@pytest.fixture
def unchanged(engine, session):
    """Whether the store still is as it was at the beginning of the test."""
    create_brief(session)
    before = rows(engine)
    return lambda: rows(engine) == before


def lists(document):
    for path, item in document["paths"].items():
        names = [
            parameter["name"] for parameter in item.get("get", {}).get("parameters", ()) if parameter["in"] == "query"
        ]
        if names and "{" not in path:
            yield path, names


def test_operators_in_every_filter_are_data(client, unchanged):
    asked = 0
    for path, names in lists(client.get("/openapi.json").json):
        for name in names:
            for word in OPERATORS[asked % 7 :: 7]:  # all of them, over all filters
                response = client.get(path, query_string={name: word.encode("utf-8", "surrogatepass")})
                assert response.status_code in (200, 400), (path, name, word)
                asked += 1
    assert asked > 200
    assert unchanged()


@pytest.mark.parametrize("field", ["text", "title", "url", "publisher", "language", "published_at"])
@pytest.mark.parametrize("value", [True, 0, 1.5, 10**30, [], {}, ["a"], {"a": 1}, [[[]]], "\0", "a\0b"])
def test_wrong_type_in_every_field_is_refused(client, unchanged, field, value):
    response = client.post("/v1/articles", data=json.dumps({"text": TEXT} | {field: value}))
    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == f"#/{field}"
    assert unchanged()


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_body_cut_short_is_refused(client, unchanged, cut):
    assert client.post("/v1/articles", data=json.dumps({"text": TEXT})[:cut]).status_code == 400
    assert unchanged()


@pytest.mark.parametrize("name", ["Content-Type", "Content-Encoding", "Idempotency-Key", "Host", "Accept"])
@pytest.mark.parametrize("value", [f"a\r\n{INJECTED}: 1", f"a\n{INJECTED}: 1", "\0", "é" * 100])
def test_header_does_not_come_back_as_two(client, name, value):
    key = name.upper().replace("-", "_")
    environ = {key if key == "CONTENT_TYPE" else f"HTTP_{key}": value}
    response = client.post("/v1/articles", data=json.dumps({"text": TEXT}), environ_overrides=environ)
    assert response.status_code < 500
    assert INJECTED not in response.headers


def test_text_of_both_directions_is_stored_as_it_is(client):
    text = f"\u202e{TEXT}\u202c \u2066“We will help,”\u2069 Biden said."
    posted = client.post("/v1/articles", json={"text": text})
    assert client.get(posted.headers["Location"]).json["text"] == text
    for actor in posted.json["actors"]:
        for span in actor["mentions"]:
            assert text[span["start"] : span["end"]] == span["exact"]


@pytest.mark.parametrize(
    "word", ["'", "%2e%2e%2f", "art_%00", "art_' OR 1=1 --", "a" * 5000, "%ff", "%0d%0aX-Injected:1"]
)
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_hostile_id_is_not_found(client, unchanged, method, word):
    response = client.open(f"/v1/articles/{word}", method=method)
    assert response.status_code == 404
    assert unchanged()
