"""A store and a small model of it in memory, to which the same happens.

The model knows facts by the records to which they were linked. Where these are shown follows from the judgements.
"""

from hashlib import sha256
from typing import Any

import pytest

from ontology.enums import FactStatus, Modality, QuoteKind, Stance, Subject
from services import articles, ids
from services.bulk import imports
from services.bulk.imports import Line
from services.errors import Conflict, Gone, Invalid, NotFound
from services.judgements import judge
from services.missing import missing
from services.review import history, review, values
from services.review.reread import reread
from services.review.review import FactRef
from store import queries
from tests.factories import TEXT
from tests.kept_counts import wrong_counts
from tests.kept_keys import wrong_keys
from tests.services.review.readings import ADDED, ADDED_WORDS, READINGS
from tests.services.review.states import (
    IRAQ,
    ISSUE,
    REJECTED,
    Said,
    actors_of,
    crowd_of,
    differ,
    is_rejected,
    minister_of,
    references,
    settled,
    told_by,
    unjudged,
    with_records,
    without,
)

TEXTS = {ids.article_id(sha256(text.encode()).hexdigest()): text for text in (TEXT, f"{TEXT} Again.")}
LISTS = {
    Subject.QUOTE: queries.list_quotes,
    Subject.EVENT: queries.list_events,
    Subject.POSITION: queries.list_positions,
}
# What a fact is corrected to: the field, and two values of it.
VALUES: dict[Subject, tuple[str, tuple[Any, Any]]] = {
    Subject.QUOTE: ("kind", (QuoteKind.DIRECT, QuoteKind.MIXED)),
    Subject.EVENT: ("modality", (Modality.DENIED, Modality.PLANNED)),
    Subject.POSITION: ("stance", (Stance.OPPOSES, Stance.DOUBTS)),
    Subject.ACTOR: ("role", ("minister", "envoy")),
}


