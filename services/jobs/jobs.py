"""Articles that are stored, or read again, outside the request: each has a job, which `services.jobs.worker` runs.

The article, its brief and the end of its job are stored in one transaction; until then the job has the text. Reading an
article again is a transaction of its own, and twice is the same as once.
"""

from collections.abc import Sequence
from typing import Any, Unpack

import orjson
from sqlalchemy.orm import Session

from extraction.model import Extraction
from ontology.enums import JobStatus
from services import articles, clock, external_ids, ids
from services.errors import ExternalIdInUse, NoQueue, NotFailed, NotFound
from services.external_ids import External
from services.jobs import queue
from services.missing import missing
from services.review.reading import Difference
from services.review.reread import reread
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import Article, Job

MAX_ATTEMPTS = 5
"""Attempts after which a job has failed."""

_EXTERNAL = "external"
_REREAD = orjson.dumps({"reread": True}).decode()
_MAX_ERROR_LENGTH = 1000
_KILLED = "Each attempt ended with its worker, which was killed or ran out of memory."


def submit(
    session: Session, *, text: str, external: External | None = None, **metadata: Unpack[Metadata]
) -> Article | Job:
    """Leave to a worker what `articles.ingest` would store; return the job, or the article if it is stored already.

    An existing job stays unchanged, even with other metadata. Raises NoQueue, TooLarge, Invalid,
    UnsupportedLanguage or ExternalIdInUse.
    """
    if not queue.exists(session):
        raise NoQueue
    submission = check(text, **metadata)
    articles.check_external(session, submission, external)
    given = {"text": text, **metadata} | ({_EXTERNAL: list(external)} if external else {})
    found = _submit(session, submission.article_id, orjson.dumps(given).decode())
    if isinstance(found, Job):
        return found
    return articles.posted_again(session, found, submission, metadata, external)


def submit_rereads(session: Session, article_ids: Sequence[str]) -> list[Job]:
    """Leave stored articles to workers, which read them again; return the jobs, in order.

    The job of an article that has not ended stays as it is. Raises NoQueue or NotFound.
    """
    if not queue.exists(session):
        raise NoQueue
    return _submit_rereads(session, article_ids)


def run(session: Session, job_id: str) -> Job | None:
    """Run a job; return it as it is then, or None when there was nothing to do.

    Raises the error of a failed attempt while attempts are left.
    """
    submission = _begin(session, job_id)
    if submission is None:
        return None
    try:
        if submission == _REREAD:
            return _end_reread(session, job_id, reread(session, _article_of(session, job_id)))
        given = orjson.loads(submission)
        external = _external(given)
        checked = check(**given)
        return _end(session, job_id, checked, articles.extract(checked), external)
    except Exception as error:
        job = _fail(session, job_id, f"{type(error).__name__}: {error}"[:_MAX_ERROR_LENGTH])
        if job is None or job.status is not JobStatus.FAILED:
            raise
        return job


def retry(session: Session, job_ids: Sequence[str]) -> Sequence[Job]:
    """Retry failed jobs, all of them when no ids are given; raises NoQueue, NotFound or NotFailed."""
    if not queue.exists(session):
        raise NoQueue
    return _retry(session, job_ids)


def enqueue_unfinished(session: Session) -> None:
    """Enqueue the unfinished jobs that came from another database, in the transaction of the caller."""
    if queue.exists(session):
        for job in queries.get_jobs(session, JobStatus.QUEUED, JobStatus.RUNNING):
            queue.enqueue(session, job.id)


@transactional
def _submit(session: Session, article_id: str, submission: str) -> Article | Job:
    article = queries.get_brief(session, article_id)
    if article is not None:
        return article
    job = queries.get_job(session, ids.job_id(article_id))
    if job is not None and job.status is not JobStatus.SUCCEEDED:
        return job
    if job is None:
        job = Job(id=ids.job_id(article_id), article_id=article_id, created_at=clock.now())
        session.add(job)
    _submit_job(session, job, submission)
    return job


