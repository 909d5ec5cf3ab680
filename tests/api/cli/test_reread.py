"""communique reread."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from api.cli import main
from extraction.model import Header
from extraction.version import ENGINE
from ontology.enums import FactStatus, JobStatus, Modality, Subject
from services import articles
from services.jobs import jobs, queue, rereads
from services.review import review
from services.review.review import FactRef
from store import queries
from store.models import Article, Revision

TEXT = "Iraq signed a ceasefire with Iran on Monday. “We will help,” Joe Biden said."
COMMAND = (sys.executable, "-c", "from api.cli import main; main()")


@pytest.fixture
def run(monkeypatch, database_url):
    """Runs a command on a migrated database of the test's own."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


@pytest.fixture
def store(session):
    """Stores articles that an older engine has read, which did not see their quote."""

    def add(number, engine="communique-1 spacy", **metadata):
        article, _ = articles.ingest(session, text=f"{TEXT} Number {number}.", **metadata)
        session.rollback()
        article = queries.get_article(session, article.id)
        article.engine = engine
        quote = queries.list_quotes(session, article=[article.id], limit=1).items[0]
        fact = queries.get_fact(session, Subject.QUOTE, quote.id)
        queries.delete_fact(session, Subject.QUOTE, fact, queries.Cause(fact.created_at))
        session.commit()
        return article.id

    return add


def engines(session):
    session.rollback()
    return session.execute(select(Article.id, Article.engine)).all()


def test_older_articles_are_read_again(run, session, store):
    ids = [store(n) for n in range(3)]
    event = queries.list_events(session, article=ids[:1], limit=1).items[0].id
    review.correct(session, FactRef(Subject.EVENT, event), {"modality": Modality.DENIED}, key_id=None)
    planned = run("reread", "--dry-run")
    assert planned.stdout == "3 articles would be read again: 3 added, 0 removed, 0 changed, 0 contested\n"
    assert {engine for _, engine in engines(session)} == {"communique-1 spacy"}

    assert run("reread").stdout == "3 articles read again: 3 added, 0 removed, 0 changed, 0 contested\n"
    assert {engine for _, engine in engines(session)} == {ENGINE}
    assert queries.get_event(session, event).status == FactStatus.CORRECTED
    assert run("reread").stdout == "0 articles read again: 0 added, 0 removed, 0 changed, 0 contested\n"


def test_only_some_are_read_again(run, session, store):
    old = store(1, publisher="News", published_at="2020-01-05")
    newer = store(2, engine="communique-3 spacy", publisher="News", published_at="2021-01-05")
    foreign = store(3, engine="other", publisher="Other")

    def read():
        return {article_id for article_id, engine in engines(session) if engine == ENGINE}

    assert run("reread", "--engine-before", "1").stdout.startswith("1 articles")
    assert read() == {foreign}
    assert run("reread", "--engine-before", "3", "--where", "publisher=Other").stdout.startswith("0 articles")
    assert run("reread", "--where", "publisher=News", "--where", "published_from=2021").stdout.startswith("1 articles")
    assert read() == {foreign, newer}
    assert run("reread", "--where", f"id={old}", "--where", f"id={newer}").stdout.startswith("1 articles")
    assert read() == {foreign, newer, old}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("publisher", "'publisher' is not NAME=VALUE"),
        ("colour=red", "colour: Unknown name."),
        ("published_from=soon", "published_from:"),
        ("publisher=", "publisher: Must not be empty."),
    ],
)
def test_wrong_filters_are_refused(run, given, message):
    refused = run("reread", "--where", given)
    assert refused.exit_code == 2
    assert message in refused.stderr
    twice = run("reread", "--where", "publisher=A", "--where", "publisher=B")
    assert "publisher is given more than once." in twice.stderr


def test_article_that_cannot_be_read_is_reported(run, store, monkeypatch):
    store(1)
    monkeypatch.setattr("extraction.examine", lambda _text: (Header(None, None), "fr"))
    failed = run("reread")
    assert (failed.exit_code, failed.stdout) == (
        1,
        "0 articles read again: 0 added, 0 removed, 0 changed, 0 contested\n",
    )
    assert "only English (en) can be read" in failed.stderr


@pytest.mark.slow
def test_run_that_was_killed_goes_on(run, session, store, database_url):
    for n in range(30):
        store(n)
    with subprocess.Popen([*COMMAND, "reread"], env=os.environ | {"DATABASE_URL": database_url}) as process:
        while not (done := sum(engine == ENGINE for _, engine in engines(session))):
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)

    def quotes_of_read():
        session.rollback()
        read = [article_id for article_id, engine in engines(session) if engine == ENGINE]
        return len(read), queries.list_quotes(session, article=read, limit=500, count=True).total if read else 0

    done, quotes = quotes_of_read()
    assert done == quotes == queries.count_all(session)["quotes"]
    assert run("reread").stdout.startswith(f"{30 - done} articles read again: {30 - done} added")
    assert quotes_of_read() == (30, 30)
    assert session.scalar(select(func.count()).select_from(Revision)) == 0


@pytest.mark.database("postgres")
def test_workers_read_where_there_are_any(session, sessions, store, monkeypatch):
    ids = [store(n) for n in range(3)]
    monkeypatch.setattr(rereads.queue, "has_workers", lambda _session: True)

    def work(_seconds):
        with sessions() as other:
            for job in queries.get_jobs(other, JobStatus.QUEUED):
                jobs.run(other, job.id)

    monkeypatch.setattr(rereads.time, "sleep", work)
    outcomes = list(rereads.reread_all(session, rereads.list_older_engines(session, None), {}))
    assert {each.article_id for each in outcomes} == set(ids)
    assert [each.counts["added"] for each in outcomes] == [1, 1, 1]
    assert {engine for _, engine in engines(session)} == {ENGINE}
    job = queries.get_job_of_article(session, ids[0])
    assert (job.status, job.submission, job.difference["contested"]) == (JobStatus.SUCCEEDED, None, 0)


@pytest.mark.database("postgres")
def test_worker_fails_on_what_cannot_be_read(session, sessions, store, monkeypatch):
    store(1)
    monkeypatch.setattr(rereads.queue, "has_workers", lambda _session: True)
    monkeypatch.setattr("services.jobs.jobs.reread", lambda *_: 1 / 0)

    def work(_seconds):
        with sessions() as other:
            for job in queries.get_jobs(other, JobStatus.QUEUED, JobStatus.RUNNING):
                try:
                    jobs.run(other, job.id)
                except ZeroDivisionError:
                    continue

    monkeypatch.setattr(rereads.time, "sleep", work)
    (outcome,) = rereads.reread_all(session, ["communique-1 spacy"], {})
    assert (outcome.counts, outcome.error) == ({}, "ZeroDivisionError: division by zero")


@pytest.mark.database("postgres")
def test_workers_are_those_with_a_heartbeat(session):
    assert not queue.has_workers(session)
    beat = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - :seconds * interval '1 s')"
    session.execute(text(beat), {"seconds": 2 * queue.SILENCE_S})
    assert not queue.has_workers(session)
    session.execute(text(beat), {"seconds": 1})
    assert queue.has_workers(session)
