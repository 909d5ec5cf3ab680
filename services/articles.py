"""Articles: taking one in, looking at its brief first, deleting it."""

from datetime import UTC, datetime
from typing import Unpack

from sqlalchemy.orm import Session

import extraction
from extraction.model import Extraction
from services import briefs, transaction
from services.errors import NotFound
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
    found = _extract(submission)
    return transaction.commit(session, lambda: _store(session, submission, found, now))


def preview(*, text: str, now: datetime | None = None, **metadata: Unpack[Metadata]) -> Article:
    """The article that `ingest` would store, with the same ids, but without times; nothing is stored."""
    submission = check(text, now=now, **metadata)
    return briefs.build(submission, _extract(submission))


def delete(session: Session, article_id: str) -> None:
    """Delete an article, all that was found in it, and actors and issues of no other one; raises NotFound."""
    if not transaction.commit(session, lambda: queries.delete_article(session, article_id)):
        raise NotFound("article", article_id)


def _extract(submission: Submission) -> Extraction:
    return extraction.extract(submission.text, submission.published_at)


def _store(session: Session, submission: Submission, found: Extraction, now: datetime) -> tuple[Article, bool]:
    first = queries.get_brief(session, submission.article_id)
    if first is not None:
        return first, False
    actors = queries.actors_by_id(session, briefs.actor_ids(submission, found))
    issues = queries.issues_by_id(session, briefs.issue_ids(found))
    article = briefs.build(submission, found, actors=actors, issues=issues, now=now)
    session.add(article)
    session.flush()
    return article, True
