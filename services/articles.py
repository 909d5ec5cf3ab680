"""Articles: taking one in, looking at its brief first, deleting it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Unpack

from sqlalchemy.orm import Session

import extraction
from extraction.model import Extraction
from services import briefs, links, transaction
from services.errors import NotFound
from services.links import Known
from services.submission import Metadata, Submission, check
from store import queries
from store.models import Article


def ingest(
    session: Session, *, text: str, now: datetime | None = None, **metadata: Unpack[Metadata]
) -> tuple[Article, bool]:
    """Store a text and its brief; gives the article, loaded like `get_brief`, and whether it is new.

    A text that is there already stays as it is, whatever the metadata. Raises TooLarge, Invalid or
    UnsupportedLanguage.
    """
    now = now or datetime.now(UTC)
    submission = check(text, now=now, **metadata)
    first = queries.get_brief(session, submission.article_id)
    if first is not None:
        return first, False
    session.rollback()  # extraction takes its time: no transaction stays open meanwhile
    found = extract(submission)
    return transaction.commit(session, lambda: store(session, submission, found, now))


def preview(
    session: Session | None, *, text: str, now: datetime | None = None, **metadata: Unpack[Metadata]
) -> Article:
    """The article that `ingest` would store, with the same ids, but without times; nothing is stored.

    Without a session its actors and issues are those of an empty store.
    """
    submission = check(text, now=now, **metadata)
    if session is not None:
        session.rollback()  # as in `ingest`
    found = extract(submission)
    stored = Known()
    if session is not None:
        stored = known(session, {submission.article_id: found})
        session.expunge_all()  # what the brief changes in actors stays out of the store
    return briefs.build(submission, found, stored)[0]


def delete(session: Session, article_id: str, *, now: datetime | None = None) -> None:
    """Delete an article and all that only it tells; raises NotFound.

    Actors and issues of no other article go with it, and actors of others forget what this one said of them.
    """
    now = now or datetime.now(UTC)
    if not transaction.commit(session, lambda: _delete(session, article_id, now)):
        raise NotFound("article", article_id)


def known(session: Session, found: Mapping[str, Extraction]) -> Known:
    """What the store has of the actors and issues of articles, given by their ids."""
    every = list(found.values())
    actors = [actor for each in every for actor in each.actors]
    record_ids = [key for article, each in found.items() for key in links.ids_of(article, each.actors)]
    result = Known(by_id=queries.actors_by_id(session, list(dict.fromkeys(record_ids))))
    for key, record in queries.actors_by_key(session, links.keys_of(actors)):
        result.by_key[key].append(record)
    for issue in queries.known_issues(session, *briefs.issue_keys(every)):
        result.issues[issue.id] = result.issues[issue.slug] = issue
    return result


def extract(submission: Submission) -> Extraction:
    """The brief of an article that is not stored."""
    return extraction.extract(submission.text, submission.published_at)


def store(session: Session, submission: Submission, found: Extraction, now: datetime) -> tuple[Article, bool]:
    """The step of `ingest` that writes, for a transaction that does."""
    there = queries.stored_among(session, [submission.article_id])
    first = queries.get_brief(session, submission.article_id) if there else None
    if first is not None:
        return first, False
    stored = known(session, {submission.article_id: found})
    article, keys = briefs.build(submission, found, stored, now=now)
    queries.add_articles(session, [article], keys)
    return article, True


def _delete(session: Session, article_id: str, now: datetime) -> bool:
    left = queries.delete_article(session, article_id)
    if left is None:
        return False
    job = queries.get_job_of(session, article_id)
    if job is not None:  # one that has not ended would bring the article back
        session.delete(job)
    for actor, tellings in queries.tellings_of(session, left):
        queries.keep_keys(session, actor, links.refresh(actor, tellings, now))
    return True
