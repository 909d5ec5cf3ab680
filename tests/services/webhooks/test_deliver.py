"""Delivery to a real receiver, whose answers the tests choose, at times that they choose."""

import math
from datetime import timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import delete

from ontology.enums import ChangeKind, DeliveryStatus, WebhookStatus
from services import clock
from services.errors import Gone, Invalid
from services.webhooks import deliver as service
from services.webhooks import sending, webhooks
from services.webhooks.deliver import RETRY_DELAYS, list_due
from store import queries
from store.models import Change, Delivery
from tests.factories import NOW, create_change, make_id

ONE, OTHER = make_id("quo", 1), make_id("quo", 2)


@pytest.fixture(autouse=True)
def _no_jitter(monkeypatch):
    monkeypatch.setattr(service, "_JITTER", 0)


@pytest.fixture
def pass_time(set_clock):
    """Lets some time pass on the clock of the services."""

    def wait(duration):
        set_clock(clock.now() + duration)

    set_clock(NOW)
    return wait


@pytest.fixture
def add(session):
    """Adds a change of an object to the feed."""

    def add(public_id=ONE, **overrides):
        session.rollback()
        create_change(session, id=public_id, at=clock.now(), **overrides)

    return add


@pytest.fixture
def webhook(session, receiver):
    return webhooks.create(session, url=receiver.url)


def render(_session, changes):
    return [
        {"cursor": change.pk, "kind": change.kind, "id": change.id, "operation": change.operation, "at": f"{change.at}"}
        for change in changes
    ]


@pytest.fixture
def run(sessions, monkeypatch):
    """Delivers what is due, however long it takes, and returns the outcomes."""
    monkeypatch.setattr(service, "_RUN_S", math.inf)
    monkeypatch.setattr(service, "_STEP_S", math.inf)

    def run(webhook, render=render):
        outcomes = []
        service.deliver(sessions, webhook.id, render, lambda _, outcome: outcomes.append(outcome))
        return outcomes

    return run


@pytest.fixture
def stored(sessions, webhook):
    """Reads the webhook and its deliveries, the first one first."""

    def read():
        with sessions() as session:
            page = queries.list_deliveries(session, webhook=webhook.id, limit=500)
            return queries.get_webhook(session, webhook.id), page.items[::-1]

    return read


def test_changes_after_the_creation_are_delivered_in_order(session, add, run, receiver):
    add(make_id("quo", 9))
    webhook = webhooks.create(session, url=receiver.url)
    for number in range(130):
        add(make_id("quo", number))
    assert list_due(session) == [webhook.id]
    assert run(webhook) == ["delivered"] * 130
    assert receiver.ids() == [make_id("quo", number) for number in range(130)]
    session.rollback()
    assert list_due(session) == []
    assert run(webhook) == []


def test_message(add, run, webhook, receiver, stored):
    add()
    run(webhook)
    (message,) = receiver.messages
    (delivery,) = stored()[1]
    assert message.path == "/hook?a=b"
    assert message.headers["webhook-id"] == delivery.id
    assert message.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert message.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert message.data["cursor"] == 1
    assert b'"type":"quote.update"' in message.body
    assert (delivery.status, delivery.attempts, delivery.response_status) == (DeliveryStatus.DELIVERED, 1, 200)
    assert (delivery.response_body, delivery.error, delivery.next_at) == ("It is 200.", None, None)


def test_filters(session, add, run, receiver):
    article = make_id("art", 1)
    webhook = webhooks.create(session, url=receiver.url, kinds=[ChangeKind.QUOTE], articles=[article])
    add(ONE, article_id=article)
    add(OTHER, article_id=make_id("art", 2))
    add(article, kind=ChangeKind.ARTICLE, article_id=article)
    run(webhook)
    assert receiver.ids() == [ONE]
    session.rollback()
    assert list_due(session) == []


