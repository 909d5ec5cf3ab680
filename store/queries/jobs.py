"""Jobs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from ontology.enums import JobStatus
from store.models import Job
from store.queries.conditions import Several, among, changed, each
from store.queries.lists import List
from store.queries.paging import Page, Paging, both_ways, newest_first


class JobFilters(Paging, total=False):
    """The arguments of the list of jobs."""

    id: Several[str]
    article: str | None
    status: Several[JobStatus]
    created_from: datetime | None
    updated_from: datetime | None


_JOBS = List(
    select(Job).options(defer(Job.submission, raiseload=True)),
    [each(id=among(Job.id), article=among(Job.article_id), status=among(Job.status), **changed(Job))],
    both_ways(created_at=newest_first(Job).reversed()),
)


def list_jobs(session: Session, **asked: Unpack[JobFilters]) -> Page[Job]:
    """List jobs without their texts."""
    return _JOBS.page(session, asked)


def get_job(session: Session, job_id: str) -> Job | None:
    """Get a job."""
    return session.scalar(select(Job).where(Job.id == job_id))


def get_job_of_article(session: Session, article_id: str) -> Job | None:
    """Get the job that stores an article or has stored it."""
    return session.scalar(select(Job).where(Job.article_id == article_id))


def get_jobs(session: Session, *status: JobStatus) -> Sequence[Job]:
    """Get all jobs with one of these statuses, the oldest first, without their texts."""
    query = select(Job).options(defer(Job.submission, raiseload=True))
    return session.scalars(query.where(Job.status.in_(status)).order_by(Job.pk)).all()
