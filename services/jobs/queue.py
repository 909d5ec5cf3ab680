"""The queue that hands jobs to workers: procrastinate, on Postgres only.

A job is enqueued on the session's own connection, so it is in the queue if and only if it is stored.
"""

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

QUEUE = "articles"
TASK = "read"

_APP = App(connector=SyncPsycopgConnector())  # without a connection: each call passes one


def exists(session: Session) -> bool:
    """Return whether the database has a queue."""
    return session.get_bind().dialect.name == "postgresql"


def enqueue(session: Session, job_id: str) -> None:
    """Give a job to the workers when the session's transaction is committed."""
    driver = session.connection().connection.driver_connection
    try:
        _APP.configure_task(TASK, queue=QUEUE, connection=driver).defer(job_id=job_id)
    except ConnectorException as error:
        raise OperationalError("enqueue", None, error.__cause__ or error, hide_parameters=True) from error
