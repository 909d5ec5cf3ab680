"""Jobs as a worker runs them, one step at a time."""

import psycopg
import pytest
from procrastinate import SyncPsycopgConnector
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import extraction
from ontology.enums import JobStatus
from services import articles
from services.errors import ExternalIdInUse, Invalid, NoQueue, NotFailed, NotFound
from services.external_ids import External
from services.jobs import jobs
from store import queries
from store.models import Article, Job
from tests.factories import NOW, TEXT

pytestmark = [pytest.mark.usefixtures("extracts"), pytest.mark.database("postgres")]


@pytest.fixture
def submit(session):
    def submit(body=TEXT, **metadata):
        return jobs.submit(session, text=body, **metadata)

    return submit


@pytest.fixture
def fails(monkeypatch):
    """Makes extraction fail."""

    def fail(_text, _published_at):
        raise MemoryError("all of it")

    return lambda: monkeypatch.setattr(extraction, "extract", fail)


def enqueued(session):
    """The ids of the jobs in the queue."""
    return session.scalars(text("SELECT args ->> 'job_id' FROM procrastinate_jobs ORDER BY id")).all()


def run_to_the_end(session, job_id):
    for _ in range(jobs.MAX_ATTEMPTS - 1):
        with pytest.raises(MemoryError):
            jobs.run(session, job_id)
    return jobs.run(session, job_id)


def test_a_job_is_stored_and_enqueued(reader, submit):
    job = submit(title="T")
    stored = queries.get_job(reader, job.id)
    assert (stored.status, stored.attempts, stored.error) == (JobStatus.QUEUED, 0, None)
    assert enqueued(reader) == [job.id]
    assert queries.get_article(reader, job.article_id) is None


