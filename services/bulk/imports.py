"""Imports of many articles, with or without their briefs: stored in batches, in order.

An article is identified by its text. One that is stored already stays as it is, so an interrupted import can be run
again.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services import articles, briefs, clock
from services.bulk import brief_in
from services.bulk.brief_in import ExtractedBrief
from services.errors import ServiceError
from services.submission import Submission, check
from services.transaction import transactional
from store import queries
from store.engine import is_clash
from store.models import Article

# A batch is what is in memory, and what an interrupted import has to do again.
_BATCH_SIZE = 32  # articles
_BATCH_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line: an article as `articles.ingest` takes it, with or without its brief, or why it cannot be read."""

    number: int
    article: Mapping[str, Any]
    brief: Mapping[str, Any] | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a line: the stored article, or the reason for its refusal; neither when it was stored already."""

    line: int
    article: Article | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    submission: Submission
    brief: ExtractedBrief


def load(session: Session, lines: Iterable[Line]) -> Iterator[Outcome]:
    """Store the articles, each completely or not at all; yield the outcomes, in order, when a batch is committed."""
    for batch in _batches(lines):
        yield from _load(session, batch)
        session.expunge_all()


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.article.get("text", ""))
        if len(batch) == _BATCH_SIZE or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load(session: Session, batch: list[Line]) -> Iterator[Outcome]:
    refused = {line.number: line.refusal for line in batch if line.refusal is not None}
    submissions: dict[int, Submission] = {}
    pending: dict[int, _Pending] = {}
    for line in batch:
        if line.number not in refused:
            with _refusing(line, refused):
                submissions[line.number] = check(**_with_bases(line))
    stored_ids = queries.get_stored_ids(session, [submission.article_id for submission in submissions.values()])
    session.rollback()  # no transaction stays open during the extraction, which is slow
    for line in batch:
        submission = submissions.get(line.number)
        if submission and submission.article_id not in stored_ids:
            with _refusing(line, refused):
                pending[line.number] = _Pending(submission, _read_brief(submission, line.brief))
                stored_ids.add(submission.article_id)
    added = _store(session, pending) if pending else {}
    for line in batch:
        yield Outcome(line.number, added.get(line.number), refused.get(line.number))


def _with_bases(line: Line) -> dict[str, Any]:
    """The article of a line, with how its title and date are known, which only its brief says."""
    article = dict(line.article)
    about = line.brief["article"] if line.brief else {}
    for name in ("title", "published_at"):
        if article.get(name) is not None and article[name] == about.get(name):
            article[f"{name}_basis"] = about.get(f"{name}_basis")
    return article


@contextmanager
def _refusing(line: Line, refused: dict[int, str]) -> Iterator[None]:
    try:
        yield
    except ServiceError as error:
        refused[line.number] = str(error)


def _read_brief(submission: Submission, brief: Mapping[str, Any] | None) -> ExtractedBrief:
    if brief is None:
        return ExtractedBrief(articles.extract(submission))
    return brief_in.read(submission, brief)


def _store(session: Session, pending: Mapping[int, _Pending]) -> dict[int, Article]:
    """Store the articles that are new; return them by the numbers of their lines."""
    try:
        return _add(session, pending)
    except DBAPIError as error:
        if len(pending) == 1 or not is_clash(error):
            raise
    added: dict[int, Article] = {}
    for number, each in pending.items():  # others are writing: short transactions clash less often
        added |= _store(session, {number: each})
    return added


@transactional
def _add(session: Session, pending: Mapping[int, _Pending]) -> dict[int, Article]:
    stored_ids = queries.get_stored_ids(session, [each.submission.article_id for each in pending.values()])
    new = {number: each for number, each in pending.items() if each.submission.article_id not in stored_ids}
    known = articles.get_known(session, [(each.submission, each.brief.found) for each in new.values()])
    built = {
        number: briefs.build(each.submission, each.brief.found, known, clock.now(), each.brief.position_ids)
        for number, each in new.items()
    }
    added = [article for article, _ in built.values()]
    articles.add_built(session, added, [key for _, keys in built.values() for key in keys], known, clock.now())
    return {number: article for number, (article, _) in built.items()}
