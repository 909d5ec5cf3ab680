"""Metadata of stored articles: corrected by people, and filled in when a text is posted again."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

import services.occurrences
from extraction import occurrences
from extraction.model import Extraction
from ontology.edtf import Edtf
from ontology.enums import DateBasis, TitleBasis
from services import clock, contradictions, copies, extracting, ids
from services.missing import missing
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import Article

NAMES = ("title", "url", "publisher", "language", "published_at")


def change(
    session: Session, article_id: str, given: Mapping[str, Any], *, check_state: Callable[[], None] = lambda: None
) -> None:
    """Change the metadata that is given; null is for what nobody knows. With another date, dates are read again.

    `check_state` raises an error when the article is not the one that the caller has seen. Raises NotFound, Invalid or
    UnsupportedLanguage.
    """
    article = queries.get_article(session, article_id)
    if article is None:
        raise missing(session, "article", article_id)
    submission = check(article.text, **{**stated(article), **given})
    found = None
    session.rollback()  # no transaction stays open during the extraction, which is slow
    if submission.published_at != article.published_at:
        found = extracting.extract(submission.text, submission.published_at)
    _apply(session, article_id, submission, found, check_state)


def fill_in(session: Session, article: Article, submission: Submission, given: Metadata) -> list[str]:
    """Add what a stored article lacks of the metadata that is given with a submission of its text.

    Returns warnings: what was added, and what differs and stays as it is.
    """
    said = {name: getattr(submission, name) for name in NAMES if given.get(name) is not None}
    new = {name: value for name, value in said.items() if getattr(article, name) is None}
    if new:
        change(session, article.id, new)
    other = {name: value for name, value in said.items() if name not in new and getattr(article, name) != value}
    return [
        *(f"Added: {name} was missing and is now {value!r}." for name, value in new.items()),
        *(f"Not changed: {name} is {getattr(article, name)!r}, not {value!r}." for name, value in other.items()),
    ]


def stated(article: Article) -> dict[str, Any]:
    """Return the metadata that somebody gave; the rest is taken from the text again."""
    given = {name: getattr(article, name) for name in NAMES}
    if article.title_basis is not TitleBasis.STATED:
        del given["title"]
    if article.published_at_basis is not DateBasis.STATED:
        del given["published_at"]
    return given


def set_metadata(article: Article, submission: Submission) -> None:
    """Give an article the metadata of a submission of its text."""
    for name in (*NAMES, "title_basis", "published_at_basis"):
        setattr(article, name, getattr(submission, name))
    published = submission.published
    article.published_from = published.earliest if published else None
    article.published_to = published.latest if published else None


@transactional
def _apply(
    session: Session,
    article_id: str,
    submission: Submission,
    found: Extraction | None,
    check_state: Callable[[], None],
) -> None:
    article = queries.get_article(session, article_id, lock=True)
    if article is None:
        raise missing(session, "article", article_id)
    check_state()
    set_metadata(article, submission)
    if session.is_modified(article):
        article.updated_at = clock.now()
    if found is not None:
        stands = queries.list_stands(session, [article.pk])
        _date(session, article, found, submission.published)
        contradictions.renew(session, [article.pk], stands)
        copies.regroup(session, queries.list_group(session, [article.copy_of or article.id]))


def _date(session: Session, article: Article, found: Extraction, published: Edtf | None) -> None:
    """Give an article and its events the dates that were found; what people have said of an event stays."""
    article.dates = found.dates
    read = {ids.event_id(article.id, event.type, event.triggers): event for event in found.events}
    for event in queries.list_events_to_date(session, article.pk):
        again = read.get(event.id)
        if again is None:
            continue
        bounds = Edtf.parse(again.when.edtf) if again.when else None
        event.title = again.title
        event.when_edtf, event.when_span = (again.when.edtf, again.when.span) if again.when else (None, None)
        event.when_from, event.when_to = (bounds.earliest, bounds.latest) if bounds else (None, None)
        if session.is_modified(event):
            event.updated_at = article.updated_at
        report = occurrences.read(again, found.actors, article.text, published)
        services.occurrences.leave(session, event, article.updated_at)
        event.report = report.dump() if report else None
        services.occurrences.rejoin(session, [event], article.updated_at)
