"""The header Prefer (RFC 7240): whether a worker is to read a posted article, and the answer when it will."""

from flask import Response, jsonify, request, url_for
from werkzeug.http import parse_list_header

from schemas.jobs import JobOut
from store.models import Job

RETRY_JOB = {"Retry-After": "1"}
ACCEPTED_HEADERS = {
    "Location": {"description": "The job.", "schema": {"type": "string"}},
    "Preference-Applied": {
        "description": "The preference that was applied.",
        "schema": {"type": "string", "const": "respond-async"},
    },
    "Retry-After": "Retry-After",
}

_OUT = JobOut()


def prefers_async() -> bool:
    """Return whether the request prefers that a worker reads its article."""
    preferences = (item for value in request.headers.getlist("Prefer") for item in parse_list_header(value))
    return "respond-async" in {item.partition(";")[0].strip().lower() for item in preferences}


def accepted(job: Job) -> Response:
    """Return the answer that a worker will read the article."""
    answer = jsonify(_OUT.dump(job))
    answer.status_code = 202
    location = {"Location": url_for("jobs.get_job", job_id=job.id), "Preference-Applied": "respond-async"}
    answer.headers.extend(location | RETRY_JOB)
    return answer
