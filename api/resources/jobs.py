"""Jobs: articles that a worker reads."""

import time
from threading import BoundedSemaphore
from typing import Any

from flask import Response, jsonify

from api.database import found, session
from api.http.blueprint import Blueprint
from api.http.preferences import RETRY_JOB
from ontology.enums import JobStatus
from schemas.jobs import JobFilter, JobOut, JobPaging, JobWait
from store import queries
from store.models import Job

MAX_WAITING = 4
"""Requests that wait for the end of a job at a time; each keeps a thread."""

blueprint = Blueprint("jobs", __name__, url_prefix="/v1", description="Articles for workers to read")

_POLL_INTERVAL_S = 0.2
_OUT = JobOut()

_waiting = BoundedSemaphore(MAX_WAITING)


@blueprint.route("/jobs")
@blueprint.page(JobOut, JobFilter(), JobPaging())
def list_jobs(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List jobs, the newest first

    The jobs do not include their texts.
    """
    return queries.list_jobs(session(), **filters, **page)


@blueprint.route("/jobs/<id(job):job_id>")
@blueprint.alt_response(200, schema=JobOut, headers={"Retry-After": "Retry-After"})
@blueprint.query(JobWait())
def get_job(query: dict[str, Any], job_id: str) -> Response:
    """Get a job, or wait for its end

    Until the job has ended, Retry-After gives the seconds to wait before the next request.
    """
    job = found(queries.get_job, "job", job_id)
    if query["wait"] and not _has_ended(job) and _waiting.acquire(blocking=False):
        try:
            job = _wait(job, query["wait"])
        finally:
            _waiting.release()
    answer = jsonify(_OUT.dump(job))
    if not _has_ended(job):
        answer.headers.extend(RETRY_JOB)
    return answer


def _wait(job: Job, seconds: int) -> Job:
    deadline = time.monotonic() + seconds
    while not _has_ended(job) and (left := deadline - time.monotonic()) > 0:
        session().close()  # nobody else is to lack a connection meanwhile
        time.sleep(min(_POLL_INTERVAL_S, left))
        job = found(queries.get_job, "job", job.id)
    return job


def _has_ended(job: Job) -> bool:
    return job.status in (JobStatus.SUCCEEDED, JobStatus.FAILED)
