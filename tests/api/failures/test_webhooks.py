"""A server, and on Postgres its worker, that is killed while a receiver hangs."""

import os
import signal
from contextlib import ExitStack, closing

import orjson
import pytest
from sqlalchemy import update

from bench.server import request, running, worker
from store.models import Webhook
from tests.receiver import receiving
from tests.waiting import until

pytestmark = pytest.mark.slow

ARTICLE = {"text": "Iraq wants peace, the minister said. Iran wants trade, the minister said."}


def test_restart_loses_nothing(session, database_url, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_WEBHOOK_NETWORKS", "127.0.0.0/8")
    has_worker = database_url.startswith("postgresql")
    with receiving() as receiver, running(database_url) as there, ExitStack() as stack:

        def call(method, path, body=None):
            with closing(there.connect()) as connection:
                content = {"Content_Type": "application/json"} if body else {}
                return orjson.loads(request(connection, method, path, orjson.dumps(body), **content)[1])

        receiver.answer = lambda _: "hang" if len(receiver.messages) == 2 else 200
        webhook = call("POST", "/v1/webhooks", {"url": receiver.url})
        last = call("GET", "/v1/changes?since=now")["cursor"]
        call("POST", "/v1/articles", ARTICLE)
        process = stack.enter_context(worker(database_url)) if has_worker else there.worker
        until(lambda: len(receiver.messages) == 2)
        os.kill(process, signal.SIGKILL)
        session.execute(update(Webhook).values(lease=None))  # it would end later by itself
        session.commit()
        if has_worker:
            stack.enter_context(worker(database_url))
        expected = [each["id"] for each in call_when_ready(call, f"/v1/changes?since={last}")["items"]]
        until(lambda: set(receiver.ids()) == set(expected))
        assert receiver.ids()[:2] == expected[:2]
        until(lambda: call("GET", f"/v1/webhooks/{webhook['id']}/deliveries?status=waiting")["items"] == [])


def call_when_ready(call, path):
    answers = []

    def is_answered():
        try:
            answers.append(call("GET", path))
        except OSError:  # the server starts again
            return False
        return True

    until(is_answered)
    return answers[0]