def test_nothing_is_enqueued_when_the_transaction_fails(session, reader, submit, monkeypatch):
    monkeypatch.setattr(session, "commit", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        submit()
    assert enqueued(reader) == []
    assert queries.get_job_of_article(reader, articles.preview(None, text=TEXT).id) is None


def test_what_is_wrong_is_told_at_once(session, submit):
    with pytest.raises(Invalid, match="blank"):
        submit(" ")
    assert enqueued(session) == []


def test_the_article_gets_the_id_of_its_caller(session, reader, submit):
    external = External("1", "wire")
    job = submit(external=external)
    jobs.run(session, job.id)
    assert queries.get_articles_by_external_id(reader, [external]) == {external: job.article_id}
    with pytest.raises(ExternalIdInUse):
        submit(f"{TEXT} Again.", external=external)


def test_an_article_that_was_stored_meanwhile_gets_the_id_of_its_caller(session, reader, submit):
    external = External("1", "wire")
    job = submit(external=external)
    articles.ingest(session, text=TEXT)
    assert jobs.run(session, job.id) is None
    assert queries.get_articles_by_external_id(reader, [external]) == {external: job.article_id}


def test_a_job_whose_external_id_is_taken_meanwhile_fails(session, reader, submit):
    external = External("1", "wire")
    job = submit(external=external)
    articles.ingest(session, text=TEXT)
    articles.ingest(session, text=f"{TEXT} Again.", external=external)
    assert jobs.run(session, job.id) is None
    failed = queries.get_job(reader, job.id)
    assert failed.status is JobStatus.FAILED
    assert failed.error.startswith("ExternalIdInUse")


def test_the_article_is_what_an_ingest_stores(session, reader, submit):
    job = submit(title="T", published_at="2021-07")
    done = jobs.run(session, job.id)
    assert (done.status, done.attempts, done.submission) == (JobStatus.SUCCEEDED, 1, None)
    stored = queries.get_brief(reader, job.article_id)
    assert (stored.text, stored.title, stored.published_at, stored.created_at) == (TEXT, "T", "2021-07", NOW)
    assert len(stored.quotes) == 1


def test_same_text_is_the_same_job(session, submit):
    first = submit(title="first")
    assert submit(title="second").id == first.id
    assert enqueued(session) == [first.id]
    jobs.run(session, first.id)
    assert queries.get_article(session, first.article_id).title == "first"


def test_what_is_stored_is_no_job(session, submit):
    article, _ = articles.ingest(session, text=TEXT)
    again = submit()
    assert isinstance(again, Article)
    assert again.id == article.id
    assert enqueued(session) == []


def test_text_of_a_deleted_article_is_a_job_again(session, submit):
    job = submit()
    jobs.run(session, job.id)
    articles.delete(session, job.article_id)
    assert isinstance(submit(), Job)
    assert enqueued(session) == [job.id, job.id]
    jobs.run(session, job.id)
    assert queries.get_article(session, job.article_id)


def test_article_that_has_come_meanwhile_stays(session, submit, fails):
    job = submit(title="job")
    articles.ingest(session, text=TEXT, title="request")
    fails()
    assert jobs.run(session, job.id) is None
    assert queries.get_job(session, job.id).status is JobStatus.SUCCEEDED
    assert queries.get_article(session, job.article_id).title == "request"


def test_article_that_was_deleted_does_not_come_back(session, submit):
    job = submit()
    articles.ingest(session, text=TEXT)
    articles.delete(session, job.article_id)
    assert jobs.run(session, job.id) is None
    assert queries.get_article(session, job.article_id) is None


def test_article_that_was_deleted_while_its_job_ran_does_not_come_back(session, sessions, submit, monkeypatch):
    job = submit()
    extract = articles.extract

    def late(submission):
        monkeypatch.setattr(articles, "extract", extract)
        with sessions() as other:
            articles.ingest(other, text=TEXT)
            articles.delete(other, job.article_id)
        return extract(submission)

    monkeypatch.setattr(articles, "extract", late)
    assert jobs.run(session, job.id) is None
    assert queries.get_article(session, job.article_id) is None


def test_a_job_is_done_once(session, submit, fails):
    job = submit()
    jobs.run(session, job.id)
    fails()
    assert jobs.run(session, job.id) is None
    assert jobs.run(session, "job_aaaaaaaaaaaaaaaa") is None


def test_a_failed_attempt_leaves_nothing_but_its_error(session, reader, submit, fails):
    job = submit()
    fails()
    with pytest.raises(MemoryError):
        jobs.run(session, job.id)
    stored = queries.get_job(reader, job.id)
    assert (stored.status, stored.attempts, stored.error) == (JobStatus.QUEUED, 1, "MemoryError: all of it")
    assert queries.get_article(reader, job.article_id) is None


def test_after_the_fifth_failure_a_job_is_parked(session, submit, fails):
    job = submit()
    fails()
    parked = run_to_the_end(session, job.id)
    assert (parked.status, parked.attempts, parked.error) == (JobStatus.FAILED, 5, "MemoryError: all of it")
    assert jobs.run(session, job.id) is None
    assert submit().status is JobStatus.FAILED
    assert enqueued(session) == [job.id]


def test_a_job_that_kills_its_workers_is_parked(session, submit, monkeypatch):
    job = submit()

    def die(_text, _published_at):
        raise SystemExit

    monkeypatch.setattr(extraction, "extract", die)
    for _ in range(jobs.MAX_ATTEMPTS):
        with pytest.raises(SystemExit):
            jobs.run(session, job.id)
    assert jobs.run(session, job.id) is None
    parked = queries.get_job(session, job.id)
    assert (parked.status, parked.attempts) == (JobStatus.FAILED, 5)
    assert parked.error.startswith("Each attempt ended with its worker")


@pytest.mark.parametrize("by_id", [True, False])
def test_parked_jobs_are_retried(session, submit, fails, by_id):
    job = submit()
    fails()
    run_to_the_end(session, job.id)
    (retried,) = jobs.retry(session, [job.id] if by_id else [])
    assert (retried.status, retried.attempts, retried.error) == (JobStatus.QUEUED, 0, None)
    assert enqueued(session) == [job.id, job.id]
    with pytest.raises(MemoryError):
        jobs.run(session, job.id)


def test_only_what_has_failed_is_retried(session, submit):
    job = submit()
    with pytest.raises(NotFailed, match="it is queued"):
        jobs.retry(session, [job.id])
    with pytest.raises(NotFound):
        jobs.retry(session, ["job_aaaaaaaaaaaaaaaa"])
    assert jobs.retry(session, []) == []
    assert enqueued(session) == [job.id]


@pytest.mark.database("sqlite")
def test_without_a_queue_there_are_no_jobs(session, submit):
    with pytest.raises(NoQueue, match="Only Postgres"):
        submit()
    with pytest.raises(NoQueue):
        jobs.retry(session, [])


def test_a_queue_that_is_out_of_reach_is_the_database_out_of_reach(reader, submit, monkeypatch):
    def gone(*_, **__):
        raise psycopg.OperationalError("the connection is closed")

    monkeypatch.setattr(SyncPsycopgConnector, "_get_cursor", gone)
    with pytest.raises(OperationalError, match="the connection is closed"):
        submit()
    assert queries.get_job_of_article(reader, articles.preview(None, text=TEXT).id) is None