class World:
    """A store, and what it should have: by article, the states of each fact, of which the last one holds."""

    def __init__(self, session: Any, extracts: Any) -> None:
        self.session, self.extracts = session, extracts
        self.known: dict[str, dict[FactRef, list[dict[str, Any]]]] = {}
        self.machine: dict[FactRef, dict[str, Any]] = {}
        self.added: set[FactRef] = set()
        self.gone: set[FactRef] = set()
        self.stored: set[str] = set()
        self.judgements: list[Said] = []
        self.ids: set[str] = set()
        self.issues: set[str] = set()

    # --- acts: `a` says on what, `b` how ---

    def ingest(self, a: int, b: int) -> None:
        article_id, text = list(TEXTS.items())[a % 2]
        if b % 2:
            list(imports.load(self.session, [Line(1, {"text": text})]))
        else:
            articles.ingest(self.session, text=text)
        self.stored.add(article_id)
        if article_id not in self.known:
            self.learn(article_id)

    def drop(self, a: int, _b: int) -> None:
        article_id = list(TEXTS)[a % 2]
        if article_id not in self.known:
            with pytest.raises(NotFound):
                articles.delete(self.session, article_id)
            return
        articles.delete(self.session, article_id)
        self.gone |= self.known.pop(article_id).keys()

    def correct(self, a: int, b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, states = found
            name, choices = VALUES[ref.subject]
            changed = states[-1][name] != choices[b % 2]
            after = states[-1] | ({name: choices[b % 2].lower(), "status": "corrected"} if changed else {})
            self.expect(ref, after, changed, lambda: self.send(ref, {name: choices[b % 2]}))

    def judge(self, a: int, b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, states = found
            status = (FactStatus.CONFIRMED, FactStatus.REJECTED)[b % 2]
            after = states[-1] | {"status": status.value}
            self.expect(ref, after, True, lambda: self.send(ref, {"status": status}))

    def take_back(self, a: int, _b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, states = found
            if ref not in self.machine:
                with pytest.raises(Invalid):
                    self.send(ref, {"status": FactStatus.MACHINE})
                return
            # Taking back what is the machine's already is no change.
            after = self.machine[ref] | {"status": "machine"}
            self.expect(ref, after, after != states[-1], lambda: self.send(ref, {"status": FactStatus.MACHINE}))

    def restore(self, a: int, b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, states = found
            number = b % (len(states) + 1)
            if number == len(states):
                with pytest.raises(NotFound):
                    review.restore(self.session, self.shown_ref(ref), number, note=None, key_id=None)
                return
            after = states[number]
            if after["status"] == "contested":  # the machine said so, and not a person
                after = settled(after, states[0])
            elif after["status"] == "machine" and differ(after, self.machine[ref]):
                after = after | {"status": "corrected"}
            act = lambda: review.restore(self.session, self.shown_ref(ref), number, note=None, key_id=None)  # noqa: E731
            self.expect(ref, after, after != states[-1], act)

    def add(self, a: int, _b: int) -> None:
        article_id = list(TEXTS)[a % 2]
        if article_id not in self.known:
            with pytest.raises(NotFound):
                review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
        elif any(states[-1].get("content") == [ADDED_WORDS[0]._asdict()] for states in self.known[article_id].values()):
            with pytest.raises(Conflict):
                review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
        else:
            ref = review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
            self.known[article_id][ref] = [self.state(ref)]  # it refers to nobody
            self.added.add(ref)
            self.gone.discard(ref)
            self.machine.pop(ref, None)  # forget its earlier finding there

    def delete(self, a: int, _b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, _ = found
            if ref not in self.added:
                with pytest.raises(Conflict):
                    review.delete(self.session, self.shown_ref(ref), key_id=None)
                return
            review.delete(self.session, self.shown_ref(ref), key_id=None)
            for states in self.known.values():
                states.pop(ref, None)
            self.added.discard(ref)
            self.machine.pop(ref, None)
            self.gone.add(ref)

    def merge(self, a: int, b: int) -> None:
        """Merge two ministers; one article has one of them."""
        people = sorted(
            {self.shown(ref.article_id, ref.id) for ref in self.actors() if ref.id == minister_of(ref.article_id)}
        )
        if len(people) < 2:
            return
        one, into = people[a % len(people)], people[(a + 1 + b % (len(people) - 1)) % len(people)]
        apart = [each for each in self.judgements if each.article and self.stands(each.one) != self.stands(each.other)]
        sides = {frozenset((self.stands(each.one), self.stands(each.other))) for each in apart}
        if {one, into} in sides:
            with pytest.raises(Conflict):
                judge.merge(self.session, one, into, note=None, key_id=None)
            return
        made = judge.merge(self.session, one, into, note=None, key_id=None)
        self.judgements.append(Said(made, one, into))

    def split(self, a: int, b: int) -> None:
        """Split off what one article has of a record that several have."""
        places: dict[str, list[tuple[str, str]]] = {}
        for ref in self.actors():
            places.setdefault(self.shown(ref.article_id, ref.id), []).append((ref.article_id, ref.id))
        for article_id, states in self.known.items():
            if any(ref.subject is Subject.POSITION for ref in states):
                places.setdefault(self.shown(article_id, ISSUE), []).append((article_id, ISSUE))
        records = sorted(places)
        if not records:
            return
        one = records[a % len(records)]
        article_id, own = places[one][b % len(places[one])]
        if len(places[one]) < 2:
            with pytest.raises(Invalid):
                judge.split(self.session, one, [article_id], note=None, key_id=None)
            return
        made = judge.split(self.session, one, [article_id], note=None, key_id=None)
        other = ids.split_id(one, [article_id])
        self.judgements.append(Said(made, one, other, article_id, own))

    def revoke(self, a: int, _b: int) -> None:
        if not self.judgements:
            with pytest.raises(NotFound):
                judge.revoke(self.session, "jdg_aaaaaaaaaaaaaaaa", key_id=None)
            return
        made = self.judgements.pop(a % len(self.judgements))
        judge.revoke(self.session, made.id, key_id=None)
        with pytest.raises(Conflict):
            judge.revoke(self.session, made.id, key_id=None)

    def reread(self, a: int, b: int) -> None:
        article_id, text = list(TEXTS.items())[a % 2]
        self.extracts(READINGS[b % 3])
        if article_id not in self.known:
            with pytest.raises(NotFound):
                reread(self.session, article_id)
            return
        found = self.found(text)
        planned = reread(self.session, article_id, dry_run=True)
        difference = reread(self.session, article_id)
        assert planned == difference
        said = {"added": set(), "removed": set(), "changed": set(), "contested": set()}
        states = self.known[article_id]
        before = {ref: each[-1] for ref, each in states.items()}
        rejected = {ref.id for ref, state in before.items() if ref.subject is Subject.ACTOR and is_rejected(state)}
        machine = dict(self.machine)
        for ref, value in found.items():
            self.read(ref, value, states, rejected, said)
        judged = [(ref, state) for ref, state in before.items() if state["status"] != "machine"]
        used = {used for ref, state in judged for used in references(ref, state)}
        for ref, _ in judged:
            used |= references(ref, machine[ref]) if ref in machine else set()
        for subject in (Subject.POSITION, Subject.EVENT, Subject.QUOTE, Subject.ACTOR):
            for ref in [ref for ref in before if ref.subject is subject and ref not in found]:
                if before[ref]["status"] != "machine":
                    continue
                if ref.id in used:
                    used |= references(ref, before[ref])
                else:
                    del states[ref]
                    said["removed"].add(self.shown_ref(ref).id)
                    self.gone.add(ref)
        assert {name: {each.id for each in getattr(difference, name)} for name in said} == said

    # --- the model ---

    def actors(self) -> list[FactRef]:
        return [ref for states in self.known.values() for ref in states if ref.subject is Subject.ACTOR]

    def stands(self, record: str) -> str:
        merges = {each.one: each.other for each in self.judgements if each.article is None}
        while record in merges:
            record = merges[record]
        return record

    def shown(self, article_id: str | None, own: str) -> str:
        """The record at which an article shows what was linked to one."""
        splits = [each.other for each in self.judgements if (each.article, each.part) == (article_id, own)]
        return self.stands(splits[-1] if splits else own)

    def shown_ref(self, ref: FactRef) -> FactRef:
        return FactRef(ref.subject, self.shown(ref.article_id, ref.id), ref.article_id) if ref.article_id else ref

    def shown_state(self, ref: FactRef, state: dict[str, Any]) -> dict[str, Any]:
        """A state as it is served: with the records that judgements want."""
        article_id = next((each for each, states in self.known.items() if ref in states), ref.article_id)

        def shown(actor_id: str) -> str:
            return self.shown(article_id, actor_id)

        return with_records(state, shown)

    def check_ids(self) -> None:
        """Every id that was ever handed out leads to its record, to the one that stands for it, or is gone."""
        shown = {self.shown(ref.article_id, ref.id) for ref in self.actors()}
        self.ids |= shown | {each.one for each in self.judgements if each.one.startswith("act_")}
        held = [
            article_id
            for article_id, states in self.known.items()
            if any(ref.subject is Subject.POSITION for ref in states)
        ]
        self.issues |= {self.shown(article_id, ISSUE) for article_id in held}
        self.session.rollback()
        standing = queries.get_standing(self.session, self.ids | self.issues)
        for record in self.ids | self.issues:
            assert standing.get(record, record) == self.stands(record)
            if record in self.ids:
                found = queries.get_actor(self.session, record)
                assert (found is not None) == (record in shown)
            else:
                found = queries.get_issue(self.session, record)
            if found is None and record not in standing:
                assert isinstance(missing(self.session, "record", record), Gone)

    def read(self, ref: FactRef, value: Any, states: Any, rejected: set[str], said: dict[str, set[str]]) -> None:
        """Expect what the machine finds of a fact."""
        past = states.get(ref)
        if past is not None and past[-1]["status"] != "machine":
            status = past[-1]["status"]
            if status == REJECTED:
                pass
            elif not differ(past[-1], value):
                if status == "contested":
                    past.append(settled(past[-1], past[0]))
                    said["changed"].add(self.shown_ref(ref).id)
            elif ref not in self.machine or differ(self.machine[ref], value):
                past.append(past[-1] | {"status": "contested"})
                said["contested"].add(self.shown_ref(ref).id)
            if ref not in self.added or differ(past[0], value) or past[-1]["status"] == "contested":
                self.machine[ref] = value
            else:
                self.machine.pop(ref, None)
            return
        left = without(ref, value, rejected)
        if left is None:
            if past is not None:
                raise AssertionError("A fact that nobody has judged refers to a rejected actor.")
            return
        self.machine[ref] = left
        after = left | {"status": "machine"}
        if past is None:
            states[ref] = [after]
            self.gone.discard(ref)
            said["added"].add(self.shown_ref(ref).id)
        elif after != past[-1]:
            past.append(after)
            said["changed"].add(self.shown_ref(ref).id)

    def found(self, text: str) -> dict[FactRef, dict[str, Any]]:
        """Return what the machine would find in a text that is not stored."""
        brief = articles.preview(self.session, text=text)
        owns = self.owns(brief.id)
        rows = {
            **{FactRef(Subject.ACTOR, owns[row.actor.id], brief.id): row for row in brief.appearances},
            **{FactRef(Subject.QUOTE, row.id): row for row in brief.quotes},
            **{FactRef(Subject.EVENT, row.id): row for row in brief.events},
            **{FactRef(Subject.POSITION, row.id): row for row in brief.positions},
        }
        read = {ref: told_by(values.read(row), owns) for ref, row in rows.items()}
        return {ref: {name: each for name, each in value.items() if name != "keys"} for ref, value in read.items()}

    def owns(self, article_id: str) -> dict[str, str]:
        """The records to which what an article has was linked, by those at which it is shown."""
        own = (IRAQ, minister_of(article_id), crowd_of(article_id), ISSUE)
        return {self.shown(article_id, each): each for each in own}

    def learn(self, article_id: str) -> None:
        brief = queries.get_brief(self.session, article_id)
        owns = self.owns(article_id)
        refs = [
            *(FactRef(Subject.QUOTE, quote.id) for quote in brief.quotes),
            *(FactRef(Subject.EVENT, event.id) for event in brief.events),
            *(FactRef(Subject.POSITION, position.id) for position in brief.positions),
            *(FactRef(Subject.ACTOR, owns[each.actor.id], article_id) for each in brief.appearances),
        ]
        self.known[article_id] = {ref: [told_by(self.state(ref), owns)] for ref in refs}
        self.machine |= {ref: unjudged(states[0]) for ref, states in self.known[article_id].items()}
        self.added -= set(refs)
        self.gone -= set(refs)

    def pick(self, a: int) -> tuple[FactRef, list[dict[str, Any]]] | None:
        facts = [each for states in self.known.values() for each in states.items()]
        return facts[a % len(facts)] if facts else None

    def expect(self, ref: FactRef, after: dict[str, Any], is_kept: bool, act: Any) -> None:
        """Do it; it is refused when a fact would refer to what is gone, or one that counts to a rejected actor."""
        states = next(each for each in self.known.values() if ref in each)
        now = {other: each[-1] for other, each in states.items()} | {ref: after}
        rejected = {other.id for other, state in now.items() if other.subject is Subject.ACTOR and is_rejected(state)}
        uses = {actor for other, state in now.items() if not is_rejected(state) for actor in actors_of(other, state)}
        if rejected & uses or references(ref, after) - {other.id for other in states}:
            with pytest.raises((Conflict, Invalid)):
                act()
            return
        act()
        if is_kept:
            states[ref].append(after)

    def send(self, ref: FactRef, given: dict[str, Any]) -> None:
        review.correct(self.session, self.shown_ref(ref), given, key_id=None)

    def state(self, ref: FactRef) -> dict[str, Any]:
        self.session.rollback()
        ref = self.shown_ref(ref)
        fact = queries.get_fact(self.session, ref.subject, ref.id, ref.article_id)
        return {name: value for name, value in history.state(fact).items() if name != "keys"}

    def check(self) -> None:
        facts = {ref: states[-1] for each in self.known.values() for ref, states in each.items()}
        live = {ref: state for ref, state in facts.items() if not is_rejected(state)}
        for subject, read in LISTS.items():
            self.session.rollback()
            page = read(self.session, limit=100, count=True)
            expected = {ref.id for ref in live if ref.subject is subject}
            assert ({row.id for row in page.items}, page.total) == (expected, len(expected))
            rejected = {row.id for row in read(self.session, limit=100, status=[FactStatus.REJECTED]).items}
            assert rejected == {ref.id for ref in facts if ref.subject is subject} - expected
        counts = queries.count_all(self.session)
        assert counts["quotes"] == sum(ref.subject is Subject.QUOTE for ref in live)
        people = {row.id for row in queries.list_actors(self.session, limit=100).items}
        assert people == {self.shown(ref.article_id, ref.id) for ref in live if ref.subject is Subject.ACTOR}
        assert wrong_keys(self.session) == wrong_counts(self.session) == []
        self.check_ids()
        for article_id, states in self.known.items():
            brief = queries.get_brief(self.session, article_id)
            served = [*brief.quotes, *brief.events, *brief.positions, *(each.actor for each in brief.appearances)]
            assert sorted(each.id for each in served) == sorted(self.shown_ref(ref).id for ref in states if ref in live)
            for ref, past in states.items():
                assert self.state(ref) == self.shown_state(ref, past[-1]), ref
                kept = review.list_revisions(self.session, self.shown_ref(ref), limit=100).items
                assert [each.after["status"] for each in kept] == [state["status"] for state in past[::-1]]
        for ref in self.gone - facts.keys():
            with pytest.raises(Gone):
                review.list_revisions(self.session, ref, limit=1)
        for article_id in TEXTS.keys() - self.known.keys():
            known = NotFound if article_id not in self.stored else Gone
            assert type(missing(self.session, "article", article_id)) is known
