"""Random sequences of what people and machines do, against a small model in memory: after each step both agree."""

from contextlib import suppress
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.enums import FactStatus, Modality, QuoteKind, Stance, Subject
from ontology.span import SpanRef
from services import articles, ids
from services.bulk import imports
from services.bulk.imports import Line
from services.errors import Conflict, Invalid, NotFound
from services.review import review
from services.review.review import FactRef
from store import queries
from tests.factories import TEXT

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
ADDED = {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="peace")]}
REJECTED = FactStatus.REJECTED.value


class World:
    """A store, and what it should have: by article, the states of each fact, of which the last one holds."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.known: dict[str, dict[FactRef, list[dict[str, Any]]]] = {}
        self.added: set[FactRef] = set()
        self.gone: set[FactRef] = set()

    # --- acts: `a` says on what, `b` how ---

    def ingest(self, a: int, b: int) -> None:
        article_id, text = list(TEXTS.items())[a % 2]
        if b % 2:
            list(imports.load(self.session, [Line(1, {"text": text})]))
        else:
            articles.ingest(self.session, text=text)
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
            if ref in self.added:
                with pytest.raises(Invalid):
                    self.send(ref, {"status": FactStatus.MACHINE})
                return
            # Taking back what is the machine's already is no change.
            self.expect(ref, states[0], states[0] != states[-1], lambda: self.send(ref, {"status": FactStatus.MACHINE}))

    def restore(self, a: int, b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, states = found
            number = b % (len(states) + 1)
            if number == len(states):
                with pytest.raises(NotFound):
                    review.restore(self.session, ref, number, note=None, key_id=None)
                return
            after = states[number]
            act = lambda: review.restore(self.session, ref, number, note=None, key_id=None)  # noqa: E731
            self.expect(ref, after, after != states[-1], act)

    def add(self, a: int, _b: int) -> None:
        article_id = list(TEXTS)[a % 2]
        if article_id not in self.known:
            with pytest.raises(NotFound):
                review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
        elif self.added & self.known[article_id].keys():
            with pytest.raises(Conflict):
                review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
        else:
            ref = review.add(self.session, Subject.QUOTE, article_id, ADDED, key_id=None)
            self.known[article_id][ref] = [self.state(ref)]
            self.added.add(ref)
            self.gone.discard(ref)

    def delete(self, a: int, _b: int) -> None:
        if (found := self.pick(a)) is not None:
            ref, _ = found
            if ref not in self.added:
                with pytest.raises(Conflict):
                    review.delete(self.session, ref)
                return
            review.delete(self.session, ref)
            for states in self.known.values():
                states.pop(ref, None)
            self.added.discard(ref)
            self.gone.add(ref)

    # --- the model ---

    def learn(self, article_id: str) -> None:
        brief = queries.get_brief(self.session, article_id)
        refs = [
            *(FactRef(Subject.QUOTE, quote.id) for quote in brief.quotes),
            *(FactRef(Subject.EVENT, event.id) for event in brief.events),
            *(FactRef(Subject.POSITION, position.id) for position in brief.positions),
            *(FactRef(Subject.ACTOR, each.actor.id, article_id) for each in brief.appearances),
        ]
        self.known[article_id] = {ref: [self.state(ref)] for ref in refs}
        self.added -= set(refs)
        self.gone -= set(refs)

    def pick(self, a: int) -> tuple[FactRef, list[dict[str, Any]]] | None:
        facts = [each for states in self.known.values() for each in states.items()]
        return facts[a % len(facts)] if facts else None

    def expect(self, ref: FactRef, after: dict[str, Any], is_kept: bool, act: Any) -> None:
        """Do it; it is refused when a fact that counts would refer to a rejected actor."""
        states = next(each for each in self.known.values() if ref in each)
        now = {other: each[-1] for other, each in states.items()} | {ref: after}
        rejected = {other.id for other, state in now.items() if other.subject is Subject.ACTOR and is_rejected(state)}
        uses = {actor for other, state in now.items() if not is_rejected(state) for actor in actors_of(other, state)}
        if rejected & uses:
            with pytest.raises((Conflict, Invalid)):
                act()
            return
        act()
        if is_kept:
            states[ref].append(after)

    def send(self, ref: FactRef, given: dict[str, Any]) -> None:
        review.correct(self.session, ref, given, key_id=None)

    def state(self, ref: FactRef) -> dict[str, Any]:
        self.session.rollback()
        fact = queries.get_fact(self.session, ref.subject, ref.id, ref.article_id)
        return {name: value for name, value in review._state(fact).items() if name != "keys"}

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
        assert people == {ref.id for ref in live if ref.subject is Subject.ACTOR}
        for article_id, states in self.known.items():
            brief = queries.get_brief(self.session, article_id)
            served = [*brief.quotes, *brief.events, *brief.positions, *(each.actor for each in brief.appearances)]
            assert sorted(each.id for each in served) == sorted(ref.id for ref in states if ref in live)
            for ref, history in states.items():
                assert self.state(ref) == history[-1], ref
                kept = review.list_revisions(self.session, ref, limit=100).items
                assert [each.after["status"] for each in kept] == [state["status"] for state in history[::-1]]
        for ref in self.gone - facts.keys():
            with pytest.raises(NotFound):
                review.list_revisions(self.session, ref, limit=1)


def is_rejected(state: dict[str, Any]) -> bool:
    return state["status"] == REJECTED


def actors_of(ref: FactRef, state: dict[str, Any]) -> set[str]:
    match ref.subject:
        case Subject.QUOTE:
            return {state["speaker"]["actor_id"]} if state["speaker"] else set()
        case Subject.EVENT:
            return {*state["actors"], *state["recipients"]}
        case Subject.POSITION:
            return {state["holder"]}
    return set()


ACTS = ("ingest", "drop", "correct", "correct", "judge", "judge", "take_back", "restore", "add", "delete")
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 5))


@given(steps=st.lists(STEPS, min_size=3, max_size=12))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_store_and_model_agree(session, extracts, steps):
    assert extracts
    for article_id in TEXTS:  # of the sequence before
        with suppress(NotFound):
            articles.delete(session, article_id)
    world = World(session)
    world.ingest(0, 0)
    for act, a, b in steps:
        getattr(world, act)(a, b)
        world.check()
