"""What pages of other sites may have a browser do here."""

import pytest

from api.app import create_app
from ontology.enums import Scope
from services import api_keys
from tests.api.conftest import on_database
from tests.factories import create_article

ARTICLE = {"text": "Iraq wants peace, the minister said."}
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://localhost.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]
OWN = [
    {},
    {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
]
LOOPBACK = ["localhost", "localhost:8000", "LOCALHOST", "localhost.", "a.localhost:1", "127.0.0.1:8000", "127.1.2.3"]
OTHERS = [
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "0.0.0.0",  # noqa: S104
    "192.0.2.1",
    "[2001:db8::1]",
    "127.1",
]


@pytest.fixture(scope="module")
def configured_app(sqlite):
    return create_app(
        {
            "DATABASE_URL": f"sqlite:///{sqlite.template}",
            "COMMUNIQUE_CORS_ORIGINS": "https://reader.example",
            "COMMUNIQUE_HOSTS": "news.example [2001:db8::1]",
            "COMMUNIQUE_RATE_LIMIT": "",
            "COMMUNIQUE_WRITE_LIMIT": "",
        }
    )


@pytest.fixture
def configured(configured_app, engine, sessions):
    return on_database(configured_app, engine, sessions).test_client()


def make_key(session, *scopes):
    return {"Authorization": f"Bearer {api_keys.create(session, label='Test', scopes=scopes)[1]}"}


@pytest.mark.parametrize("headers", FOREIGN)
def test_without_a_key_a_page_of_another_site_does_not_write(client, session, headers):
    article = create_article(session)
    refusals = [
        client.post("/v1/articles", json=ARTICLE, headers=headers),
        client.post("/v1/articles", data=ARTICLE["text"], content_type="text/plain", headers=headers),
        client.post("/v1/extractions", json=ARTICLE, headers=headers),
        client.post("/v1/imports", data="{}", content_type="application/x-ndjson", headers=headers),
        client.post("/read", data=ARTICLE, headers=headers),
        client.delete(f"/v1/articles/{article.id}", headers=headers | {"If-Match": "*"}),
    ]
    for refused in refusals:
        assert refused.status_code == 403
        assert refused.content_type == "application/problem+json"
        assert "A page of another site may write only with a key" in refused.json["detail"]
        assert "COMMUNIQUE_CORS_ORIGINS" in refused.json["detail"]
    assert [item["id"] for item in client.get("/v1/articles", headers=headers).json["items"]] == [article.id]


@pytest.mark.parametrize("headers", OWN)
def test_without_a_key_programs_and_pages_of_the_service_write(client, headers):
    assert client.post("/v1/articles", json=ARTICLE, headers=headers).status_code == 201
    assert client.post("/read", data=ARTICLE, headers=headers).status_code == 200


def test_page_of_a_site_in_the_settings_writes(configured):
    headers = {"Origin": "https://reader.example", "Sec-Fetch-Site": "cross-site"}
    assert configured.post("/v1/articles", json=ARTICLE, headers=headers).status_code == 201
    refused = configured.post("/v1/articles", json=ARTICLE, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403


def test_all_sites_may_read_and_none_of_them_writes(database_url):
    client = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_CORS_ORIGINS": "*"}).test_client()
    assert client.get("/v1/articles", headers={"Origin": "https://a.example"}).status_code == 200
    assert client.post("/v1/articles", json=ARTICLE, headers={"Origin": "https://a.example"}).status_code == 403


@pytest.mark.parametrize("headers", FOREIGN)
def test_with_a_key_in_the_header_the_site_does_not_matter(client, session, headers):
    key = make_key(session, Scope.READ, Scope.WRITE)
    assert client.post("/v1/articles", json=ARTICLE, headers=headers | key).status_code == 201


@pytest.mark.parametrize("headers", FOREIGN)
def test_key_in_the_cookie_is_of_no_use_to_another_site(client, session, headers):
    key = make_key(session, Scope.READ)["Authorization"].removeprefix("Bearer ")
    assert client.post("/sign-in", data={"key": key}).status_code == 303
    assert client.post("/v1/extractions", json=ARTICLE, headers=headers).status_code == 403
    assert client.post("/v1/extractions", json=ARTICLE).status_code == 200


@pytest.mark.parametrize("host", LOOPBACK)
@pytest.mark.parametrize("path", ["/v1/articles", "/overview"])
def test_names_of_this_machine(client, host, path):
    assert client.get(path, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_without_a_key_no_other_name_is_answered(client, host):
    for path in ("/v1/articles", "/overview", "/metrics", "/v1/search?q=a"):
        refused = client.get(path, headers={"Host": host})
        assert refused.status_code == 403
        assert "COMMUNIQUE_HOSTS" in refused.json["detail"]
    assert client.post("/v1/articles", json=ARTICLE, headers={"Host": host}).status_code == 403
    assert client.get("/v1/articles").json["items"] == []


def test_unchanged_list_is_not_confirmed_under_another_name(client):
    tag = client.get("/v1/articles").headers["ETag"]
    assert client.get("/v1/articles", headers={"If-None-Match": tag, "Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("host", ["news.example", "NEWS.example:8000", "[2001:db8::1]:8000", "localhost"])
def test_names_in_the_settings(configured, host):
    assert configured.get("/v1/articles", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["a.news.example", "[2001:db8::2]", "example"])
def test_names_like_those_in_the_settings(configured, host):
    assert configured.get("/v1/articles", headers={"Host": host}).status_code == 403


def test_with_a_key_any_name_is_answered(client, session):
    key = make_key(session, Scope.READ)
    assert client.get("/v1/articles", headers=key | {"Host": "news.example"}).status_code == 200
    assert client.get("/v1/articles", headers={"Host": "news.example"}).status_code == 401


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_other_site_signs_in_or_out(client, configured, session, headers):
    key = make_key(session, Scope.READ)["Authorization"].removeprefix("Bearer ")
    for path, form in (("/sign-in", {"key": key}), ("/sign-out", {})):
        refused = client.post(path, data=form, headers=headers)
        assert refused.status_code == 403
        assert "Set-Cookie" not in refused.headers
        assert refused.json["detail"] == "Only pages of this service may send this form."
        named = configured.post(path, data=form, headers={"Origin": "https://reader.example"})
        assert named.status_code == 403


@pytest.mark.parametrize("headers", OWN)
def test_own_pages_sign_in_and_out(client, session, headers):
    key = make_key(session, Scope.READ)["Authorization"].removeprefix("Bearer ")
    for path, form in (("/sign-in", {"key": key}), ("/sign-out", {})):
        assert client.post(path, data=form, headers=headers).status_code == 303


def test_own_origin_is_the_host_that_the_browser_asked(client, session):
    key = make_key(session, Scope.READ)["Authorization"].removeprefix("Bearer ")
    headers = {"Host": "News.example:8443", "Origin": "https://news.example:8443"}
    assert client.post("/sign-in", data={"key": key}, headers=headers).status_code == 303
