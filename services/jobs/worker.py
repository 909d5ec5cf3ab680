"""A worker: runs the jobs of the queue, one at a time because each uses a whole processor, until it is stopped.

The queue gives a job to one worker. A worker that dies sends no more heartbeats to the database, and the others enqueue
its job again.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from services.jobs import jobs
from services.jobs.queue import HEARTBEAT_S, QUEUE, TASK
from store.engine import make_sessions, timeouts
from store.models import Job

_BACKOFF_S = 4  # before the second attempt; its square, cube ... before the others
_LOG = logging.getLogger(__name__)
_OUTAGES = (ConnectorException, OperationalError, PoolTimeout, OSError)

Done = Callable[[Job, float], object]
"""Called with a job after an attempt, and the seconds it took."""


def work(
    engine: Engine,
    done: Done,
    *,
    backoff: int = _BACKOFF_S,
    heartbeat: float = HEARTBEAT_S,
) -> None:
    """Work until SIGTERM or Ctrl-C; finish the current job first.

    While the database does not answer, try it again.
    """
    asyncio.run(_work(_app(engine, done, backoff), heartbeat))


def _app(engine: Engine, done: Done, backoff: int) -> App:
    sessions = make_sessions(engine)
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = PsycopgConnector(
        conninfo=address, min_size=1, max_size=4, timeout=HEARTBEAT_S, kwargs=timeouts(engine.url)
    )
    app = App(connector=connector)

    @app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(exponential_wait=backoff))
    def read(job_id: str) -> None:
        _read(sessions, job_id, done)

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


async def _work(app: App, heartbeat: float) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            async with app.open_async():
                await _until(stop, app, heartbeat)
        except _OUTAGES as error:
            _LOG.warning("The database does not answer: %s", error.__cause__ or error)
        if not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), heartbeat / 5)


async def _until(stop: asyncio.Event, app: App, heartbeat: float) -> None:
    """Work until the worker, the watch over other workers or the wait for a signal ends."""
    worker = app.run_worker_async(
        queues=[QUEUE],
        install_signal_handlers=False,
        delete_jobs="always",  # our own table has their outcomes
        update_heartbeat_interval=heartbeat,
        stalled_worker_timeout=3 * heartbeat,
    )
    tasks = [asyncio.create_task(each) for each in (worker, _rescue(app, 3 * heartbeat), stop.wait())]
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
