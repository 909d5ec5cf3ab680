import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from services import idempotency
from services.errors import KeyInUse, KeyReused
from services.idempotency import MAX_DURATION, RETENTION, Claim, StoredAnswer
from store.models import IdempotentRequest
from tests.factories import NOW

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def claim(session):
    def claim(key="k", sha256="a", now=NOW):
        return idempotency.claim(session, Claim(key, now), sha256)

    return claim


@pytest.fixture
def finished(session, claim):
    idempotency.finish(session, claim(), status=201, article_id="art_1")


def count(session):
    return session.scalar(select(func.count()).select_from(IdempotentRequest))


def test_first_request_has_the_right(claim):
    assert claim() == Claim("k", NOW)
    assert claim("another") == Claim("another", NOW)


def test_each_caller_has_keys_of_its_own():
    keys = {idempotency.new_claim(caller, "k").key for caller in (None, "key_a", "key_b")}
    assert len(keys) == 3


def test_request_under_way_is_in_the_way(claim):
    claim()
    with pytest.raises(KeyInUse):
        claim()


@pytest.mark.usefixtures("finished")
def test_same_request_has_the_same_answer(claim):
    assert claim() == claim() == StoredAnswer(201, "art_1")


@pytest.mark.usefixtures("finished")
def test_another_request_is_refused(claim):
    with pytest.raises(KeyReused):
        claim(sha256="b")


def test_another_request_is_refused_while_the_first_is_under_way(claim):
    claim()
    with pytest.raises(KeyReused):
        claim(sha256="b")


def test_released_key_is_free(session, claim):
    idempotency.release(session, claim())
    assert claim(sha256="b") == Claim("k", NOW)


@pytest.mark.usefixtures("finished")
def test_answer_is_kept_for_a_day(claim):
    assert claim(now=NOW + RETENTION - MOMENT) == StoredAnswer(201, "art_1")
    assert claim(now=NOW + RETENTION, sha256="b") == Claim("k", NOW + RETENTION)


def test_request_that_was_lost_gives_way(session, claim):
    lost = claim()
    with pytest.raises(KeyInUse):
        claim(now=NOW + MAX_DURATION - MOMENT)
    later = claim(now=NOW + MAX_DURATION)
    assert later == Claim("k", NOW + MAX_DURATION)
    # It comes back after all: the key is not its own any more.
    idempotency.finish(session, lost, status=201, article_id="art_1")
    idempotency.release(session, lost)
    with pytest.raises(KeyInUse):
        claim(now=NOW + MAX_DURATION)


def test_old_requests_are_forgotten_some_at_a_time(monkeypatch, reader, claim):
    monkeypatch.setattr(idempotency, "_DELETED_AT_ONCE", 2)
    for number in range(5):
        claim(str(number), now=NOW + number * MOMENT)
    claim("new", now=NOW + RETENTION + 3 * MOMENT)
    assert set(reader.scalars(select(IdempotentRequest.key))) == {"2", "3", "4", "new"}


def test_claim_takes_the_same_queries_however_many_are_old(claim, queries_sent):
    for number in range(5):
        claim(str(number))
    for late in (RETENTION, RETENTION + MOMENT):
        with queries_sent:
            claim(str(late), now=NOW + late)
        assert len(queries_sent) == 3


def test_only_one_of_two_at_once_has_the_right(sessions):
    together = threading.Barrier(2)

    def one(_):
        with sessions() as session:
            together.wait()
            try:
                return idempotency.claim(session, Claim("k", NOW), "a")
            except KeyInUse:
                return None

    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(one, range(2)))

    assert sorted(claims, key=bool) == [None, Claim("k", NOW)]
    with sessions() as session:
        assert count(session) == 1
