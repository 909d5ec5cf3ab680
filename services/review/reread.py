"""Reading a stored article again: its facts become those that the engine finds now, and what people have said stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from extraction.model import Extraction
from ontology.enums import FactOrigin, FactStatus, Subject
from services import articles, briefs, clock, contradictions, copies, ids, links, metadata
from services.judgements import actors as judged_actors
from services.judgements import issues as judged_issues
from services.judgements import judged
from services.links import Link
from services.missing import missing
from services.review import history, matching, review, values
from services.review.matching import Stored, said
from services.review.review import FactRef
from services.review.values import Value, Writer
from services.submission import Metadata, Submission, check
from services.transaction import transactional
from store import queries
from store.models import Actor, ActorKey, Appearance, Article, Event, Position, Revision
from store.queries import Cause, FactEntity


@dataclass(frozen=True, slots=True)
class Change:
    """What reading an article again does to a fact; `before` is null for a new one, `after` for one that is gone.

    Of a contested fact, `before` is what people say and `after` what the machine finds.
    """

    kind: Subject
    id: str
    before: Value | None
    after: Value | None


@dataclass(slots=True)
class Difference:
    """What reading an article again changes, and the engines before and after it."""

    article_id: str
    engine_before: str
    engine: str
    added: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    contested: list[Change] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many facts were added, removed, changed and contested."""
        return {name: len(getattr(self, name)) for name in ("added", "removed", "changed", "contested")}


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
    reading = _Reading(session, article, submission, found)
    if dry_run:
        session.rollback()
    else:
        reading.apply()
    return reading.difference


@dataclass(frozen=True, slots=True)
class _Match:
    """A row that the machine would store now, its value, the same as it is shown, and the stored fact that it is."""

    row: FactEntity
    value: Value
    new: Value
    stored: Stored | None