def test_retries_come_at_the_times_of_the_specification_and_then_the_delivery_is_parked(
    session, add, run, webhook, receiver, stored, pass_time
):
    receiver.answer = lambda _: 500
    add()
    assert run(webhook) == ["failed"]
    for number, delay in enumerate(RETRY_DELAYS, 1):
        assert run(webhook) == []
        delivery = stored()[1][0]
        assert (delivery.next_at, delivery.attempts) == (clock.now() + delay, number)
        session.rollback()
        assert list_due(session) == []
        pass_time(delay)
        assert list_due(session) == [webhook.id]
        assert run(webhook) == ["parked" if number == len(RETRY_DELAYS) else "failed"]
    delivery = stored()[1][0]
    assert (delivery.status, delivery.next_at) == (DeliveryStatus.PARKED, None)
    assert (delivery.response_status, delivery.error) == (500, "The answer is 500.")
    assert clock.now() - NOW == timedelta(hours=75, minutes=35, seconds=5)
    assert len({message.headers["webhook-id"] for message in receiver.messages}) == 1
    pass_time(timedelta(days=9))
    assert run(webhook) == []


def test_retries_of_deliveries_that_failed_together_are_spread(
    add, run, webhook, receiver, stored, pass_time, monkeypatch
):
    monkeypatch.setattr(service, "_JITTER", 0.1)
    receiver.answer = lambda _: 500
    for number in range(20):
        add(make_id("quo", number))
    run(webhook)
    for delay in RETRY_DELAYS[:2]:
        waits = [delivery.next_at - clock.now() for delivery in stored()[1]]
        assert all(delay <= wait <= delay * 1.1 for wait in waits)
        assert len(set(waits)) > 10
        pass_time(delay * 1.1)
        run(webhook)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("60", timedelta(minutes=1)),
        (format_datetime(NOW + timedelta(minutes=2), usegmt=True), timedelta(minutes=2)),
        ("9" * 5000, timedelta(days=1)),
    ],
)
def test_receiver_is_left_alone_until_the_time_that_it_has_asked_for(
    session, add, run, webhook, receiver, stored, pass_time, status, retry_after, wait
):
    receiver.answer = lambda _: (status, retry_after)
    add(ONE)
    add(OTHER)
    assert run(webhook) == ["failed"]
    assert len(receiver.messages) == 1
    assert stored()[1][0].next_at == clock.now() + wait
    receiver.answer = lambda _: 200
    add(make_id("quo", 3))
    pass_time(wait - timedelta(seconds=1))
    session.rollback()
    assert list_due(session) == run(webhook) == []
    pass_time(timedelta(seconds=1))
    assert list_due(session) == [webhook.id]
    assert run(webhook) == ["delivered"] * 3
    assert receiver.ids() == [ONE, ONE, OTHER, make_id("quo", 3)]


@pytest.mark.parametrize(
    "answer",
    [(429, "1"), (503, "soon"), (503, "-5"), (429, "Sun, 06 Nov 1994 08:49:37 GMT"), (500, "3600"), (404, "3600")],
)
def test_shorter_wrong_and_other_waits_leave_the_retry_times(add, run, webhook, receiver, stored, pass_time, answer):
    receiver.answer = lambda _: answer
    add()
    assert run(webhook) == ["failed"]
    assert stored()[1][0].next_at == clock.now() + RETRY_DELAYS[0]
    pass_time(RETRY_DELAYS[0])
    receiver.answer = lambda _: 200
    assert run(webhook) == ["delivered"]


def test_redelivery_does_not_wait_for_the_time_that_the_receiver_has_asked_for(session, add, run, webhook, receiver):
    receiver.answer = lambda _: (503, "3600")
    add()
    run(webhook)
    receiver.answer = lambda _: 200
    assert webhooks.redeliver(session, webhook.id, None) == 1
    assert run(webhook) == ["delivered"]


def test_order_holds_for_an_object_whose_delivery_fails_while_others_go_on(add, run, webhook, receiver, pass_time):
    receiver.answer = lambda message: 500 if message.data["cursor"] == 2 else 200
    for each in (ONE, ONE, OTHER, ONE, OTHER):
        add(each)
    run(webhook)
    assert [message.data["cursor"] for message in receiver.messages] == [1, 3, 2, 5]
    receiver.answer = lambda _: 200
    add()
    run(webhook)
    assert len(receiver.messages) == 4
    pass_time(RETRY_DELAYS[0])
    run(webhook)
    assert [message.data["cursor"] for message in receiver.messages[4:]] == [2, 4, 6]


