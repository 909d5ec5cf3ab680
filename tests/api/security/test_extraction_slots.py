"""Long extractions leave room for other requests."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from api import server
from api.security import extraction_slots
from services import extracting
from tests.factories import make_extraction

ARTICLE = {"text": "Iraq wants peace, the minister said."}


@pytest.fixture
def held(monkeypatch):
    """Extraction that waits for an event; returns the callers inside, and the event."""
    inside, go = threading.Semaphore(0), threading.Event()

    def extract(*_):
        inside.release()
        assert go.wait(10)
        return make_extraction()

    monkeypatch.setattr(extracting, "extract", extract)
    yield inside, go
    go.set()


def test_server_has_threads_to_spare():
    assert server.THREADS > extraction_slots.MAX_SLOTS


@pytest.mark.parametrize("path", ["/v1/extractions", "/v1/articles"])
def test_when_the_queue_is_full_the_next_one_is_told_and_others_are_served(app, held, path):
    inside, go = held
    with ThreadPoolExecutor(extraction_slots.MAX_SLOTS) as pool:
        jobs = [
            pool.submit(app.test_client().post, "/v1/extractions", json=ARTICLE)
            for _ in range(extraction_slots.MAX_SLOTS)
        ]
        for _ in jobs:
            assert inside.acquire(timeout=10)
        refused = app.test_client().post(path, json=ARTICLE)
        assert refused.status_code == 503
        assert refused.content_type == "application/problem+json"
        assert refused.headers["Retry-After"] == "2"
        assert "6 texts" in refused.json["detail"]
        assert app.test_client().get("/healthz").status_code == 200
        assert app.test_client().get("/v1/articles").json["items"] == []
        go.set()
        assert {job.result().status_code for job in jobs} == {200}
    assert app.test_client().post(path, json=ARTICLE).status_code in (200, 201)


def test_place_is_given_back_after_a_failure(client):
    for _ in range(extraction_slots.MAX_SLOTS + 1):
        assert client.post("/v1/extractions", json={"text": " "}).status_code == 422
