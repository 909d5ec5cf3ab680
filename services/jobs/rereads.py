"""Reading many stored articles again: by workers where there are any, and otherwise here, one after the other."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from extraction import version
from ontology.enums import JobStatus
from services.errors import ServiceError
from services.jobs import jobs, queue
from services.review.reread import reread
from store import queries

_PAGE = 100  # articles
_POLL_INTERVAL_S = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading an article again has changed, as numbers of facts; or why it could not be read."""

    article_id: str
    counts: Mapping[str, int]
    error: str | None = None


def list_older_engines(session: Session, before: int | None) -> list[str]:
    """List the engines of stored articles that are not the present one, or only those with rules before a version.

    An engine that is not ours is older than any.
    """
    engines = [engine for engine in queries.list_engines(session) if engine != version.ENGINE]
    return [engine for engine in engines if before is None or (version.rules_of(engine) or 0) < before]


def reread_all(
    session: Session, engines: Sequence[str], filters: Mapping[str, Any], *, dry_run: bool = False
) -> Iterator[Outcome]:
    """Read the articles again that these engines have read, as far as the filters of their list select them.

    Each is a transaction of its own. What is done is not done again by a second call, which goes on where the first one
    was broken off.
    """
    cursor = None
    while engines:
        page = queries.list_articles(session, **filters, engine=list(engines), limit=_PAGE, after=cursor)
        article_ids, cursor = [article.id for article in page.items], page.next
        session.rollback()
        read = _by_workers if not dry_run and queue.has_workers(session) else _here
        yield from read(session, article_ids, dry_run)
        if cursor is None:
            return


def _here(session: Session, article_ids: Sequence[str], dry_run: bool) -> Iterator[Outcome]:
    for article_id in article_ids:
        try:
            yield Outcome(article_id, reread(session, article_id, dry_run=dry_run).counts)
        except ServiceError as error:
            yield Outcome(article_id, {}, str(error))
        session.expunge_all()


def _by_workers(session: Session, article_ids: Sequence[str], _dry_run: bool) -> Iterator[Outcome]:
    waiting = [job.id for job in jobs.submit_rereads(session, article_ids)]
    while waiting:
        time.sleep(_POLL_INTERVAL_S)
        session.rollback()
        ended = queries.list_jobs(
            session, id=waiting, status=[JobStatus.SUCCEEDED, JobStatus.FAILED], limit=len(waiting)
        ).items
        for job in ended:
            yield Outcome(job.article_id, job.difference or {}, job.error)
        gone = {job.id for job in queries.list_jobs(session, id=waiting, limit=len(waiting)).items}
        waiting = [job_id for job_id in waiting if job_id in gone - {job.id for job in ended}]
