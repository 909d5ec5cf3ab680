"""A server that is killed, and several that take the same articles at once: nothing is lost, nothing is there twice."""

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPException

import orjson
import pytest
from sqlalchemy import func, select

from bench.server import request, running
from services import articles, seed
from store.engine import make_engine, make_sessions
from store.models import Article, IdempotentRequest, Job
from tests.everything import everything
from tests.waiting import until

pytestmark = pytest.mark.slow

HEADERS = {"Content_Type": "text/plain"}
STATEMENT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “Iraq wants peace,” he said. "


@pytest.fixture
def undisturbed(databases):
    """A store of its own, with the seed as servers have it, that articles are put into one by one."""
    with databases.database(migrated=True) as url:
        engine = make_engine(url)
        with make_sessions(engine)() as session:
            seed.seed(session)
            yield lambda texts: [articles.ingest(session, text=each) for each in texts] and everything(session)
        engine.dispose()


def post(connection, body, **headers):
    return request(connection, "POST", "/v1/articles", body.encode(), **HEADERS, **headers)[0]


def test_killed_server(session, database_url, undisturbed):
    texts = [f"{STATEMENT}{'They met again. ' * 3000}", f"{STATEMENT}And Iran agreed."]
    at_work = select(func.count()).select_from(IdempotentRequest)
    with running(database_url) as there, ThreadPoolExecutor() as pool, closing(there.connect()) as connection:
        lost = pool.submit(post, connection, texts[0], Idempotency_Key="one")
        until(lambda: session.rollback() or session.scalar(at_work))
        os.kill(there.worker, signal.SIGKILL)
        with pytest.raises((HTTPException, OSError)):
            lost.result()
        until(lambda: is_ready(there))
        with closing(there.connect()) as connection:
            assert [post(connection, each) for each in (texts[1], texts[0], texts[0])] == [201, 201, 200]
    assert everything(session) == undisturbed([texts[1], texts[0]])


@pytest.mark.database("postgres")
def test_server_killed_in_the_middle_of_an_import(session, database_url, undisturbed):
    texts = [f"Report {number}. {STATEMENT}" for number in range(160)]
    body = b"".join(orjson.dumps({"text": each}, option=orjson.OPT_APPEND_NEWLINE) for each in texts)
    stored = select(func.count()).select_from(Article)

    def load(connection):
        return request(connection, "POST", "/v1/imports", body, Content_Type="application/x-ndjson")

    with running(database_url) as there, ThreadPoolExecutor() as pool, closing(there.connect()) as connection:
        lost = pool.submit(load, connection)
        until(lambda: session.rollback() or session.scalar(stored) > 1)
        os.kill(there.worker, signal.SIGKILL)
        with pytest.raises((HTTPException, OSError)):
            lost.result()
        session.rollback()
        before = session.scalar(stored) - 1
        assert 0 < before < len(texts)
        until(lambda: is_ready(there))
        with closing(there.connect()) as connection:
            status, answer = load(connection)
    report = {"stored": len(texts) - before, "there_already": before, "refused": []}
    told = orjson.loads(answer)
    assert [line["outcome"] for line in told.pop("lines")] == ["there_already"] * before + ["stored"] * (
        len(texts) - before
    )
    assert (status, told) == (200, report)
    assert everything(session) == undisturbed(texts)


def is_ready(there):
    try:
        with closing(there.connect()) as connection:
            return request(connection, "GET", "/readyz")[0] == 200
    except (HTTPException, OSError):
        return False


@pytest.mark.database("postgres")
def test_two_servers_and_four_workers_take_the_same_articles(session, database_url, undisturbed):
    texts = [f"Report {number}. {STATEMENT}" for number in range(150)]
    command = [sys.executable, "-c", "from api.cli import main; main()", "worker"]
    with ExitStack() as stack:
        servers = [stack.enter_context(running(database_url)) for _ in range(2)]
        for _ in range(4):
            worker = stack.enter_context(
                subprocess.Popen(
                    command,
                    env=os.environ | {"DATABASE_URL": database_url},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            stack.callback(worker.terminate)

        def post_all(there, later):
            headers = {"Prefer": "respond-async"} if later else {}
            with closing(there.connect()) as connection:
                return {post(connection, each, **headers) for each in random.sample(texts, len(texts))}

        with ThreadPoolExecutor() as pool:
            clients = [pool.submit(post_all, there, later) for there in servers for later in (True, False)]
            assert {status for client in clients for status in client.result()} <= {200, 201, 202}
        unfinished = select(func.count()).select_from(Job).where(Job.status != "succeeded")
        until(lambda: session.rollback() or session.scalar(unfinished) == 0)
    assert session.scalar(select(func.count()).select_from(Article)) == len(texts) + 1
    assert everything(session) == undisturbed(texts)