def test_a_parked_delivery_holds_nothing_and_can_be_redelivered(
    session, add, run, webhook, receiver, stored, pass_time
):
    receiver.answer = lambda _: 500
    add()
    add()
    for delay in (*RETRY_DELAYS, RETRY_DELAYS[0]):
        run(webhook)
        pass_time(delay)
    receiver.answer = lambda _: 200
    run(webhook)
    first, second = stored()[1]
    assert (first.status, second.status) == (DeliveryStatus.PARKED, DeliveryStatus.DELIVERED)
    assert webhooks.redeliver(session, webhook.id, None) == 1
    assert run(webhook) == ["delivered"]
    assert receiver.messages[-1].headers["webhook-id"] == first.id
    assert webhooks.redeliver(session, webhook.id, [second.id, first.id]) == 2
    assert run(webhook) == ["delivered", "delivered"]
    with pytest.raises(Invalid, match="has no delivery dlv_x"):
        webhooks.redeliver(session, webhook.id, [first.id, "dlv_x"])


def test_redelivery_makes_a_retry_due(session, add, run, webhook, receiver):
    receiver.answer = lambda _: 500
    add()
    run(webhook)
    receiver.answer = lambda _: 200
    assert webhooks.redeliver(session, webhook.id, None) == 1
    assert run(webhook) == ["delivered"]


def test_410_disables_the_webhook(session, add, run, webhook, receiver, stored):
    receiver.answer = lambda _: 410
    add()
    add(OTHER)
    assert run(webhook) == ["failed"]
    disabled, _ = stored()
    assert (disabled.status, disabled.reason) == (WebhookStatus.DISABLED, "The receiver has answered 410 Gone.")
    assert list_due(session) == []
    receiver.answer = lambda _: 200
    assert run(webhook) == []
    assert webhooks.change(session, webhook.id, status=WebhookStatus.ACTIVE).reason is None
    webhooks.redeliver(session, webhook.id, None)
    run(webhook)
    assert receiver.ids() == [ONE, ONE, OTHER]


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        ("hang", None, "The answer was not complete within 0.2 seconds."),
        ("drip", None, "The answer was not complete within 0.2 seconds."),
        ("redirect", 307, "The answer is 307; redirects are not followed."),
        ("babble", None, "The answer is not valid HTTP."),
        (404, 404, "The answer is 404."),
    ],
)
def test_failures(add, run, webhook, receiver, stored, monkeypatch, answer, status, error):
    if "not complete" in error:
        monkeypatch.setattr(sending, "TIMEOUT_S", 0.2)
    receiver.answer = lambda _: answer
    add()
    assert run(webhook) == ["failed"]
    (delivery,) = stored()[1]
    assert (delivery.response_status, delivery.error) == (status, error)
    assert len(receiver.messages) == 1


def test_long_answer_is_read_in_part(add, run, webhook, receiver, stored):
    receiver.answer = lambda _: "flood"
    add()
    assert run(webhook) == ["delivered"]
    assert stored()[1][0].response_body == "x" * 1024


def test_paused_webhook_continues_where_it_stopped(session, add, run, webhook, receiver):
    add()
    webhooks.change(session, webhook.id, status=WebhookStatus.PAUSED)
    assert list_due(session) == run(webhook) == []
    add(OTHER)
    webhooks.change(session, webhook.id, status=WebhookStatus.ACTIVE)
    run(webhook)
    assert receiver.ids() == [ONE, OTHER]


def test_pause_takes_effect_during_a_run(sessions, add, run, webhook, receiver):
    def pause(_message):
        with sessions() as session:
            webhooks.change(session, webhook.id, status=WebhookStatus.PAUSED)
        return 200

    receiver.answer = pause
    add()
    add(OTHER)
    assert run(webhook) == ["delivered"]
    assert receiver.ids() == [ONE]


