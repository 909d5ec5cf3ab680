"""What browsers are told."""

import pytest

from api.app import create_app
from ontology.enums import Scope
from services import api_keys

SITE = "https://reader.example"
OTHER = "https://other.example:8443"
PREFLIGHT = {"Origin": SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
def shared(database_url):
    """A client of an application that two sites may read."""
    return create_app({"DATABASE_URL": database_url, "COMMUNIQUE_CORS_ORIGINS": f"{SITE} {OTHER}"}).test_client()


def cors(response):
    return {name for name, _ in response.headers if name.startswith("Access-Control-")}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/quotes"),
        ("GET", "/v1/quotes?limit=0"),
        ("GET", "/v1/nothing"),
        ("PUT", "/v1/quotes"),
        ("OPTIONS", "/v1/quotes"),
        ("POST", "/v1/articles"),
        ("GET", "/docs"),
        ("GET", "/static/docs.js"),
        ("GET", "/openapi.json"),
        ("GET", "/metrics"),
    ],
)
def test_every_answer_is_safe_in_a_browser(client, method, path):
    headers = client.open(path, method=method).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_only_pages_may_run_scripts_and_only_ours(client):
    assert "script-src" not in client.get("/v1/quotes").headers["Content-Security-Policy"]
    page = client.get("/docs").headers
    policy = page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]


def test_unchanged_page_keeps_the_policy_that_it_came_with(client):
    page = client.get("/matrix")
    unchanged = client.get("/matrix", headers={"If-None-Match": page.headers["ETag"]})
    assert unchanged.status_code == 304
    assert "Content-Security-Policy" not in unchanged.headers
    assert "Referrer-Policy" not in unchanged.headers
    assert unchanged.headers["X-Frame-Options"] == "DENY"


def test_no_site_may_read_by_default(client):
    response = client.get("/v1/quotes", headers={"Origin": SITE})
    assert response.status_code == 200
    assert cors(response) == set()
    assert "Origin" not in response.vary


@pytest.mark.parametrize("origin", [SITE, OTHER])
@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/nothing"])
def test_named_site_may_read(shared, origin, path):
    response = shared.get(path, headers={"Origin": origin})
    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in response.vary
    exposed = response.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Link", "Location", "X-Request-Id", "RateLimit", "Preference-Applied", "Retry-After"} <= set(
        exposed
    )
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    "origin", ["https://evil.example", SITE + ".evil.example", "null", "http://reader.example", "é"]
)
def test_other_sites_may_not(shared, origin):
    response = shared.get("/v1/quotes", headers={"Origin": origin})
    assert cors(response) == set()
    assert "Origin" in response.vary  # a cache must not give this answer to the named site


def test_preflight_needs_no_key(shared, session):
    api_keys.create(session, label="Test", scopes=[Scope.READ])
    response = shared.options("/v1/articles", headers=PREFLIGHT)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == SITE
    assert {"GET", "POST"} <= set(response.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"Authorization", "Content-Type", "Prefer"} <= set(
        response.headers["Access-Control-Allow-Headers"].split(", ")
    )
    assert response.headers["Access-Control-Max-Age"] == "600"


def test_preflight_of_another_site_allows_nothing(shared):
    response = shared.options("/v1/articles", headers=PREFLIGHT | {"Origin": "https://evil.example"})
    assert cors(response) == set()


def test_refusal_can_be_read_by_the_site(shared, session):
    api_keys.create(session, label="Test", scopes=[Scope.READ])
    response = shared.get("/v1/quotes", headers={"Origin": SITE})
    assert response.status_code == 401
    assert response.headers["Access-Control-Allow-Origin"] == SITE


def test_all_sites(database_url):
    client = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_CORS_ORIGINS": "*"}).test_client()
    assert client.get("/v1/quotes", headers={"Origin": SITE}).headers["Access-Control-Allow-Origin"] == "*"
