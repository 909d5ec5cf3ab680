"""Followers see every change exactly once and in the same order, even when commits overlap."""

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event

from sqlalchemy import event

from ontology.enums import ActorType
from services.transaction import transactional
from store import queries
from store.models import Actor
from tests.factories import TIMES, make_id

WRITERS, TRANSACTIONS, FOLLOWERS = 8, 12, 3


def test_followers_miss_nothing_when_commits_are_slow(engine, sessions):
    random, over = Random(1), Event()
    event.listen(engine, "commit", lambda _: time.sleep(random.random() / 100))

    @transactional
    def add(session, number):
        ids = [make_id("act", 10 * number + each) for each in range(3)]
        session.add_all(Actor(id=each, type=ActorType.PERSON, name=each, **TIMES) for each in ids)

    def write(writer):
        with sessions() as session:
            for number in range(TRANSACTIONS):
                add(session, writer * 1000 + number)

    def follow(_):
        seen, ended = [], False
        with sessions() as session:
            while not ended:
                ended = over.is_set()  # before the last query
                after = seen[-1].pk if seen else 0
                seen += queries.list_changes(session, after=after, limit=7 if not ended else 10_000)
                session.rollback()
        return [(change.pk, change.id) for change in seen]

    with ThreadPoolExecutor(WRITERS) as writing, ThreadPoolExecutor(FOLLOWERS) as following:
        followers = [following.submit(follow, each) for each in range(FOLLOWERS)]
        try:
            list(writing.map(write, range(WRITERS)))
        finally:
            over.set()
        seen = [each.result() for each in followers]

    with sessions() as session:
        stored = [(each.pk, each.id) for each in queries.list_changes(session, after=0, limit=10_000)]
    assert len({each for _, each in stored}) == len(stored) == 3 * WRITERS * TRANSACTIONS
    assert all(each == stored for each in seen)
