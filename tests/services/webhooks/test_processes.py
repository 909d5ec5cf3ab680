"""Processes that deliver from one database at once, and are killed."""

import random
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import ExitStack

import pytest
from sqlalchemy import select, update

from ontology.enums import DeliveryStatus
from services.webhooks import webhooks
from store import queries
from store.models import Webhook
from tests.factories import create_change, make_id
from tests.waiting import until

pytestmark = pytest.mark.slow

# As the server does it on SQLite, and the worker on Postgres, whose heart beats fast here.
PROCESS = """
import sys
from api.http.objects import entries
from services.jobs import queue, worker
from services.webhooks import addresses
from services.webhooks.courier import Courier
from services.webhooks.deliver import deliver
from store.engine import make_engine, make_sessions

addresses.allow(["127.0.0.0/8"])
engine = make_engine(sys.argv[1])
sessions = make_sessions(engine)
send = lambda webhook_id: deliver(sessions, webhook_id, entries, lambda *_: None)
if queue.exists(sessions()):
    worker.work(engine, lambda *_: None, send, heartbeat=0.3)
else:
    Courier(sessions, send)._watch()
"""


@pytest.fixture
def start(database_url):
    """Starts two processes that deliver, and returns a function that kills them."""
    with ExitStack() as stack:

        def start():
            command = [sys.executable, "-c", PROCESS, database_url]
            processes = [stack.enter_context(subprocess.Popen(command)) for _ in range(2)]

            def kill():
                for process in processes:
                    process.send_signal(signal.SIGKILL)
                    process.wait()

            stack.callback(kill)
            return kill

        yield start


def undelivered(session, webhook):
    session.rollback()
    if session.scalar(select(Webhook.after)) < queries.get_last_number_of_changes(session):
        return True
    waiting = queries.list_deliveries(session, webhook=webhook.id, status=[DeliveryStatus.WAITING], limit=1)
    return bool(waiting.items)


def test_killed_processes_lose_nothing_and_keep_the_order(session, receiver, start):
    webhook = webhooks.create(session, url=receiver.url)
    receiver.answer = lambda _: "hang" if len(receiver.messages) == 20 else 200
    for _ in range(60):
        create_change(session, id=make_id("quo", random.randrange(5)))
    kill = start()
    until(lambda: len(receiver.messages) == 20)
    kill()
    session.rollback()
    session.execute(update(Webhook).values(lease=None))  # it would end later by itself
    for _ in range(60):
        create_change(session, id=make_id("quo", random.randrange(5)))
    start()
    until(lambda: not undelivered(session, webhook))

    numbers = [int(message.data["cursor"].partition("-")[0]) for message in receiver.messages]
    assert set(numbers) == set(range(1, 121))
    of_objects = defaultdict(list)
    for message, number in zip(receiver.messages, numbers, strict=True):
        if number not in of_objects[message.data["id"]]:
            of_objects[message.data["id"]].append(number)
    assert all(found == sorted(found) for found in of_objects.values())
    assert len(numbers) <= 120 + 20  # what was sent before the kill
