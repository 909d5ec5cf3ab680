"""Many articles at once, with or without their briefs: stored in batches, in the order in which they come.

An article is known by its text. What is there already stays as it is, so an import that was broken off is run again.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services import articles, briefs, transaction
from services.bulk import brief_in
from services.bulk.brief_in import Ready
from services.errors import ServiceError
from services.submission import Submission, check
from store import queries
from store.engine import is_clash
from store.models import Article

# What is lost, and done again, when an import is broken off; and what is in memory.
_RECORDS = 32
_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """A line: an article as `articles.ingest` takes it and its brief, if it is there; or why it cannot be read."""

    line: int
    article: Mapping[str, Any]
    brief: Mapping[str, Any] | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: the article that was stored, why it was refused, or neither when it was there already."""

    line: int
    article: Article | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    submission: Submission
    ready: Ready


def load(session: Session, records: Iterable[Record], *, now: datetime | None = None) -> Iterator[Outcome]:
    """Store the articles, each whole or not at all; tells of each line, in order, when its batch is committed."""
    for batch in _batches(records):
        yield from _load(session, batch, now)
        session.expunge_all()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.article.get("text", ""))
        if len(batch) == _RECORDS or size >= _CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load(session: Session, batch: list[Record], now: datetime | None) -> Iterator[Outcome]:
    refused = {record.line: record.refusal for record in batch if record.refusal is not None}
    submissions: dict[int, Submission] = {}
    pending: dict[int, _Pending] = {}
    for record in batch:
        if record.line not in refused:
            with _refusing(record, refused):
                submissions[record.line] = check(now=now, **record.article)
    there = queries.stored_among(session, [submission.article_id for submission in submissions.values()])
    session.rollback()  # extraction takes its time: no transaction stays open meanwhile
    for record in batch:
        submission = submissions.get(record.line)
        if submission and submission.article_id not in there:
            with _refusing(record, refused):
                pending[record.line] = _Pending(submission, _ready(submission, record.brief))
                there.add(submission.article_id)
    stored = _store(session, pending, now) if pending else {}
    for record in batch:
        yield Outcome(record.line, stored.get(record.line), refused.get(record.line))


@contextmanager
def _refusing(record: Record, refused: dict[int, str]) -> Iterator[None]:
    try:
        yield
    except ServiceError as error:
        refused[record.line] = str(error)


def _ready(submission: Submission, brief: Mapping[str, Any] | None) -> Ready:
    return brief_in.read(submission, brief) if brief is not None else Ready(articles.extract(submission))


def _store(session: Session, pending: Mapping[int, _Pending], now: datetime | None) -> dict[int, Article]:
    """The articles that were not there, by their lines."""
    try:
        return transaction.commit(session, lambda: _add(session, pending, now))
    except DBAPIError as error:
        if len(pending) == 1 or not is_clash(error):
            raise
    stored: dict[int, Article] = {}
    for line, each in pending.items():  # others write as well: what takes less time meets fewer of them
        stored |= _store(session, {line: each}, now)
    return stored


def _add(session: Session, pending: Mapping[int, _Pending], now: datetime | None) -> dict[int, Article]:
    there = queries.stored_among(session, [each.submission.article_id for each in pending.values()])
    new = {line: each for line, each in pending.items() if each.submission.article_id not in there}
    known = articles.known(session, {each.submission.article_id: each.ready.found for each in new.values()})
    built = {
        line: briefs.build(each.submission, each.ready.found, known, now or datetime.now(UTC), each.ready.position_ids)
        for line, each in new.items()
    }
    queries.add_articles(
        session, [article for article, _ in built.values()], [key for _, keys in built.values() for key in keys]
    )
    return {line: article for line, (article, _) in built.items()}
