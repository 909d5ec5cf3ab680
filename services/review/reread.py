"""Reading a stored article again: its facts become those that the engine finds now, and what people have said stays."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from extraction.model import Extraction
from ontology.enums import FactOrigin, FactStatus, Subject
from services import articles, contradictions, copies, links, metadata
from services.judgements import actors as judged_actors
from services.judgements import issues as judged_issues
from services.judgements import judged
from services.missing import missing
from services.review import history, review
from services.review.matching import Stored, said
from services.review.reading import Difference, Reading, id_of, is_other
from services.review.review import FactRef
from services.review.values import Value, Writer
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import Actor, Appearance, Event, Position
from store.queries import FactEntity


def reread(session: Session, article_id: str, *, dry_run: bool = False) -> Difference:
    """Read a stored article again, in one transaction; with `dry_run` return the difference only.

    Raises NotFound, or Unreadable or UnsupportedLanguage where the engine cannot read the text any more.
    """
    difference = None
    while difference is None:
        article = queries.get_article(session, article_id)
        if article is None:
            raise missing(session, "article", article_id)
        given: Metadata = {**metadata.stated(article)}  # type: ignore[typeddict-item]
        text = article.text
        session.rollback()  # no transaction stays open during the extraction, which is slow
        submission = check(text, **given)
        difference = _apply(session, submission, given, articles.extract(submission), dry_run=dry_run)
    return difference


@transactional
def _apply(
    session: Session, submission: Submission, given: Mapping[str, Any], found: Extraction, *, dry_run: bool
) -> Difference | None:
    """Return None, and change nothing, when the metadata has changed since it was read."""
    article = queries.get_article(session, submission.article_id, lock=True)
    if article is None:
        raise missing(session, "article", submission.article_id)
    if metadata.stated(article) != given:
        return None
    reading = Reading(session, article, submission, found)
    if dry_run:
        session.rollback()
    else:
        _Writing(reading).apply()
    return reading.difference


class _Writing:
    """Writes what a reading of an article has found."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.session, self.article, self.now = reading.session, reading.article, reading.now

    def apply(self) -> None:
        """Write the difference, and what the machine says of the article itself."""
        self._set_article()
        actors: list[int] = []
        new_actors: set[Actor] = set()
        left = {fact.issue_pk for _, fact in self.reading.removed if isinstance(fact, Position)}
        rows = [row for _, row, _ in (*self.reading.added, *self.reading.written) if isinstance(row, Position)]
        self.session.add_all(row.issue for row in rows)
        self.session.flush()
        for subject in Subject:
            for kind, row, value in self.reading.added:
                if kind is subject:
                    fact = self._add(subject, row, value)
                    if isinstance(fact, Appearance):
                        new_actors.add(fact.actor)
                        actors.append(fact.actor_pk)
            for stored, row, value in self.reading.written:
                if isinstance(row, queries.MODELS[subject]) and self._write(stored, row, value):
                    actors += [stored.fact.actor_pk] if isinstance(stored.fact, Appearance) else []
        for stored, row, new, status in self.reading.judged:
            self._keep(stored, row, new, status)
        for subject, fact in self.reading.removed:
            if isinstance(fact, Event):
                history.join(self.session, fact, self.now, before=True, after=False)
            if isinstance(fact, Appearance):
                actors.append(fact.actor_pk)
                shown = queries.id_in_article(self.article.id, self.reading.shown_id(fact))
                queries.add_removals(self.session, [shown], self.reading.cause)
            queries.delete_fact(self.session, subject, fact, self.reading.cause)
        self.session.add_all(key for key in self.reading.keys if key.actor in new_actors)
        self.session.flush()
        links.refresh_actors(self.session, actors, self.now)
        left |= self._obey()
        contradictions.renew(self.session, [self.article.pk], self.reading.stands)
        if self.reading.is_redated:
            copies.regroup(self.session, queries.list_group(self.session, [self.article.copy_of or self.article.id]))
        queries.delete_unused_issues(self.session, left, self.reading.cause)

    def _obey(self) -> set[int]:
        """Move what judgements want elsewhere, as for a new article; return the issues that positions were on."""
        actors, positions = (
            queries.list_facts_of(self.session, subject, self.article.pk)
            for subject in (Subject.ACTOR, Subject.POSITION)
        )
        appearances = [each for each in actors if isinstance(each, Appearance)]
        held = [each for each in positions if isinstance(each, Position)]
        records = {*(each.actor.id for each in appearances), *(each.issue.id for each in held)}
        rules = judged.load(self.session, records, articles=[self.article.id])
        judged_actors.obey(self.session, [self.article.id], appearances, rules, self.now)
        split_off = queries.get_actors(self.session, sorted(set(rules.split.values())))
        links.give_keys(self.session, split_off.values())
        issues = {each.issue_pk for each in held}
        judged_issues.obey(self.session, [self.article.id], held, rules, self.now)
        return issues

    def _add(self, subject: Subject, row: Any, value: Value) -> FactEntity:
        if isinstance(row, Appearance):
            self.session.add(row.actor)
            fact: FactEntity = Appearance(actor=row.actor, link=row.link)
        else:
            fact = queries.MODELS[subject](id=row.id)
        fact.article, fact.article_pk, fact.confidence = self.article, self.article.pk, row.confidence
        fact.status, fact.origin, fact.created_at, fact.updated_at = (
            FactStatus.MACHINE, FactOrigin.MACHINE, self.now, self.now,
        )  # fmt: skip
        self.session.add(fact)
        self._set(fact, value)
        if isinstance(fact, Event):
            fact.report = row.report
            history.join(self.session, fact, self.now, before=False, after=True)
        return fact

    def _set(self, fact: FactEntity, value: Value) -> None:
        Writer(self.session, self.article, self.now, is_live=True).write(fact, value)

    def _write(self, stored: Stored, row: FactEntity, value: Value) -> bool:
        """Set a fact that nobody has judged to what the machine finds; return whether anything is new."""
        fact = stored.fact
        shown = self.reading.show(value)
        is_new = stored.value != shown
        if is_new:
            self._set(fact, value)
            fact = self._loaded(fact)
            if is_other(stored.value, shown):
                after = self.reading.show(history.state(fact))
                history.add_revision(self.session, fact, stored.state, after, now=self.now, note=self.reading.note)
        if is_new or fact.confidence != row.confidence:
            fact.confidence, fact.updated_at = row.confidence, self.now
        self._join(fact, row, before=True, after=True, again=is_new)
        return is_new

    def _keep(self, stored: Stored, row: FactEntity, new: Value, status: FactStatus) -> None:
        fact, before = stored.fact, stored.state
        is_new = stored.machine is None or said(new) != said(stored.machine)
        is_known = status is not FactStatus.CONTESTED and said(new) == said(stored.first)
        found = None if is_known else new
        was = history.is_joined(before, stored.machine)
        if fact.found != found:
            fact.found, fact.updated_at = found, self.now
        if status is not fact.status or (status is FactStatus.CONTESTED and is_new):
            fact.status, fact.updated_at = status, self.now
            after = before | {"status": status.value} | ({"found": new} if status is FactStatus.CONTESTED else {})
            history.add_revision(self.session, fact, before, after, now=self.now, note=self.reading.note)
        is_ = history.is_joined(before, new)
        self._join(fact, row, before=was, after=is_, again=False)

    def _join(self, fact: FactEntity, row: FactEntity, *, before: bool, after: bool, again: bool) -> None:
        if isinstance(fact, Event) and isinstance(row, Event):
            again = again or self.reading.is_redated or fact.report != row.report
            fact.report = row.report
            history.join(self.session, fact, self.now, before=before, after=after, again=again)

    def _loaded(self, fact: FactEntity) -> FactEntity:
        """Return a fact with all that it refers to, after it was written."""
        self.session.flush()
        subject = history.subject_of(fact)
        ref = FactRef(subject, id_of(fact), self.article.id if subject is Subject.ACTOR else None)
        return review.get(self.session, ref)

    def _set_article(self) -> None:
        article = self.article
        built = self.reading.built
        metadata.set_metadata(article, self.reading.submission)
        article.engine, article.dates, article.warnings = built.engine, built.dates, built.warnings
        if self.session.is_modified(article):
            article.updated_at = self.now
