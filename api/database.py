"""One session for a request, opened when it is first needed. Only services commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TypeVar

from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from services.missing import missing
from store.engine import interrupt, make_engine, make_sessions, version_of

T = TypeVar("T")

_INTERRUPT_INTERVAL_S = 0.1  # a query that begins between two of them is ended by the next


def init_database(app: Flask, url: str) -> None:
    """Give the app an engine, and each request a session that ends with it."""
    engine = app.extensions["engine"] = make_engine(url)
    app.extensions["sessions"] = make_sessions(engine)
    app.teardown_request(_close)


def engine() -> Engine:
    """Return the app's engine."""
    found: Engine = current_app.extensions["engine"]
    return found


def connection() -> Connection:
    """Return the connection of the request's session: whatever a request reads is one state of the store."""
    return session().connection()


def version() -> str:
    """Return the version of the store that the session reads."""
    if "version" not in g:
        g.version = version_of(connection())
    found: str = g.version
    return found


def session() -> Session:
    """Return the session of this request."""
    if "session" not in g:
        g.session = new_session()
    found: Session = g.session
    return found


def new_session() -> Session:
    """Open another session, which the caller closes."""
    opened: Session = current_app.extensions["sessions"]()
    return opened


@contextmanager
def own_session(app: Flask) -> Iterator[None]:
    """Give the block, which may run after the request, a session that ends with it."""
    with app.app_context():
        try:
            yield
        finally:
            _close(None)


def release() -> None:
    """End the transaction of the request, if it has one, before work that takes long: its connection becomes free."""
    g.pop("version", None)
    if "session" in g:
        g.session.rollback()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the queries that the request's session still sends after so many seconds; they fail as in an outage."""
    driver = connection().connection.driver_connection
    over = Event()

    def watch() -> None:
        left = seconds
        while not over.wait(left):
            interrupt(driver)
            left = _INTERRUPT_INTERVAL_S

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()  # the connection is another request's next


def found(get: Callable[[Session, str], T | None], kind: str, public_id: str) -> T:
    """Return the row that a query of the store gets by its id; raises NotFound."""
    row = get(session(), public_id)
    if row is None:
        raise missing(session(), kind, public_id)
    return row


def _close(_error: BaseException | None) -> None:
    g.pop("version", None)
    opened = g.pop("session", None)
    if opened is not None:
        with suppress(OperationalError):  # the database went away after the answer was made
            opened.close()
