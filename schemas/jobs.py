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
    """An article that a worker is to read and store, or to read again, and how far that has got."""

    id = fields.String(**doc("Derived from the article's id: the same text is the same job.", JOB_ID))
    status = enum(
        JobStatus,
        "queued: it waits for a worker, for the first time or after an attempt that failed; running; succeeded: the "
        "article is stored, or read again; failed: it failed too often, and `communique jobs retry` tries it again.",
    )
    article_id = fields.String(
        **doc("The article, which is there once the job has succeeded.", "art_qm5zk2h7xw3n4tb6"),
    )
    attempts = fields.Integer(**doc("How often a worker has begun it; after 5 it is left alone.", 1))
    error = fields.String(
        allow_none=True, **doc("The error of the last attempt; null when it has not failed.", "MemoryError: ")
    )
    difference = fields.Raw(
        allow_none=True,
        metadata={
            "description": "How many facts were added, removed, changed and contested when the article was read again; "
            "null where it was not.",
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "examples": [{"added": 2, "removed": 1, "changed": 3, "contested": 1}],
        },
    )
    created_at = Timestamp(**doc("When the job was made.", "2026-11-24T07:39:29Z"))
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
            "How many seconds to wait for the end of the job. The answer comes with the end, or after this time, or at "
            "once where too many wait already.",
            30,
        ),
    )
