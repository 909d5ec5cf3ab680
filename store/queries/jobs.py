"""Jobs."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from ontology.enums import JobStatus
from store.models import Job
from store.queries.paging import NEWEST, Key, Page, Several, among, both_ways, entity_page, record_order

_SORTS = both_ways(created_at=record_order(Job).reversed())


def list_jobs(
    session: Session,
    *,
    id: Several[str] = (),  # noqa: A002
    article: str | None = None,
    status: Several[JobStatus] = (),
    sort: str = NEWEST,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[Job]:
    """Jobs, without the texts that they are to store."""
    query = select(Job).options(defer(Job.submission, raiseload=True))
    if id:
        query = query.where(among(Job.id, id))
    if article is not None:
        query = query.where(Job.article_id == article)
    if status:
        query = query.where(among(Job.status, status))
    return entity_page(session, query, _SORTS[sort], after, limit, count=count)


def get_job(session: Session, job_id: str) -> Job | None:
    """One job."""
    return session.scalar(select(Job).where(Job.id == job_id))


def get_job_of(session: Session, article_id: str) -> Job | None:
    """The job that stores an article, or has stored it."""
    return session.scalar(select(Job).where(Job.article_id == article_id))


def get_jobs(session: Session, *status: JobStatus) -> Sequence[Job]:
    """All jobs with one of these statuses, the oldest first, without their texts."""
    query = select(Job).options(defer(Job.submission, raiseload=True))
    return session.scalars(query.where(among(Job.status, status)).order_by(Job.pk)).all()
