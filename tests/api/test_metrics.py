import pytest
from prometheus_client.parser import text_string_to_metric_families

import extraction
from api.app import create_app
from services import extracting

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."


@pytest.fixture
def client(database_url):
    """A client of an application that has counted nothing yet."""
    return create_app({"DATABASE_URL": database_url}).test_client()


def samples(client):
    """The samples of /metrics by name, without their labels' names."""
    response = client.get("/metrics", buffered=True)
    assert response.status_code == 200
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for family in text_string_to_metric_families(response.text):
        assert family.documentation
        for sample in family.samples:
            found[(sample.name, *sample.labels.values())] = sample.value
    return found


def test_requests_are_counted_by_method_route_and_status(client):
    for path in ("/v1/quotes", "/v1/quotes?limit=0", "/v1/quotes?limit=5", "/v1/actors/act_aaaaaaaaaaaaaaaa"):
        client.get(path, buffered=True)
    found = samples(client)
    assert found["communique_http_requests_total", "GET", "/v1/quotes", "200"] == 2
    assert found["communique_http_requests_total", "GET", "/v1/quotes", "400"] == 1
    assert found["communique_http_requests_total", "GET", "/v1/actors/<id(act):actor_id>", "404"] == 1
    assert found["communique_http_request_seconds_count", "GET", "/v1/quotes"] == 3
    assert found["communique_http_request_seconds_sum", "GET", "/v1/quotes"] > 0


def test_what_callers_make_up_adds_no_label(client):
    for number in range(5):
        client.open(f"/v1/nothing/{number}", method=f"MADE{number}", buffered=True)
        client.open(f"/v1/articles/art_{number:016}", buffered=True)
    counted = {key: value for key, value in samples(client).items() if key[0] == "communique_http_requests_total"}
    assert counted == {
        ("communique_http_requests_total", "other", "none", "404"): 5,
        ("communique_http_requests_total", "GET", "none", "404"): 5,
    }


def test_stored_facts_are_counted_once(client):
    brief = client.post("/v1/articles", json={"text": TEXT}).json
    client.post("/v1/articles", json={"text": TEXT})
    client.post("/v1/extractions", json={"text": TEXT + " Again."})
    found = samples(client)
    for kind in ("actors", "quotes", "events"):
        assert found["communique_facts_stored_total", kind] == len(brief[kind]) > 0
    assert found["communique_facts_stored_total", "positions"] == len(brief["positions"])


def test_extractions_are_timed(client):
    before = samples(client)
    client.post("/v1/extractions", json={"text": TEXT})
    after = samples(client)
    name = "communique_extraction_seconds"
    assert after[f"{name}_count",] == before[f"{name}_count",] + 1
    assert after[f"{name}_sum",] > before[f"{name}_sum",]


def test_queue_is_what_waits(client, monkeypatch):
    monkeypatch.setattr(extracting.WORK, "waiting", 3)
    assert samples(client)["communique_extraction_queue",] == 3


def test_build_is_told(client):
    (build,) = (key for key in samples(client) if key[0] == "communique_build_info")
    assert extraction.ENGINE in build
