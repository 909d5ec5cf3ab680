"""The queue that hands jobs to workers: procrastinate, on Postgres only.

A job is enqueued on the session's own connection, so it is in the queue if and only if it is stored.
"""

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

HEARTBEAT_S = 10.0
SILENCE_S = 3 * HEARTBEAT_S
"""Seconds after which a worker that sends no heartbeat is considered dead."""
QUEUE = "articles"
TASK = "read"
WEBHOOK_QUEUE = "webhooks"
WEBHOOK_TASK = "deliver"

_APP = App(connector=SyncPsycopgConnector())  # without a connection: each call passes one


def exists(session: Session) -> bool:
    """Return whether the database has a queue."""
    return session.get_bind().dialect.name == "postgresql"


def has_workers(session: Session) -> bool:
    """Return whether a worker is at work on the queue."""
    if not exists(session):
        return False
    heard = (
        "SELECT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - :silence * interval '1 s')"
    )
    return bool(session.scalar(text(heard), {"silence": SILENCE_S}))


def enqueue(session: Session, job_id: str) -> None:
    """Give a job to the workers when the session's transaction is committed."""
    driver = session.connection().connection.driver_connection
    try:
        _APP.configure_task(TASK, queue=QUEUE, connection=driver).defer(job_id=job_id)
    except ConnectorException as error:
        raise OperationalError("enqueue", None, error.__cause__ or error, hide_parameters=True) from error