def test_deletion_takes_effect_during_a_run(sessions, session, add, run, webhook, receiver):
    def drop(_message):
        with sessions() as own:
            webhooks.delete(own, webhook.id, by="Ada")
        return 200

    receiver.answer = drop
    add()
    add(OTHER)
    assert run(webhook) == []
    assert receiver.ids() == [ONE]
    assert session.query(Delivery).count() == 0
    with pytest.raises(Gone, match="by Ada"):
        webhooks.rotate(session, webhook.id)


def test_only_one_run_delivers_at_a_time(session, add, run, webhook, receiver):
    second = []

    def run_again(_message):
        second.extend(run(webhook))
        return 200

    receiver.answer = run_again
    add()
    add(OTHER)
    assert run(webhook) == ["delivered", "delivered"]
    assert second == []
    session.rollback()
    assert queries.get_webhook(session, webhook.id).lease is None


def test_run_that_is_killed_is_repeated_after_its_lease(session, add, run, webhook, receiver, pass_time):
    def die(_session, _changes):
        raise KeyboardInterrupt

    add()
    with pytest.raises(KeyboardInterrupt):
        run(webhook, die)
    session.rollback()
    assert list_due(session) == run(webhook) == []
    pass_time(timedelta(seconds=91))
    assert list_due(session) == [webhook.id]
    assert run(webhook) == ["delivered"]
    assert receiver.ids() == [ONE]


def test_receiver_that_is_down_gets_one_new_change_in_each_rest(session, add, run, webhook, receiver, pass_time):
    receiver.answer = lambda _: 500
    for number in range(service._STEP_SIZE + 3):
        add(make_id("quo", number))
    run(webhook)
    assert len(receiver.messages) == service._STEP_SIZE
    session.rollback()
    assert list_due(session) == []
    receiver.messages.clear()
    pass_time(service.REST)
    run(webhook)  # each delivery again, and one new change
    assert len(set(receiver.ids())) == service._STEP_SIZE
    pass_time(service.REST)
    receiver.answer = lambda _: 200
    assert run(webhook).count("delivered") == 2 + service._STEP_SIZE + 1
    assert set(receiver.ids()) == {make_id("quo", number) for number in range(service._STEP_SIZE + 3)}


def test_webhook_whose_changes_are_no_longer_in_the_feed_is_disabled(session, add, run, webhook, receiver, stored):
    add()
    run(webhook)
    webhooks.change(session, webhook.id, status=WebhookStatus.PAUSED)
    for _ in range(3):
        add(OTHER)
    session.execute(delete(Change).where(Change.pk < 3))
    session.commit()
    webhooks.change(session, webhook.id, status=WebhookStatus.ACTIVE)
    add(OTHER)
    run(webhook)
    assert [message.data["cursor"] for message in receiver.messages] == [1, 5]
    with_reason = stored()[0]
    assert (with_reason.status, with_reason.reason) == (WebhookStatus.ACTIVE, None)


def test_active_webhook_that_has_missed_changes_is_disabled(session, add, run, webhook, receiver, stored):
    add()
    run(webhook)
    for _ in range(3):
        add(OTHER)
    session.execute(delete(Change).where(Change.pk < 3))
    session.commit()
    assert run(webhook) == []
    disabled, deliveries = stored()
    assert disabled.status is WebhookStatus.DISABLED
    assert "no longer has all changes" in disabled.reason
    assert deliveries == []
    assert len(receiver.messages) == 1


def test_old_secret_signs_for_a_day_after_a_rotation(session, add, run, webhook, receiver, pass_time):
    old = webhook.secret
    new = webhooks.rotate(session, webhook.id).secret
    assert old != new
    assert new.startswith("whsec_")
    add()
    run(webhook)
    pass_time(webhooks.OLD_SECRET_LIFETIME)
    add()
    run(webhook)
    both, one = (message.headers["webhook-signature"].split(" ") for message in receiver.messages)
    assert (len(both), len(one)) == (2, 1)
