"""What to review next, many decisions at once, and the tally of them."""

from datetime import timedelta

import pytest

from ontology.enums import FactStatus, QuoteKind, Scope, Subject
from services import api_keys
from services.review import queue, review
from services.review.review import FactRef
from tests.factories import NOW, create_article, create_event, create_position, create_quote, make_span

TEXT = "Iraq wants peace, the minister said. Iran agreed."


@pytest.fixture
def keys(session):
    return [api_keys.create(session, label=label, scopes=[Scope.REVIEW])[0].id for label in ("Ada", "Bob")]


def judge(session, fact, status, key_id=None):
    subject = {"quo": Subject.QUOTE, "evt": Subject.EVENT, "pos": Subject.POSITION}[fact.id[:3]]
    review.correct(session, FactRef(subject, fact.id), {"status": status}, key_id=key_id)


def test_least_certain_comes_first_with_its_sentence(session, reader):
    article = create_article(session, text=TEXT)
    sure = create_quote(session, article, confidence=0.9)
    unsure = create_event(session, article, confidence=0.1)
    later = make_span("agreed", TEXT)
    other = create_event(session, article, confidence=0.4, triggers=(later,), start=later.start)
    judge(session, create_quote(session, article, confidence=0.0), FactStatus.CONFIRMED)

    first, second, third = queue.list_queue(reader, limit=10).items
    assert [item.fact.id for item in (first, second, third)] == [unsure.id, other.id, sure.id]
    assert first.sentence.exact == "Iraq wants peace, the minister said."
    assert second.sentence.exact == "Iran agreed."
    assert [fact.id for fact in first.together] == [sure.id]
    assert second.together == []


def test_pages_of_the_queue_have_each_fact_once(session, reader):
    articles = [create_article(session) for _ in range(3)]
    facts = [
        create(session, article, confidence=confidence).id
        for article in articles
        for create in (create_quote, create_event, create_position)
        for confidence in (0.5, 0.5, 0.25)
    ]
    seen, after = [], None
    while True:
        page = queue.list_queue(reader, limit=4, after=after, count=True)
        seen += [item.fact.id for item in page.items]
        assert page.total == len(facts)
        if page.next is None:
            break
        after = page.next
    assert sorted(seen) == sorted(facts)
    assert len(queue.list_queue(reader, limit=50, kind=[Subject.QUOTE], max_confidence=0.3).items) == 3
    assert len(queue.list_queue(reader, limit=50, article=[articles[0].id], min_confidence=0.5).items) == 6


def test_number_of_statements_is_constant(session, reader, queries_sent):
    def sent():
        reader.rollback()
        with queries_sent:
            queue.list_queue(reader, limit=50)
        return len(queries_sent)

    create_quote(session)
    once = sent()
    for _ in range(3):
        create_event(session)
    assert sent() == once


def test_each_decision_is_answered_for_itself(session, keys):
    quote, event = create_quote(session, updated_at=NOW - timedelta(days=1)), create_event(session)
    decisions = [
        {"kind": Subject.QUOTE, "id": quote.id, "status": FactStatus.CONFIRMED, "updated_at": quote.updated_at},
        {"kind": Subject.EVENT, "id": "evt_none", "status": FactStatus.CONFIRMED},
        {"kind": Subject.QUOTE, "id": quote.id, "status": FactStatus.REJECTED, "updated_at": quote.updated_at},
        {"kind": Subject.EVENT, "id": event.id, "status": FactStatus.REJECTED, "note": "No."},
    ]
    outcomes = list(queue.decide(session, decisions, key_id=keys[0]))
    assert [outcome.fact_status for outcome in outcomes] == ["confirmed", None, None, "rejected"]
    assert [type(outcome.error).__name__ for outcome in outcomes] == ["NoneType", "NotFound", "Stale", "NoneType"]


def test_summary(session, reader, keys):
    ada, bob = keys
    article = create_article(session, publisher="News")
    quotes = [create_quote(session, article, confidence=0.95) for _ in range(4)]
    for quote in quotes[:3]:
        judge(session, quote, FactStatus.CONFIRMED, ada)
    review.correct(session, FactRef(Subject.QUOTE, quotes[3].id), {"kind": QuoteKind.MIXED}, key_id=ada)
    judge(session, quotes[3], FactStatus.CONFIRMED, bob)
    judge(session, quotes[0], FactStatus.CONFIRMED, bob)
    judge(session, create_event(session, confidence=0.31), FactStatus.REJECTED, bob)

    found = queue.summarise(reader)
    quotes_, events = found.kinds
    assert (quotes_.of, quotes_.confirmed, quotes_.corrected, quotes_.rejected, quotes_.right) == (
        "quote",
        3,
        1,
        0,
        0.75,
    )
    assert (quotes_.low, quotes_.high) == queue.wilson(3, 4) == (0.3006, 0.9544)
    assert (events.of, events.rejected, events.right, events.low) == ("event", 1, 0.0, 0.0)
    assert [tally.of for tally in found.confidences] == ["0.3-0.4", "0.9-1.0"]
    assert {tally.of: tally.reviewed for tally in found.publishers} == {"News": 4, None: 1}
    assert {tally.of: tally.reviewed for tally in found.reviewers} == {"Ada": 2, "Bob": 3}
    assert (found.judged_by_several, found.agreed) == (2, 1)
