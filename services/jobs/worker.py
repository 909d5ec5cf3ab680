"""A worker: runs the jobs of the queue until it is stopped.

It reads one article at a time, because that uses a whole processor. Deliveries to webhooks mostly wait, so that it runs
several at a time.

The queue gives a job to one worker. A worker that dies sends no more heartbeats to the database, and the others enqueue
its job again.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from psycopg_pool import PoolTimeout
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from services.jobs import jobs
from services.jobs.queue import HEARTBEAT_S, QUEUE, TASK, WEBHOOK_QUEUE, WEBHOOK_TASK
from services.webhooks.courier import MAX_AT_ONCE, POLL_INTERVAL_S
from services.webhooks.deliver import list_due
from store.engine import make_sessions, timeouts
from store.models import Job

_BACKOFF_S = 4  # before the second attempt; its square, cube ... before the others
_LOG = logging.getLogger(__name__)
_OUTAGES = (ConnectorException, OperationalError, PoolTimeout, OSError)

Done = Callable[[Job, float], object]
"""Called with a job after an attempt, and the seconds it took."""

Deliver = Callable[[str], object]
"""Delivers what is due to the webhook with an id."""


def work(
    engine: Engine,
    done: Done,
    deliver: Deliver,
    *,
    backoff: int = _BACKOFF_S,
    heartbeat: float = HEARTBEAT_S,
) -> None:
    """Work until SIGTERM or Ctrl-C; finish the current job first.

    While the database does not answer, try it again.
    """
    sessions = make_sessions(engine)
    asyncio.run(_work(_app(engine, sessions, done, deliver, backoff), sessions, heartbeat))


def _app(engine: Engine, sessions: sessionmaker[Session], done: Done, deliver: Deliver, backoff: int) -> App:
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = PsycopgConnector(
        conninfo=address, min_size=1, max_size=8, timeout=HEARTBEAT_S, kwargs=timeouts(engine.url)
    )
    app = App(connector=connector)

    @app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(exponential_wait=backoff))
    def read(job_id: str) -> None:
        _read(sessions, job_id, done)

    @app.task(name=WEBHOOK_TASK, queue=WEBHOOK_QUEUE)
    def deliver_to(webhook_id: str) -> None:
        deliver(webhook_id)

    return app


def _read(sessions: sessionmaker[Session], job_id: str, done: Done) -> None:
    start = time.monotonic()
    try:
        with sessions() as session:
            job = jobs.run(session, job_id)
    except Exception:
        _LOG.warning("An attempt at %s has failed", job_id, exc_info=True)
        raise
    if job is not None:
        done(job, time.monotonic() - start)


async def _work(app: App, sessions: sessionmaker[Session], heartbeat: float) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            async with app.open_async():
                await _until(stop, app, sessions, heartbeat)
        except _OUTAGES as error:
            _LOG.warning("The database does not answer: %s", error.__cause__ or error)
        if not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), heartbeat / 5)


async def _until(stop: asyncio.Event, app: App, sessions: sessionmaker[Session], heartbeat: float) -> None:
    """Work until a worker, the watch over other workers or webhooks, or the wait for a signal ends."""
    workers = [
        app.run_worker_async(
            queues=[name],
            concurrency=concurrency,
            install_signal_handlers=False,
            delete_jobs="always",  # our own tables have their outcomes
            update_heartbeat_interval=heartbeat,
            stalled_worker_timeout=3 * heartbeat,
        )
        for name, concurrency in ((QUEUE, 1), (WEBHOOK_QUEUE, MAX_AT_ONCE))
    ]
    watches = (_rescue(app, 3 * heartbeat), _enqueue_webhooks(app, sessions), stop.wait())
    tasks = [asyncio.create_task(each) for each in (*workers, *watches)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _rescue(app: App, silence: float) -> None:
    """Enqueue the jobs of dead workers again, until cancelled."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence):
            with suppress(ConnectorException):  # another worker has enqueued it
                await app.job_manager.retry_job(job)
        await asyncio.sleep(silence / 3)


async def _enqueue_webhooks(app: App, sessions: sessionmaker[Session]) -> None:
    """Enqueue the webhooks that have something to deliver, each once, until cancelled."""

    def due() -> Sequence[str]:
        with sessions() as session:
            return list_due(session)

    while True:
        for webhook_id in await asyncio.to_thread(due):
            with suppress(AlreadyEnqueued):
                task = app.configure_task(WEBHOOK_TASK, queue=WEBHOOK_QUEUE, queueing_lock=webhook_id)
                await task.defer_async(webhook_id=webhook_id)
        await asyncio.sleep(POLL_INTERVAL_S)