@transactional
def _submit_rereads(session: Session, article_ids: Sequence[str]) -> list[Job]:
    stored = queries.get_stored_ids(session, article_ids)
    jobs = []
    for article_id in article_ids:
        if article_id not in stored:
            raise missing(session, "article", article_id)
        job = queries.get_job_of_article(session, article_id)
        if job is None:
            job = Job(id=ids.job_id(article_id), article_id=article_id, created_at=clock.now())
            session.add(job)
        if job.submission is None or job.status is JobStatus.FAILED:
            _submit_job(session, job, _REREAD)
        jobs.append(job)
    return jobs


def _submit_job(session: Session, job: Job, submission: str) -> None:
    job.submission, job.difference = submission, None
    _queue(job)
    session.flush()
    queue.enqueue(session, job.id)


@transactional
def _begin(session: Session, job_id: str) -> str | None:
    """Return what is to be stored; None when there is no such job, or it has ended."""
    job = queries.get_job(session, job_id)
    if job is None or job.status in (JobStatus.SUCCEEDED, JobStatus.FAILED):
        return None
    job.updated_at = clock.now()
    if job.submission not in (None, _REREAD):
        article = queries.get_article(session, job.article_id)
        if article is not None:  # another request has stored it in the meantime
            try:
                external_ids.claim(session, _external(orjson.loads(job.submission)), article)
            except ExternalIdInUse as error:  # another attempt would not help
                job.status, job.error = JobStatus.FAILED, f"ExternalIdInUse: {error}"[:_MAX_ERROR_LENGTH]
            else:
                _succeed(job)
            return None
    if job.attempts >= MAX_ATTEMPTS:
        job.status, job.error = JobStatus.FAILED, job.error or _KILLED
        return None
    job.status, job.attempts = JobStatus.RUNNING, job.attempts + 1
    return job.submission


@transactional
def _end(
    session: Session, job_id: str, submission: Submission, found: Extraction, external: External | None
) -> Job | None:
    job = queries.get_job(session, job_id)
    if job is None:  # another request has stored and deleted the article meanwhile
        return None
    articles.add_article(session, submission, found, external)
    job.updated_at = clock.now()
    _succeed(job)
    return job


@transactional
def _end_reread(session: Session, job_id: str, difference: Difference) -> Job | None:
    job = queries.get_job(session, job_id)
    if job is not None:
        job.updated_at, job.difference = clock.now(), difference.counts
        _succeed(job)
    return job


@transactional
def _fail(session: Session, job_id: str, reason: str) -> Job | None:
    job = queries.get_job(session, job_id)
    if job is not None and job.status is JobStatus.RUNNING:
        job.status = JobStatus.FAILED if job.attempts >= MAX_ATTEMPTS else JobStatus.QUEUED
        job.error, job.updated_at = reason, clock.now()
    return job


@transactional
def _retry(session: Session, job_ids: Sequence[str]) -> Sequence[Job]:
    if job_ids:
        failed = [_get_failed(session, job_id) for job_id in dict.fromkeys(job_ids)]
    else:
        failed = list(queries.get_jobs(session, JobStatus.FAILED))
    for job in failed:
        _queue(job)
        queue.enqueue(session, job.id)
    return failed


def _get_failed(session: Session, job_id: str) -> Job:
    job = queries.get_job(session, job_id)
    if job is None:
        raise NotFound("job", job_id)
    if job.status is not JobStatus.FAILED:
        raise NotFailed(job.id, job.status)
    return job


def _article_of(session: Session, job_id: str) -> str:
    job = queries.get_job(session, job_id)
    if job is None:
        raise NotFound("job", job_id)
    return job.article_id


def _external(given: dict[str, Any]) -> External | None:
    """Take the external id out of a submission."""
    external = given.pop(_EXTERNAL, None)
    return External(*external) if external else None


def _succeed(job: Job) -> None:
    job.status, job.submission, job.error = JobStatus.SUCCEEDED, None, None


def _queue(job: Job) -> None:
    job.status, job.attempts, job.error, job.updated_at = JobStatus.QUEUED, 0, None, clock.now()
