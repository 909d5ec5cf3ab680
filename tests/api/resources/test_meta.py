import re

import pytest
from sqlalchemy import make_url

from api.app import create_app
from services import migrate
from store.engine import make_engine


def test_index_leads_everywhere(client):
    index = client.get("/").json
    assert index["name"] == "Communiqué"
    assert {"articles", "actors", "quotes", "events", "positions", "issues", "jobs", "openapi", "docs"} == index[
        "links"
    ].keys()
    for path in index["links"].values():
        assert client.get(path).status_code == 200


def test_index_of_the_version_has_every_path_without_an_id(client):
    links = client.get("/v1").json["links"]
    assert {"articles", "occurrences", "contradictions", "reviews/summary", "search", "imports"} <= links.keys()
    documented = {path for path in client.get("/openapi.json").json["paths"] if path.startswith("/v1/")}
    assert {path for path in links.values() if path.startswith("/v1/")} == {p for p in documented if "{" not in p}


def test_health_needs_no_database(client, queries_sent):
    with queries_sent:
        response = client.get("/healthz")
    assert response.json == {"status": "ok"}
    assert len(queries_sent) == 0


def test_ready_on_a_migrated_database(client):
    assert client.get("/readyz").json == {"status": "ok"}


def test_not_ready_before_all_migrations(app, client, blank_url):
    app.extensions["engine"] = make_engine(blank_url)
    assert_not_ready(client, "The database lacks migrations; run: communique migrate.")

    migrate.upgrade(app.extensions["engine"])

    assert client.get("/readyz").status_code == 200
    app.extensions["engine"].dispose()


@pytest.mark.parametrize("url", ["sqlite:///no/such/folder/a.sqlite3", "postgresql+psycopg://127.0.0.1:1/news"])
def test_not_ready_without_a_database(app, client, url):
    app.extensions["engine"] = make_engine(url)
    assert_not_ready(client, "The database does not answer.")


def assert_not_ready(client, detail):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert response.content_type == "application/problem+json"
    assert response.json["detail"] == detail
    assert client.get("/healthz").status_code == 200


def test_documentation_page_is_served_from_here(client):
    page = client.get("/docs", headers={"Accept": "text/html"})
    assert page.mimetype == "text/html"
    html = page.get_data(as_text=True)
    links = re.findall(r'(?:src|href|data-openapi)="([^"#]+)"', html)
    assert "/openapi.json" in links
    for link in links:
        assert link.startswith("/")
        assert client.get(link, headers={"Accept": "text/html"}).status_code == 200
    assert re.findall(r"<script[^>]*>([^<]+)", html) == []


def test_documentation_page_asks_nobody_else(client):
    script = client.get("/static/docs.js").get_data(as_text=True)
    assert "http" not in script
    assert "validatorUrl: null" in script


@pytest.mark.parametrize("path", ["/docs/swagger-ui/../LICENSE", "/docs/swagger-ui/nothing.js", "/static/../app.py"])
def test_no_other_file_is_served(client, path):
    assert client.get(path).status_code == 404


def test_session_ends_with_its_request(client, engine):
    assert client.get("/v1/articles").status_code == 200
    assert engine.pool.checkedout() == 0


def test_settings_of_the_environment(monkeypatch, database_url):
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert create_app().extensions["engine"].url == make_url(database_url)
