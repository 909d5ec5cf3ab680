"""Deliver webhooks from a thread of the server, for databases without a queue.

One thread looks for webhooks that are due, and starts another one for each of them. Several servers on one database
share the webhooks by their leases.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from services.webhooks.deliver import list_due

POLL_INTERVAL_S = 1
MAX_AT_ONCE = 4
"""Webhooks to which a process delivers at a time."""
_LOG = logging.getLogger(__name__)


class Courier:
    """The threads of one process; they end with it."""

    def __init__(self, sessions: sessionmaker[Session], deliver: Callable[[str], object]) -> None:
        self._sessions, self._deliver = sessions, deliver
        self._lock, self._busy = Lock(), set[str]()

    def start(self) -> None:
        """Start to deliver."""
        Thread(target=self._watch, name="webhooks", daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                with self._sessions() as session:
                    due = list_due(session)
                for webhook_id in due:
                    self._begin(webhook_id)
            except DBAPIError as error:
                _LOG.warning("Webhooks wait for the database: %s", error.orig)
            time.sleep(POLL_INTERVAL_S)

    def _begin(self, webhook_id: str) -> None:
        with self._lock:
            if webhook_id in self._busy or len(self._busy) >= MAX_AT_ONCE:
                return
            self._busy.add(webhook_id)
        Thread(target=self._run, args=(webhook_id,), name=webhook_id, daemon=True).start()

    def _run(self, webhook_id: str) -> None:
        try:
            self._deliver(webhook_id)
        except DBAPIError as error:
            _LOG.warning("%s waits for the database: %s", webhook_id, error.orig)
        finally:
            with self._lock:
                self._busy.discard(webhook_id)
