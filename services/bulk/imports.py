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

from services import articles, briefs, clock, external_ids
from services.bulk import brief_in
from services.bulk.brief_in import ExtractedBrief
from services.errors import ServiceError
from services.external_ids import External
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
    """The outcome of a line: the stored article, the reason for its refusal, or neither if it was already stored.

    `article_id` is the id of the article, also if it was already stored. `error` is the error that a service raised,
    None for an unreadable line.
    """

    line: int
    article: Article | None = None
    refusal: str | None = None
    article_id: str | None = None
    external: External | None = None
    error: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    submission: Submission
    brief: ExtractedBrief | None
    """None for an article that is already stored and only gets the external id."""
    external: External | None


def load(session: Session, lines: Iterable[Line], *, source: str | None = None) -> Iterator[Outcome]:
    """Store the articles, each completely or not at all; after each commit, yield the outcomes of the batch in order.

    `source` is the default source of external ids.
    """
    for batch in _batches(lines):
        yield from _load(session, batch, source)
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


def _load(session: Session, batch: list[Line], source: str | None) -> Iterator[Outcome]:
    refused: dict[int, ServiceError] = {}
    submissions: dict[int, Submission] = {}
    externals: dict[int, External | None] = {}
    pending: dict[int, _Pending] = {}
    for line in batch:
        if line.refusal is None:
            with _refusing(line, refused):
                given = _with_bases(line)
                externals[line.number] = External.taken_from(given, source)
                submissions[line.number] = check(**given)
    stored_ids = queries.get_stored_ids(session, [submission.article_id for submission in submissions.values()])
    session.rollback()  # no transaction stays open during the extraction, which is slow
    for line in batch:
        submission, external = submissions.get(line.number), externals.get(line.number)
        if submission is None or (submission.article_id in stored_ids and external is None):
            continue
        with _refusing(line, refused):
            is_new = submission.article_id not in stored_ids
            brief = _read_brief(submission, line.brief) if is_new else None
            pending[line.number] = _Pending(submission, brief, external)
            stored_ids.add(submission.article_id)
    added = _store(session, pending, refused) if pending else {}
    for line in batch:
        submission, error = submissions.get(line.number), refused.get(line.number)
        yield Outcome(
            line.number,
            added.get(line.number),
            str(error) if error else line.refusal,
            submission.article_id if submission and not error else None,
            externals.get(line.number),
            error,
        )


def _with_bases(line: Line) -> dict[str, Any]:
    """The article of a line, with how its title and date are known, which only its brief says."""
    article = dict(line.article)
    about = line.brief["article"] if line.brief else {}
    for name in ("title", "published_at"):
        if article.get(name) is not None and article[name] == about.get(name):
            article[f"{name}_basis"] = about.get(f"{name}_basis")
    return article


@contextmanager
def _refusing(line: Line, refused: dict[int, ServiceError]) -> Iterator[None]:
    try:
        yield
    except ServiceError as error:
        refused[line.number] = error


def _read_brief(submission: Submission, brief: Mapping[str, Any] | None) -> ExtractedBrief:
    if brief is None:
        return ExtractedBrief(articles.extract(submission))
    return brief_in.read(submission, brief)


def _store(session: Session, pending: Mapping[int, _Pending], refused: dict[int, ServiceError]) -> dict[int, Article]:
    """Store the new articles; return them by their line numbers.

    A line is refused if another text has its external id.
    """
    try:
        added, errors = _add(session, pending)
    except DBAPIError as error:
        if len(pending) == 1 or not is_clash(error):
            raise
    else:
        refused |= errors
        return added
    added = {}
    for number, each in pending.items():  # others are writing: short transactions clash less often
        added |= _store(session, {number: each}, refused)
    return added


@transactional
def _add(session: Session, pending: Mapping[int, _Pending]) -> tuple[dict[int, Article], dict[int, ServiceError]]:
    wanted = {number: (each.external, each.submission.article_id) for number, each in pending.items() if each.external}
    taken = external_ids.check(session, wanted)
    stored_ids = queries.get_stored_ids(session, [each.submission.article_id for each in pending.values()])
    new = {
        number: (each, each.brief)
        for number, each in pending.items()
        if each.brief and number not in taken and each.submission.article_id not in stored_ids
    }
    known = articles.get_known(session, [(each.submission, brief.found) for each, brief in new.values()])
    built = {
        number: briefs.build(each.submission, brief.found, known, clock.now(), brief.position_ids)
        for number, (each, brief) in new.items()
    }
    added = [article for article, _ in built.values()]
    articles.add_built(session, added, [key for _, keys in built.values() for key in keys], known, clock.now())
    of_id = {article.id: article for article in added}
    for number, each in pending.items():
        if each.external and number not in taken:
            article = of_id.get(each.submission.article_id) or queries.get_article(session, each.submission.article_id)
            if article is not None:
                external_ids.claim(session, each.external, article)
    return {number: article for number, (article, _) in built.items()}, taken
