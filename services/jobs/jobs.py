"""Articles that are stored outside the request that posted them: a job for each, which `services.jobs.worker` runs.

The article is stored in one transaction with its brief and with the end of its job; until then its text is the job's.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Unpack

import orjson
from sqlalchemy.orm import Session

from extraction.model import Extraction
from ontology.enums import JobStatus
from services import articles, ids, transaction
from services.errors import NoQueue, NotFailed, NotFound
from services.jobs import queue
from services.submission import Metadata, Submission, check
from store import queries
from store.models import Article, Job

ATTEMPTS = 5
"""How often a job is begun before it is left alone."""

_LONGEST_ERROR = 1000
_KILLED = "Each attempt ended with its worker, which was killed or ran out of memory."


def submit(session: Session, *, text: str, now: datetime | None = None, **metadata: Unpack[Metadata]) -> Article | Job:
    """What `articles.ingest` would store, left to a worker: the job that does it, or the article if it is there.

    A job that there is already stays as it is, whatever the metadata. Raises NoQueue, TooLarge, Invalid or
    UnsupportedLanguage.
    """
    if not queue.is_there(session):
        raise NoQueue
    now = now or datetime.now(UTC)
    article_id = check(text, now=now, **metadata).article_id
    submission = orjson.dumps({"text": text, **metadata}).decode()
    return transaction.commit(session, lambda: _submit(session, article_id, submission, now))


def run(session: Session, job_id: str, *, now: datetime | None = None) -> Job | None:
    """Begin a job, and end it: gives it as it is then, or None when there was nothing left to do.

    Raises what the attempt has failed with as long as there are attempts left.
    """
    submission = transaction.commit(session, lambda: _begin(session, job_id, now or datetime.now(UTC)))
    if submission is None:
        return None
    try:
        checked = check(now=now, **orjson.loads(submission))
        found = articles.extract(checked)
        return transaction.commit(session, lambda: _end(session, job_id, checked, found, now or datetime.now(UTC)))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
        job = transaction.commit(session, lambda: _fail(session, job_id, reason, now or datetime.now(UTC)))
        if job is None or job.status is not JobStatus.FAILED:
            raise
        return job


def retry(session: Session, job_ids: Sequence[str], *, now: datetime | None = None) -> Sequence[Job]:
    """Let workers try failed jobs anew, all of them where no ids are given; raises NoQueue, NotFound or NotFailed."""
    if not queue.is_there(session):
        raise NoQueue
    return transaction.commit(session, lambda: _retry(session, job_ids, now or datetime.now(UTC)))


def enqueue_again(session: Session) -> None:
    """Enqueue all jobs that have not ended, which have come from another database; for a transaction that writes."""
    if queue.is_there(session):
        for job in queries.get_jobs(session, JobStatus.QUEUED, JobStatus.RUNNING):
            queue.enqueue(session, job.id)


def _submit(session: Session, article_id: str, submission: str, now: datetime) -> Article | Job:
    article = queries.get_brief(session, article_id)
    if article is not None:
        return article
    job = queries.get_job(session, ids.job_id(article_id))
    if job is not None and job.status is not JobStatus.SUCCEEDED:
        return job
    if job is None:
        job = Job(id=ids.job_id(article_id), article_id=article_id, created_at=now)
        session.add(job)
    job.submission = submission
    _wait(job, now)
    session.flush()
    queue.enqueue(session, job.id)
    return job


def _begin(session: Session, job_id: str, now: datetime) -> str | None:
    """What is to be stored; None when there is no such job, or it has ended."""
    job = queries.get_job(session, job_id)
    if job is None or job.status in (JobStatus.SUCCEEDED, JobStatus.FAILED):
        return None
    job.updated_at = now
    if queries.stored_among(session, [job.article_id]):  # it was posted to be stored at once meanwhile
        _succeed(job)
        return None
    if job.attempts >= ATTEMPTS:
        job.status, job.error = JobStatus.FAILED, job.error or _KILLED
        return None
    job.status, job.attempts = JobStatus.RUNNING, job.attempts + 1
    return job.submission


def _end(session: Session, job_id: str, submission: Submission, found: Extraction, now: datetime) -> Job | None:
    job = queries.get_job(session, job_id)
    if job is None:  # the article was stored in another way meanwhile, and deleted
        return None
    articles.store(session, submission, found, now)
    job.updated_at = now
    _succeed(job)
    return job


def _succeed(job: Job) -> None:
    job.status, job.submission, job.error = JobStatus.SUCCEEDED, None, None


def _fail(session: Session, job_id: str, reason: str, now: datetime) -> Job | None:
    job = queries.get_job(session, job_id)
    if job is not None and job.status is JobStatus.RUNNING:
        job.status = JobStatus.FAILED if job.attempts >= ATTEMPTS else JobStatus.QUEUED
        job.error, job.updated_at = reason, now
    return job


def _retry(session: Session, job_ids: Sequence[str], now: datetime) -> Sequence[Job]:
    if job_ids:
        found = [_failed(session, job_id) for job_id in dict.fromkeys(job_ids)]
    else:
        found = list(queries.get_jobs(session, JobStatus.FAILED))
    for job in found:
        _wait(job, now)
        queue.enqueue(session, job.id)
    return found


def _failed(session: Session, job_id: str) -> Job:
    job = queries.get_job(session, job_id)
    if job is None:
        raise NotFound("job", job_id)
    if job.status is not JobStatus.FAILED:
        raise NotFailed(job.id, job.status)
    return job


def _wait(job: Job, now: datetime) -> None:
    job.status, job.attempts, job.error, job.updated_at = JobStatus.QUEUED, 0, None, now
