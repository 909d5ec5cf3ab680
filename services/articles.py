"""Articles: storing one, previewing its brief, deleting it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy.orm import Session

from extraction import model
from extraction.model import Extraction
from services import (
    api_keys,
    briefs,
    clock,
    contradictions,
    copies,
    external_ids,
    extracting,
    links,
    metadata,
    occurrences,
)
from services.changes import feed
from services.external_ids import External
from services.judgements import actors as judged_actors
from services.judgements import issues as judged_issues
from services.judgements import judged
from services.links import Known
from services.missing import missing
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import ActorKey, Article
from store.queries import Cause


def ingest(
    session: Session, *, text: str, external: External | None = None, **given: Unpack[Metadata]
) -> tuple[Article, bool]:
    """Store a text and its brief; return the article, loaded like `get_brief`, and whether it is new.

    A text that is stored already gets the metadata that it lacks; the warnings of the article that is returned say so,
    and what differs. `external` is the caller's id for it. Raises TooLarge, Invalid, UnsupportedLanguage or
    ExternalIdInUse.
    """
    submission = check(text, **given)
    stored = queries.get_brief(session, submission.article_id)
    if stored is not None:
        return posted_again(session, stored, submission, given, external), False
    check_external(session, submission, external)
    session.rollback()  # no transaction stays open during the extraction, which is slow
    found = extract(submission)
    return transactional(add_article)(session, submission, found, external)


def check_external(session: Session, submission: Submission, external: External | None) -> None:
    """Check that no other text has the external id; raises ExternalIdInUse."""
    if external is not None:
        for error in external_ids.check(session, {external: (external, submission.article_id)}).values():
            raise error


def posted_again(
    session: Session, stored: Article, submission: Submission, given: Metadata, external: External | None = None
) -> Article:
    """Add missing metadata and the external id to a stored article; return it with the warnings of `fill_in`."""
    if external is not None:
        _claim(session, external, submission.article_id)
        session.rollback()
        stored = queries.get_brief(session, submission.article_id) or stored
    warnings = metadata.fill_in(session, stored, submission, given)
    if warnings:
        session.rollback()
        stored = queries.get_brief(session, stored.id) or stored
        session.expunge(stored)  # the warnings are those of this answer, and are not stored
        stored.warnings = (*stored.warnings, *warnings)
    return stored


@transactional
def _claim(session: Session, external: External, article_id: str) -> None:
    article = queries.get_article(session, article_id)
    if article is not None:  # another request may have deleted it
        external_ids.claim(session, external, article)


def preview(session: Session | None, *, text: str, explain: bool = False, **given: Unpack[Metadata]) -> Article:
    """Return the article that `ingest` would store, with the same ids, but without times; store nothing.

    Without a session its actors and issues are those of an empty store. If `explain`, its facts have explanations.
    """
    submission = check(text, **given)
    if session is not None:
        session.rollback()  # as in `ingest`
    found = extract(submission, explain=explain)
    known = Known()
    if session is not None:
        known = get_known(session, [(submission, found)])
        _show_judged(session, known, submission.article_id)
        session.expunge_all()  # changes that the brief makes to actors are not stored
    return briefs.build(submission, found, known)[0]


@transactional
def delete(session: Session, article_id: str, *, key_id: str | None = None) -> None:
    """Delete an article and all that only it says; raises NotFound.

    Its actors and issues are deleted with it, unless other articles have them, too: then actors lose what only this
    article said of them. Occurrences that only this article held together part.
    """
    article = queries.get_article(session, article_id)
    if article is None:
        raise missing(session, "article", article_id)
    now = clock.now()
    joined = queries.list_occurrences_of_articles(session, [article.pk])
    stands = queries.list_stands(session, [article.pk])
    group = queries.list_group(session, [article.copy_of or article.id])
    session.expunge(article)
    actor_pks = queries.delete_article(session, article.pk, Cause(now, api_keys.get_label(session, key_id)))
    occurrences.part(session, joined, now)
    copies.regroup(session, [each for each in group if each is not article])
    contradictions.renew(session, [], stands)
    job = queries.get_job_of_article(session, article_id)
    if job is not None:  # a job that has not ended would store the article again
        session.delete(job)
    links.refresh_actors(session, actor_pks, now)


def get_known(session: Session, found: Sequence[tuple[Submission, Extraction]]) -> Known:
    """Get the stored actors and issues that the extractions of articles may mean."""
    issue_ids, slugs = briefs.issue_ids_and_slugs(found)
    extracted = {submission.article_id: each.actors for submission, each in found}
    known = get_known_actors(session, extracted, issue_ids)
    for issue in queries.list_issues_by_id_or_slug(session, issue_ids, slugs):
        known.issues[issue.id] = known.issues[issue.slug] = issue
    return known


def get_known_actors(
    session: Session, found: Mapping[str, Sequence[model.Actor]], issue_ids: Sequence[str] = ()
) -> Known:
    """Get the stored actors that the actors of articles, given by their ids, may mean.

    With them comes what people have said of them and of the issues with these ids.
    """
    actor_ids = [id_ for article_id, actors in found.items() for id_ in links.ids_of(article_id, actors)]
    by_key = queries.list_actors_by_key(session, links.keys_of(each for some in found.values() for each in some))
    said_of = {*actor_ids, *(actor.id for _, actor in by_key), *issue_ids}
    known = Known(
        by_id=queries.get_actors(session, list(dict.fromkeys(actor_ids))),
        judged=judged.load(session, said_of, articles=list(found)),
    )
    for key, actor in by_key:
        known.by_key[key].append(actor)
    return known


def extract(submission: Submission, *, explain: bool = False) -> Extraction:
    """Extract the facts of a text that is not stored."""
    return extracting.extract(submission.text, submission.published_at, explain=explain)


def add_article(
    session: Session, submission: Submission, found: Extraction, external: External | None = None
) -> tuple[Article, bool]:
    """Add the article of an extraction with its external id, in the transaction of the caller.

    Returns the article, and whether it is new; raises ExternalIdInUse.
    """
    if queries.get_stored_ids(session, [submission.article_id]):
        stored = queries.get_brief(session, submission.article_id)
        if stored is not None:
            external_ids.claim(session, external, stored)
            return stored, False
    known = get_known(session, [(submission, found)])
    now = clock.now()
    article, keys = briefs.build(submission, found, known, stored_at=now)
    if add_built(session, [article], keys, known, now):
        article = queries.get_brief(session, article.id) or article
    external_ids.claim(session, external, article)
    return article, True


def add_built(
    session: Session, built: Sequence[Article], keys: Sequence[ActorKey], known: Known, now: datetime
) -> bool:
    """Add articles that `briefs.build` has built, in the transaction of the caller.

    Returns whether judgements have moved something: then what is stored differs from what was built.
    """
    occurrences.join(session, built, now)
    queries.add_articles(session, built, keys)
    feed.add(session, built)
    article_ids = [article.id for article in built]
    appearances = (each for article in built for each in article.appearances)
    positions = (each for article in built for each in article.positions)
    moved = judged_actors.obey(session, article_ids, appearances, known.judged, now)
    moved = judged_issues.obey(session, article_ids, positions, known.judged, now) or moved
    if moved:
        contradictions.renew(session, [article.pk for article in built])
    else:
        contradictions.add(session, built)
    copies.join(session, built)
    return moved


def _show_judged(session: Session, known: Known, article_id: str) -> None:
    """Let a preview show the actors and issues that judgements will give an article."""
    places = {own: known.judged.place(article_id, own) for _, own in known.judged.split} | {**known.judged.stands}
    actors = queries.get_actors(session, list(places.values()))
    issues = {issue.id: issue for issue in queries.list_issues_by_id_or_slug(session, list(places.values()), [])}
    known.shown.update({own: actors[to] for own, to in places.items() if to in actors})
    for name, issue in known.issues.items():
        known.issues[name] = issues.get(places.get(issue.id, ""), issue)
