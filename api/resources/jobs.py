"""Jobs: articles that a worker reads, and the header `Prefer: respond-async` that leaves them to it."""

import time
from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from flask import Response, jsonify, request, url_for
from werkzeug.http import parse_list_header

from api.database import found, session
from api.http.blueprint import Blueprint
from api.http.paging import Listing
from ontology.enums import JobStatus
from schemas.jobs import JobFilter, JobOut, JobWait
from services.jobs import queue
from store import queries
from store.models import Article, Job

MOST = 4
"""Requests that wait for the end of a job at a time; each keeps a thread."""

blueprint = Blueprint("jobs", __name__, url_prefix="/v1", description="Articles that a worker reads")

_LOOK = 0.2  # seconds between two looks at a job
_AGAIN = {"Retry-After": "1"}
_OUT = JobOut()
_PREFERENCE = "respond-async"
_HEADERS = {
    "Location": {"description": "The job.", "schema": {"type": "string"}},
    "Preference-Applied": {
        "description": "That the preference was followed.",
        "schema": {"type": "string", "const": _PREFERENCE},
    },
    "Retry-After": "Retry-After",
}

_waiting = BoundedSemaphore(MOST)


def wanted() -> bool:
    """Whether the request prefers (RFC 7240) that a worker does the work, and there are workers."""
    preferences = (item for value in request.headers.getlist("Prefer") for item in parse_list_header(value))
    names = {item.partition(";")[0].strip().lower() for item in preferences}
    return _PREFERENCE in names and queue.is_there(session())


def accepted(job: Job) -> tuple[Job, int, dict[str, str]]:
    """The answer that an article is left to a job."""
    location = {"Location": url_for("jobs.get_job", job_id=job.id), "Preference-Applied": _PREFERENCE}
    return job, 202, location | _AGAIN


def accepting(articles: Blueprint) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: what the view gives may be a job, too."""

    def decorator(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> tuple[Article | Response, int, dict[str, str]]:
            what, status, headers = view(*args, **kwargs)
            return jsonify(_OUT.dump(what)) if isinstance(what, Job) else what, status, headers

        described: Callable[..., Any] = articles.alt_response(
            202, schema=JobOut, description="A worker reads the text; the job", headers=_HEADERS
        )(wrapper)
        return described

    return decorator


@blueprint.route("/jobs")
@blueprint.query(JobFilter)
@blueprint.page(JobOut)
def list_jobs(filters: dict[str, Any]) -> Listing:
    """List jobs, the newest first

    Without the texts that they are to store.
    """
    return Listing(queries.list_jobs, filters)


@blueprint.route("/jobs/<id(job):job_id>")
@blueprint.query(JobWait)
@blueprint.response(200, JobOut, headers={"Retry-After": "Retry-After"})
def get_job(query: dict[str, Any], job_id: str) -> tuple[Job, int, dict[str, str]]:
    """Get a job, or wait for its end

    As long as it has not ended, Retry-After says when to ask again.
    """
    job = found(queries.get_job, "job", job_id)
    if query["wait"] and not _ended(job) and _waiting.acquire(blocking=False):
        try:
            job = _wait(job, query["wait"])
        finally:
            _waiting.release()
    return job, 200, {} if _ended(job) else _AGAIN


def _wait(job: Job, seconds: int) -> Job:
    deadline = time.monotonic() + seconds
    while not _ended(job) and (left := deadline - time.monotonic()) > 0:
        session().close()  # nobody else is to lack a connection meanwhile
        time.sleep(min(_LOOK, left))
        job = found(queries.get_job, "job", job.id)
    return job


def _ended(job: Job) -> bool:
    return job.status in (JobStatus.SUCCEEDED, JobStatus.FAILED)
