"""One session a request: what it reads is one state, and no transaction is open while the request waits."""

import time

import pytest
from sqlalchemy import event

import extraction
from api import database
from ontology.enums import JobStatus
from services import api_keys
from services.webpages import pages
from store.models import Job
from tests.factories import create_article

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."
PAGE = f"<html><body><article><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def headers(session):
    _, key = api_keys.create(session, label="test", scopes=["read", "write"])
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def in_use(engine, monkeypatch):
    """How many connections were in use at each call of a function that takes its time."""
    counts = []

    def watch(module, name):
        waits = getattr(module, name)

        def watched(*args, **kwargs):
            counts.append(engine.pool.checkedout())
            return waits(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)
        return counts

    return watch


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/extractions"])
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "one"}])
def test_no_connection_is_in_use_while_a_text_is_read(client, headers, in_use, path, key):
    counts = in_use(extraction, "extract")
    assert client.post(path, json={"text": TEXT}, headers=headers | key).status_code in (200, 201)
    assert counts == [0]


def test_no_connection_is_in_use_while_an_import_reads_a_text(client, headers, in_use):
    counts = in_use(extraction, "extract")
    body = f'{{"text": "{TEXT}"}}\n'
    client.post("/v1/imports", data=body, content_type="application/x-ndjson", headers=headers)
    assert counts == [0]


def test_no_connection_is_in_use_while_a_pasted_text_is_read(client, in_use):
    counts = in_use(extraction, "extract")
    assert client.post("/read", data={"text": TEXT}).status_code == 200
    assert counts == [0]


def test_no_connection_is_in_use_while_a_web_page_is_read(client, headers, in_use):
    counts = in_use(pages, "read")
    client.post("/v1/extractions", data=PAGE, content_type="text/html", headers=headers)
    assert counts == [0]


def test_no_connection_is_in_use_while_a_request_waits_for_a_job(client, session, headers, in_use):
    job = Job(id="job_aaaaaaaaaaaaaaaa", article_id="art_a", status=JobStatus.QUEUED, attempts=0)
    job.created_at = job.updated_at = create_article(session).created_at
    session.add(job)
    session.commit()
    counts = in_use(time, "sleep")
    assert client.get(f"/v1/jobs/{job.id}?wait=1", headers=headers).json["status"] == "queued"
    assert counts
    assert set(counts) == {0}


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/actors", "/v1/articles?count=true", "/", "/v1/search?q=iraq"])
def test_a_request_has_one_connection(client, engine, headers, path):
    used = set()

    def record(connection, *_):
        used.add(id(connection.connection.dbapi_connection))

    event.listen(engine, "before_cursor_execute", record)
    try:
        assert client.get(path, headers=headers).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", record)
    assert len(used) <= 1


def test_the_connection_is_that_of_the_session(app):
    with app.test_request_context():
        assert database.connection() is database.session().connection()
