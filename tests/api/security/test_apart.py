"""Processes of the application: what they answer is what the server would answer itself."""

import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from api.http.formats import BRIEF_SUFFIXES, DOCUMENT_SUFFIXES
from api.security import budget
from bench import machine
from bench.server import running
from services.processes import pool
from tests.factories import create_actor, create_article
from tests.waiting import until

LONG_JSON = b'{"text": "' + b"a" * 70_000 + b'", "x": 1}'


class Broken:
    """A pool whose processes end before they answer."""

    def __init__(self, error):
        self.error = error

    def run(self, *_, **__):
        raise self.error


def is_running(pid):
    return Path(f"/proc/{pid}").exists()


def test_answers_are_those_of_the_server_itself(client, database_url, session):
    article = create_article(session, text="a" * (budget.LONG + 1))
    actor = create_actor(session)
    session.commit()
    paths = [f"/v1/articles/{article.id}/brief{suffix}" for suffix in BRIEF_SUFFIXES | DOCUMENT_SUFFIXES]
    paths += [f"/v1/brief{suffix}?actor={actor.id}" for suffix in BRIEF_SUFFIXES | DOCUMENT_SUFFIXES]
    paths += [f"/articles/{article.id}", "/v1/network.graphml", "/v1/network.gexf", "/matrix", "/timeline", "/compare"]
    paths += ["/v1/brief", "/matrix?x=1"]
    with running(database_url) as there, closing(there.connect()) as connection:

        def ask(path, body=None, **headers):
            connection.request("POST" if body else "GET", path, body, {"X-Request-Id": "x"} | headers)
            with connection.getresponse() as response:
                return (
                    response.status,
                    {name.lower(): value for name, value in response.headers.items()},
                    response.read(),
                )

        def compare():
            for path in paths:
                status, headers, body = ask(path)
                expected = client.get(path, headers={"X-Request-Id": "x"})
                assert (status, body) == (expected.status_code, expected.data), path
                for name in ("Content-Type", "ETag", "Vary", "Cache-Control"):
                    assert headers.get(name.lower()) == expected.headers.get(name), path

        compare()
        tag = ask(paths[0])[1]["etag"]
        assert ask(paths[0], **{"If-None-Match": tag})[0] == 304
        status, _, body = ask("/v1/extractions", LONG_JSON)
        assert status == 422
        assert b"#/x" in body
        assert ask("/v1/extractions", LONG_JSON[:-1])[0] == 400

        (forker,) = (
            child
            for child in machine.children(there.pid)
            if child != there.worker and "forker" not in machine.command(child)
        )
        processes = machine.children(forker)
        for process in (forker, *processes):
            os.kill(process, signal.SIGKILL)
        until(lambda: not any(map(is_running, processes)))
        compare()


@pytest.mark.parametrize(("too_slow", "reason"), [(True, "20 seconds of processor time"), (False, "too much memory")])
def test_answer_that_takes_too_much_is_refused(app, client, monkeypatch, too_slow, reason):
    monkeypatch.setitem(app.extensions, "apart", Broken(pool.Ended(too_slow=too_slow)))
    refused = client.get("/v1/network")
    assert refused.status_code == 503
    assert reason in refused.json["detail"]
    assert "Retry-After" in refused.headers
    refused = client.post("/v1/extractions", data=LONG_JSON, content_type="application/json")
    assert refused.status_code == 422
    assert "takes too long" in refused.json["detail"]


def test_without_processes_the_server_answers_itself(app, client, monkeypatch):
    monkeypatch.setitem(app.extensions, "apart", Broken(pool.NotStarted()))
    assert client.get("/v1/network").status_code == 200
    assert client.post("/v1/extractions", data=LONG_JSON, content_type="application/json").status_code == 422


def test_error_of_a_view_is_an_error_of_the_server(app, client, monkeypatch):
    monkeypatch.setitem(app.extensions, "apart", Broken(RuntimeError("Traceback")))
    app.testing = False
    try:
        assert client.get("/v1/network").status_code == 500
    finally:
        app.testing = True
