"""Articles: storing one, previewing its brief, deleting it."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from sqlalchemy.orm import Session

from extraction import model
from extraction.model import Extraction
from services import briefs, clock, contradictions, copies, extracting, links, metadata, occurrences
from services.errors import NotFound
from services.links import Known
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import Article


def ingest(session: Session, *, text: str, **given: Unpack[Metadata]) -> tuple[Article, bool]:
    """Store a text and its brief; return the article, loaded like `get_brief`, and whether it is new.

    A text that is stored already gets the metadata that it lacks; the warnings of the article that is returned say so,
    and what differs. Raises TooLarge, Invalid or UnsupportedLanguage.
    """
    submission = check(text, **given)
    stored = queries.get_brief(session, submission.article_id)
    if stored is not None:
        return posted_again(session, stored, submission, given), False
    session.rollback()  # no transaction stays open during the extraction, which is slow
    found = extract(submission)
    return transactional(add_article)(session, submission, found)


def posted_again(session: Session, stored: Article, submission: Submission, given: Metadata) -> Article:
    """Add the metadata that a stored article lacks; return it with the warnings of `metadata.fill_in`."""
    warnings = metadata.fill_in(session, stored, submission, given)
    if warnings:
        session.rollback()
        stored = queries.get_brief(session, stored.id) or stored
        session.expunge(stored)  # the warnings are those of this answer, and are not stored
        stored.warnings = (*stored.warnings, *warnings)
    return stored


def preview(session: Session | None, *, text: str, **given: Unpack[Metadata]) -> Article:
    """Return the article that `ingest` would store, with the same ids, but without times; store nothing.

    Without a session its actors and issues are those of an empty store.
    """
    submission = check(text, **given)
    if session is not None:
        session.rollback()  # as in `ingest`
    found = extract(submission)
    known = Known()
    if session is not None:
        known = get_known(session, [(submission, found)])
        session.expunge_all()  # changes that the brief makes to actors are not stored
    return briefs.build(submission, found, known)[0]


@transactional
def delete(session: Session, article_id: str) -> None:
    """Delete an article and all that only it says; raises NotFound.

    Its actors and issues are deleted with it, unless other articles have them, too: then actors lose what only this
    article said of them. Occurrences that only this article held together part.
    """
    article = queries.get_article(session, article_id)
    if article is None:
        raise NotFound("article", article_id)
    joined = queries.list_occurrences_of_articles(session, [article.pk])
    pairs = queries.list_pairs(session, [article.pk])
    group = queries.list_group(session, [article.copy_of or article.id])
    session.expunge(article)
    actor_pks = queries.delete_article(session, article.pk)
    occurrences.part(session, joined, clock.now())
    copies.regroup(session, [each for each in group if each is not article])
    contradictions.renew(session, [], pairs)
    job = queries.get_job_of_article(session, article_id)
    if job is not None:  # a job that has not ended would store the article again
        session.delete(job)
    for actor, groups in queries.list_appearance_groups(session, actor_pks):
        queries.delete_other_keys(session, actor, links.refresh(actor, groups, clock.now()))


def get_known(session: Session, found: Sequence[tuple[Submission, Extraction]]) -> Known:
    """Get the stored actors and issues that the extractions of articles may mean."""
    known = get_known_actors(session, {submission.article_id: each.actors for submission, each in found})
    for issue in queries.list_issues_by_id_or_slug(session, *briefs.issue_ids_and_slugs(found)):
        known.issues[issue.id] = known.issues[issue.slug] = issue
    return known


def get_known_actors(session: Session, found: Mapping[str, Sequence[model.Actor]]) -> Known:
    """Get the stored actors that the actors of articles, given by their ids, may mean."""
    actor_ids = [id_ for article_id, actors in found.items() for id_ in links.ids_of(article_id, actors)]
    known = Known(by_id=queries.get_actors(session, list(dict.fromkeys(actor_ids))))
    for key, actor in queries.list_actors_by_key(
        session, links.keys_of(each for some in found.values() for each in some)
    ):
        known.by_key[key].append(actor)
    return known


def extract(submission: Submission) -> Extraction:
    """Extract the facts of a text that is not stored."""
    return extracting.extract(submission.text, submission.published_at)


def add_article(session: Session, submission: Submission, found: Extraction) -> tuple[Article, bool]:
    """Add the article of an extraction, in the transaction of the caller; return it, and whether it is new."""
    if queries.get_stored_ids(session, [submission.article_id]):
        stored = queries.get_brief(session, submission.article_id)
        if stored is not None:
            return stored, False
    known = get_known(session, [(submission, found)])
    now = clock.now()
    article, keys = briefs.build(submission, found, known, stored_at=now)
    occurrences.join(session, [article], now)
    queries.add_articles(session, [article], keys)
    contradictions.add(session, [article])
    copies.join(session, [article])
    return article, True