class _Reading:
    """Facts are read where the machine has linked them, and compared as they are shown where judgements want them."""

    def __init__(self, session: Session, article: Article, submission: Submission, found: Extraction) -> None:
        self.session, self.article, self.submission, self.found = session, article, submission, found
        self.now = clock.now()
        self.is_redated = submission.published_at != article.published_at
        self.note = f"Read again by {found.engine}."
        self.cause = Cause(self.now, note=self.note)
        self.difference = Difference(article.id, article.engine, found.engine)
        self.stands = queries.list_stands(session, [article.pk])
        self.shown = self._send_home()
        self.stored = self._load()
        self.built, self.keys = self._build()
        self.matches = self._match()
        rejected = (each.fact for each in self.stored[Subject.ACTOR] if each.fact.status is FactStatus.REJECTED)
        self.rejected = {_id(fact) for fact in rejected}
        self.added: list[tuple[Subject, FactEntity, Value]] = []
        self.written: list[tuple[Stored, FactEntity, Value]] = []
        self.judged: list[tuple[Stored, FactEntity, Value, FactStatus]] = []
        self.removed: list[tuple[Subject, FactEntity]] = []
        self.gone: dict[Subject, list[Stored]] = {}
        for subject in Subject:
            self._compare(subject)
        self._remove()

    # --- what is there, and what is found ---

    def _send_home(self) -> dict[str, str]:
        """Take back what judgements have moved; return the ids of the actors that are shown for others, by theirs."""
        records = queries.list_records_of_article(self.session, self.article.pk)
        pks = {pk for record in records for pk in (record.linked_pk, record.shown_pk)}
        judged_actors.send_home(self.session, self.article.pk, pks)
        queries.send_positions_of_article_home(self.session, self.article.pk)
        return {record.linked_id: record.shown_id for record in records}

    def _show(self, value: Value) -> Value:
        return values.with_actors(value, self.shown)

    def _shown_id(self, fact: FactEntity) -> str:
        return self.shown.get(_id(fact), _id(fact))

    def _load(self) -> dict[Subject, list[Stored]]:
        first = queries.get_first_revisions(self.session, self.article.pk)
        return {
            subject: [
                self._stored(fact, first.get((subject, fact.pk)))
                for fact in queries.list_facts_of(self.session, subject, self.article.pk)
            ]
            for subject in Subject
        }

    def _stored(self, fact: FactEntity, first: Revision | None) -> Stored:
        machine = history.machine_value(fact, first)
        return Stored(
            fact,
            self._show(values.read(fact)),
            self._show(history.first_value(fact, first)),
            None if machine is None else self._show(machine),
        )

    def _build(self) -> tuple[Article, list[ActorKey]]:
        """Build the rows of the brief as storing does; an actor that is the same as before keeps its link."""
        stored = self.stored[Subject.ACTOR]
        pairs = matching.pair(Subject.ACTOR, stored, [values.of_actor(actor) for actor in self.found.actors])
        facts = {j: stored[i].fact for j, i in pairs.items()}
        kept = {j: Link(fact.actor, fact.link) for j, fact in facts.items() if isinstance(fact, Appearance)}
        known = articles.get_known(self.session, [(self.submission, self.found)])
        return briefs.build(self.submission, self.found, known, self.now, links=kept)

    def _match(self) -> dict[Subject, list[_Match]]:
        matches: dict[Subject, list[_Match]] = {}
        of_actor = {_id(each.fact): each for each in self.stored[Subject.ACTOR]}
        matches[Subject.ACTOR] = [
            _Match(row, value := values.read(row), value, of_actor.get(_id(row))) for row in self.built.appearances
        ]
        rows: dict[Subject, Sequence[Any]] = {
            Subject.QUOTE: self.built.quotes, Subject.EVENT: self.built.events, Subject.POSITION: self.built.positions,
        }  # fmt: skip
        for subject, found in rows.items():  # quotes first: positions refer to them by their ids
            stored = self.stored[subject]
            pairs = matching.pair(subject, stored, [self._show(values.read(row)) for row in found])
            taken = {_id(each.fact) for each in stored}
            for j, row in enumerate(found):
                if j in pairs:
                    row.id = _id(stored[pairs[j]].fact)
                while j not in pairs and row.id in taken:
                    row.id = ids.next_id(row.id)
                taken.add(row.id)
            matches[subject] = [
                _Match(row, value := values.read(row), self._show(value), stored[pairs[j]] if j in pairs else None)
                for j, row in enumerate(found)
            ]
        return matches

    # --- what is to be done ---

    def _compare(self, subject: Subject) -> None:
        gone = {id(each): each for each in self.stored[subject]}
        for match in self.matches[subject]:
            stored, new = match.stored, match.new
            if stored is not None and stored.fact.status is not FactStatus.MACHINE:
                del gone[id(stored)]
                self._judge(subject, stored, match.row, new)
                continue
            left = self._without_rejected(subject, match.value)
            if left is None:
                continue
            before = None if stored is None else stored.value
            change = self._changed(subject, match.row, before, self._show(left))
            if stored is None:
                self.added.append((subject, match.row, left))
                self.difference.added.append(change)
                continue
            del gone[id(stored)]
            self.written.append((stored, match.row, left))
            if _is_other(stored.value, self._show(left)):
                self.difference.changed.append(change)
        self.gone[subject] = [each for each in gone.values() if each.fact.status is FactStatus.MACHINE]

    def _changed(self, subject: Subject, fact: FactEntity, before: Value | None, after: Value | None) -> Change:
        return Change(subject, self._shown_id(fact), before, after)

    def _remove(self) -> None:
        """Remove what is not found any more, but what facts refer to that people have judged, or may take back."""
        facts = (each for some in self.stored.values() for each in some)
        readings = (each.readings for each in facts if each.fact.status is not FactStatus.MACHINE)
        used = {ref for some in readings for value in some for ref in _references(value)}
        for subject in reversed(Subject):  # a quote that stays needs its speaker
            for stored in self.gone[subject]:
                if self._shown_id(stored.fact) in used:
                    used.update(_references(stored.value))
                else:
                    self.removed.append((subject, stored.fact))
                    self.difference.removed.append(self._changed(subject, stored.fact, stored.value, None))

    def _judge(self, subject: Subject, stored: Stored, row: FactEntity, new: Value) -> None:
        """Leave a fact that people have judged as it is, and say so where the machine finds something else now."""
        status = stored.fact.status
        change = self._changed(subject, stored.fact, stored.value, new)
        if status is not FactStatus.REJECTED:
            if said(new) == said(stored.value):
                if status is FactStatus.CONTESTED:
                    status = history.settled_status(stored.value, stored.first)
                    self.difference.changed.append(change)
            elif stored.machine is None or said(new) != said(stored.machine):
                status = FactStatus.CONTESTED
                self.difference.contested.append(change)
        self.judged.append((stored, row, new, status))

    def _without_rejected(self, subject: Subject, value: Value) -> Value | None:
        """Return the value without actors that people have rejected; None for what is nothing without them."""
        match subject:
            case Subject.QUOTE if value["speaker"] and value["speaker"]["actor_id"] in self.rejected:
                return value | {"speaker": value["speaker"] | {"actor_id": None}}
            case Subject.EVENT:
                left = ((role, [each for each in value[role] if each not in self.rejected]) for role in _ROLES)
                return value | dict(left)
            case Subject.POSITION if value["holder"] in self.rejected:
                return None
        return value

    # --- doing it ---

    def apply(self) -> None:
        """Write the difference, and what the machine says of the article itself."""
        self._set_article()
        actors: list[int] = []
        new_actors: set[Actor] = set()
        left = {fact.issue_pk for _, fact in self.removed if isinstance(fact, Position)}
        rows = [row for _, row, _ in (*self.added, *self.written) if isinstance(row, Position)]
        self.session.add_all(row.issue for row in rows)
        self.session.flush()
        for subject in Subject:
            for kind, row, value in self.added:
                if kind is subject:
                    fact = self._add(subject, row, value)
                    if isinstance(fact, Appearance):
                        new_actors.add(fact.actor)
                        actors.append(fact.actor_pk)
            for stored, row, value in self.written:
                if isinstance(row, queries.MODELS[subject]) and self._write(stored, row, value):
                    actors += [stored.fact.actor_pk] if isinstance(stored.fact, Appearance) else []
        for stored, row, new, status in self.judged:
            self._keep(stored, row, new, status)
        for subject, fact in self.removed:
            if isinstance(fact, Event):
                history.join(self.session, fact, self.now, before=True, after=False)
            if isinstance(fact, Appearance):
                actors.append(fact.actor_pk)
                shown = queries.id_in_article(self.article.id, self._shown_id(fact))
                queries.add_removals(self.session, [shown], self.cause)
            queries.delete_fact(self.session, subject, fact, self.cause)
        self.session.add_all(key for key in self.keys if key.actor in new_actors)
        self.session.flush()
        links.refresh_actors(self.session, actors, self.now)
        left |= self._obey()
        contradictions.renew(self.session, [self.article.pk], self.stands)
        if self.is_redated:
            copies.regroup(self.session, queries.list_group(self.session, [self.article.copy_of or self.article.id]))
        queries.delete_unused_issues(self.session, left, self.cause)

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
        shown = self._show(value)
        is_new = stored.value != shown
        if is_new:
            self._set(fact, value)
            fact = self._loaded(fact)
            if _is_other(stored.value, shown):
                after = self._show(history.state(fact))
                history.add_revision(self.session, fact, stored.state, after, now=self.now, note=self.note)
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
            history.add_revision(self.session, fact, before, after, now=self.now, note=self.note)
        is_ = history.is_joined(before, new)
        self._join(fact, row, before=was, after=is_, again=False)

    def _join(self, fact: FactEntity, row: FactEntity, *, before: bool, after: bool, again: bool) -> None:
        if isinstance(fact, Event) and isinstance(row, Event):
            again = again or self.is_redated or fact.report != row.report
            fact.report = row.report
            history.join(self.session, fact, self.now, before=before, after=after, again=again)

    def _loaded(self, fact: FactEntity) -> FactEntity:
        """Return a fact with all that it refers to, after it was written."""
        self.session.flush()
        subject = history.subject_of(fact)
        ref = FactRef(subject, _id(fact), self.article.id if subject is Subject.ACTOR else None)
        return review.get(self.session, ref)

    def _set_article(self) -> None:
        article = self.article
        metadata.set_metadata(article, self.submission)
        article.engine, article.dates, article.warnings = self.built.engine, self.built.dates, self.built.warnings
        if self.session.is_modified(article):
            article.updated_at = self.now


_ROLES = ("actors", "recipients")


def _id(fact: FactEntity) -> str:
    return fact.actor.id if isinstance(fact, Appearance) else fact.id


def _is_other(one: Value, other: Value) -> bool:
    """Return whether what readers see of a fact that nobody has judged differs."""
    issues = [value["issue"]["id"] if "issue" in value else None for value in (one, other)]
    return said(one) != said(other) or issues[0] != issues[1]


def _references(value: Value) -> Iterable[str]:
    if value.get("speaker"):
        yield value["speaker"]["actor_id"]
    yield from value.get("actors", ())
    yield from value.get("recipients", ())
    if "holder" in value:
        yield from (value["holder"], value["quote_id"])
