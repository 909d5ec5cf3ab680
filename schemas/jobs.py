"""Jobs: articles that a worker reads."""

from marshmallow import fields

from ontology.enums import JobStatus
from schemas.base import In, Out, Timestamp, doc, enum
from schemas.query.fields import Number, article_id, enums, ids
from schemas.query.filters import ChangedFilter
from schemas.query.paging import Paging, order

JOB_ID = "job_w7q2m4n6tb2kh3x5"
MAX_WAIT_S = 60


class JobOut(Out):
    """An article for a worker to read and store, or to read again, and the progress."""

    id = fields.String(**doc("Derived from the id of the article: the same text gives the same job.", JOB_ID))
    status = enum(
        JobStatus,
        "queued: waiting for a worker, for the first time or after a failed attempt; running: being "
        "read; succeeded: the article is stored, or has been read again; failed: all attempts have "
        "failed, and `communique jobs retry` starts again.",
    )
    article_id = fields.String(
        **doc("The id of the article, which exists once the job has succeeded.", "art_qm5zk2h7xw3n4tb6"),
    )
    attempts = fields.Integer(**doc("The number of attempts so far, at most 5.", 1))
    error = fields.String(
        allow_none=True, **doc("The error of the last attempt; null if it has not failed.", "MemoryError: ")
    )
    difference = fields.Raw(
        allow_none=True,
        metadata={
            "description": "The numbers of facts that were added, removed, changed and contested when the article was "
            "read again; null if it was not.",
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "examples": [{"added": 2, "removed": 1, "changed": 3, "contested": 1}],
        },
    )
    created_at = Timestamp(**doc("When the job was created.", "2026-11-24T07:39:29Z"))
    updated_at = Timestamp(**doc("When the job last changed.", "2026-11-24T07:39:31Z"))


class JobFilter(ChangedFilter):
    """The filters of GET /v1/jobs."""

    id = ids("Only the jobs with these ids.", JOB_ID)
    article = article_id("Only the job of the article with this id.")
    status = enums(JobStatus, "Only jobs with this status.")


class JobPaging(Paging):
    """The pages of GET /v1/jobs."""

    sort = order("created_at")


class JobWait(In):
    """The query of GET /v1/jobs/{id}."""

    wait = Number(
        0,
        MAX_WAIT_S,
        of=" of seconds",
        load_default=0,
        **doc(
            "The number of seconds to wait for the end of the job. The answer comes at the end of the "
            "job, after this time, or at once if too many requests are waiting.",
            30,
        ),
    )
