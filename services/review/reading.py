"""Compares what the engine finds in a stored article now with what is stored, before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from extraction.model import Extraction
from ontology.enums import FactStatus, Subject
from services import articles, briefs, clock, ids
from services.judgements import actors as judged_actors
from services.links import Link
from services.review import history, matching, values
from services.review.matching import Stored, said
from services.review.values import Value
from services.submission import Submission
from store import queries
from store.models import ActorKey, Appearance, Article, Revision
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


@dataclass(frozen=True, slots=True)
class _Match:
    """A row that the machine would store now, its value, the same as it is shown, and the stored fact that it is."""

    row: FactEntity
    value: Value
    new: Value
    stored: Stored | None


class Reading:
    """What is there, what is found, and what is therefore to be done.

    Facts are read where the machine has linked them, and compared as they are shown where judgements want them.
    """

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
        self.rejected = {id_of(fact) for fact in rejected}
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

    def show(self, value: Value) -> Value:
        """Return a value with the actors that are shown for its own."""
        return values.with_actors(value, self.shown)

    def shown_id(self, fact: FactEntity) -> str:
        """Return the id by which a fact is served."""
        return self.shown.get(id_of(fact), id_of(fact))

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
            self.show(values.read(fact)),
            self.show(history.first_value(fact, first)),
            None if machine is None else self.show(machine),
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
        of_actor = {id_of(each.fact): each for each in self.stored[Subject.ACTOR]}
        matches[Subject.ACTOR] = [
            _Match(row, value := values.read(row), value, of_actor.get(id_of(row))) for row in self.built.appearances
        ]
        rows: dict[Subject, Sequence[Any]] = {
            Subject.QUOTE: self.built.quotes, Subject.EVENT: self.built.events, Subject.POSITION: self.built.positions,
        }  # fmt: skip
        for subject, found in rows.items():  # quotes first: positions refer to them by their ids
            stored = self.stored[subject]
            pairs = matching.pair(subject, stored, [self.show(values.read(row)) for row in found])
            taken = {id_of(each.fact) for each in stored}
            for j, row in enumerate(found):
                if j in pairs:
                    row.id = id_of(stored[pairs[j]].fact)
                while j not in pairs and row.id in taken:
                    row.id = ids.next_id(row.id)
                taken.add(row.id)
            matches[subject] = [
                _Match(row, value := values.read(row), self.show(value), stored[pairs[j]] if j in pairs else None)
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
            change = self._changed(subject, match.row, before, self.show(left))
            if stored is None:
                self.added.append((subject, match.row, left))
                self.difference.added.append(change)
                continue
            del gone[id(stored)]
            self.written.append((stored, match.row, left))
            if is_other(stored.value, self.show(left)):
                self.difference.changed.append(change)
        self.gone[subject] = [each for each in gone.values() if each.fact.status is FactStatus.MACHINE]

    def _changed(self, subject: Subject, fact: FactEntity, before: Value | None, after: Value | None) -> Change:
        return Change(subject, self.shown_id(fact), before, after)

    def _remove(self) -> None:
        """Remove what is not found any more, but what facts refer to that people have judged, or may take back."""
        facts = (each for some in self.stored.values() for each in some)
        readings = (each.readings for each in facts if each.fact.status is not FactStatus.MACHINE)
        used = {ref for some in readings for value in some for ref in _references(value)}
        for subject in reversed(Subject):  # a quote that stays needs its speaker
            for stored in self.gone[subject]:
                if self.shown_id(stored.fact) in used:
                    used.update(_references(stored.value))
                else:
                    self.removed.append((subject, stored.fact))
                    self.difference.removed.append(self._changed(subject, stored.fact, stored.value, None))

    def _judge(self, subject: Subject, stored: Stored, row: FactEntity, new: Value) -> None:
        """Leave a judged fact as it is, and mark it as contested if the machine now finds something else."""
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


_ROLES = ("actors", "recipients")


def id_of(fact: FactEntity) -> str:
    """Return the public id of a fact; that of an actor of an article is the actor's."""
    return fact.actor.id if isinstance(fact, Appearance) else fact.id


def is_other(one: Value, other: Value) -> bool:
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
