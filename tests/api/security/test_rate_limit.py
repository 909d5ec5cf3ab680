"""How much a caller may ask. The clock of the limits is set by hand."""

import time

import pytest

from api.app import create_app
from api.security.rate_limit import Limits
from api.settings import Settings
from ontology.enums import Scope
from services import api_keys
from tests.api.conftest import on_database


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


SETTINGS = {
    "COMMUNIQUE_RATE_LIMIT": "3 per minute",
    "COMMUNIQUE_WRITE_LIMIT": "2 per minute",
    "COMMUNIQUE_PROXIES": "1",
}


@pytest.fixture(scope="module")
def limited_app(sqlite):
    return create_app({"DATABASE_URL": f"sqlite:///{sqlite.template}"} | SETTINGS)


@pytest.fixture
def limited(limited_app, engine, sessions):
    """An application that lets each caller read three times a minute and write twice, and has counted nothing yet."""
    limited_app.extensions["access"]._limits = Limits(Settings.load(SETTINGS))
    return on_database(limited_app, engine, sessions)


@pytest.fixture
def client(limited):
    return limited.test_client()


def test_answers_tell_what_is_left(client, clock):
    left = []
    for _ in range(3):
        response = client.get("/v1/quotes")
        assert response.status_code == 200
        assert response.headers["RateLimit-Policy"] == '"reads";q=3;w=60'
        left.append(response.headers["RateLimit"])
        assert "Retry-After" not in response.headers
        clock[0] += 10
    assert left == [f'"reads";r={rest};t={seconds}' for rest, seconds in ((2, 60), (1, 50), (0, 40))]


def test_too_many_are_refused_until_the_window_is_over(client, clock):
    for _ in range(3):
        client.get("/v1/quotes")
    refused = client.get("/v1/events")  # all reads are counted together
    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert refused.json["detail"] == "Rate limit exceeded: 3 reads per 60 seconds."
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["RateLimit"] == '"reads";r=0;t=60'
    clock[0] += 60
    assert client.get("/v1/quotes").status_code == 200


def test_writes_are_counted_apart(client):
    for _ in range(2):
        assert client.post("/v1/articles", json={}).status_code == 422
    refused = client.post("/v1/articles", json={"text": "Iraq wants peace, he said."})
    assert (refused.status_code, refused.json["code"]) == (429, "rate_limited")
    assert refused.headers["RateLimit-Policy"] == '"writes";q=2;w=60'
    assert client.get("/v1/quotes").status_code == 200


def test_extractions_count_as_reads(client):
    for rest in (2, 1, 0):
        extracted = client.post("/v1/extractions", json={"text": "Iraq wants peace, he said."})
        assert (extracted.status_code, extracted.headers["RateLimit"]) == (200, f'"reads";r={rest};t=60')
    assert client.get("/v1/quotes").status_code == 429
    assert client.post("/v1/articles", json={}).status_code == 422


def test_errors_are_counted_too(client):
    for path in ("/v1/nothing", "/v1/quotes?limit=0", "/"):
        assert client.get(path).status_code != 429
    assert client.get("/v1/nothing").status_code == 429


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_has_no_limit(client, path):
    for _ in range(5):
        response = client.get(path)
        assert response.status_code == 200
        assert "RateLimit" not in response.headers


@pytest.mark.parametrize("path", ["/static/docs.js", "/docs/swagger-ui/swagger-ui.css"])
def test_files_of_pages_are_not_counted(client, path):
    for _ in range(5):
        response = client.get(path)
        assert response.status_code == 200
        assert "RateLimit" not in response.headers


def test_clock_of_the_machine_that_is_set_moves_no_window(client, monkeypatch):
    for _ in range(3):
        client.get("/v1/quotes")
    for seconds in (0.0, 4e9):
        monkeypatch.setattr(time, "time", lambda seconds=seconds: seconds)
        assert client.get("/v1/quotes").headers["Retry-After"] == "60"


def test_each_key_has_its_own_limit(client, session):
    one, other = (api_keys.create(session, label="Test", scopes=[Scope.READ])[1] for _ in range(2))
    for _ in range(3):
        assert client.get("/v1/quotes", headers={"Authorization": f"Bearer {one}"}).status_code == 200
    assert client.get("/v1/quotes", headers={"Authorization": f"Bearer {one}"}).status_code == 429
    assert client.get("/v1/quotes", headers={"Authorization": f"Bearer {other}"}).status_code == 200
    assert client.get("/").status_code == 200


def test_wrong_keys_are_counted_by_address(client, session):
    api_keys.create(session, label="Test", scopes=[Scope.READ])
    for number in range(3):
        wrong = {"Authorization": f"Bearer cmq_{'a' * 16}_{number:043}"}
        assert client.get("/v1/quotes", headers=wrong).status_code == 401
    assert client.get("/v1/quotes", headers=wrong).status_code == 429


def test_proxy_in_front_tells_the_address_of_the_caller(client):
    for _ in range(3):
        client.get("/", headers={"X-Forwarded-For": "198.51.100.1"})
    # What the caller itself says of where it comes from stands left of what the proxy says.
    forged = {"X-Forwarded-For": "203.0.113.9, 198.51.100.1"}
    assert client.get("/", headers=forged).status_code == 429
    assert client.get("/", headers={"X-Forwarded-For": "198.51.100.2"}).status_code == 200


def test_network_of_an_ipv6_address_is_one_caller(client):
    for number in range(3):
        client.get("/", headers={"X-Forwarded-For": f"[2001:db8:1:2::{number}]:{number + 1024}"})
    assert client.get("/", headers={"X-Forwarded-For": "2001:db8:1:2:ffff::1"}).status_code == 429
    assert client.get("/", headers={"X-Forwarded-For": "2001:db8:1:3::1"}).status_code == 200


def test_port_of_an_address_makes_no_other_caller(client):
    for number in range(3):
        client.get("/", headers={"X-Forwarded-For": f"198.51.100.1:{number + 1024}"})
    assert client.get("/", headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 429


def test_without_a_proxy_nobody_is_believed(database_url):
    client = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_RATE_LIMIT": "3 per minute"}).test_client()
    for number in range(4):
        response = client.get("/", headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert response.status_code == 429


def test_no_limit(app):
    response = app.test_client().get("/")
    assert "RateLimit" not in response.headers


def test_windows_that_have_ended_are_forgotten(limited, client, clock):
    for number in range(5):
        client.get("/", headers={"X-Forwarded-For": f"198.51.100.{number}"})
    clock[0] += 120
    client.get("/")
    assert len(limited.extensions["access"]._limits._windows) == 1
