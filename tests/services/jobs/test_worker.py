"""Workers in processes of their own, and what is left when one of them is killed."""

import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice

import pytest
from sqlalchemy import text

from ontology.enums import JobStatus
from services import articles
from services.jobs import jobs
from store import queries
from store.engine import make_engine, make_sessions
from tests.everything import everything
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.database("postgres")]

# The hearts of these beat fast, so that no test waits long for a dead one.
WORKER = """
import sys
from services.jobs import worker
from store.engine import make_engine
worker.work(make_engine(sys.argv[1]), lambda *_: None, lambda _: None, backoff=0, heartbeat=0.3)
"""
HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database()
"""
SENTENCES = [
    "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington on Monday.",
    "“Iraq wants peace,” Mr. al-Kazemi said, and Iran condemned the talks.",
    "The ministry said it supports a withdrawal of foreign troops from Iraq by the end of the year.",
]


@pytest.fixture
def started(database_url):
    """Starts a worker that is killed at the end of the test, if it has not ended."""

    @contextmanager
    def process():
        worker = subprocess.Popen([sys.executable, "-c", WORKER, database_url])
        yield worker
        worker.kill()
        worker.wait()

    with ExitStack() as stack:
        yield lambda: stack.enter_context(process())


def words(number, sentences):
    return f"Report {number}. " + " ".join(islice(cycle(SENTENCES), sentences))


def statuses(session):
    session.rollback()
    return [job.status for job in queries.get_jobs(session, *JobStatus)]


def test_killed_worker_loses_nothing_and_does_nothing_twice(session, started, databases):
    texts = [words(0, 200), *(words(number, 3) for number in range(1, 9))]
    first = started()
    for each in texts:
        jobs.submit(session, text=each)
    until(lambda: JobStatus.RUNNING in statuses(session))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert JobStatus.RUNNING in statuses(session)
    started()
    until(lambda: set(statuses(session)) == {JobStatus.SUCCEEDED})
    assert queries.get_jobs(session, JobStatus.SUCCEEDED)[0].attempts == 2
    until(lambda: session.rollback() or session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0)
    with databases.database(migrated=True) as url, make_sessions(make_engine(url))() as undisturbed:
        for each in texts:
            articles.ingest(undisturbed, text=each)
        assert everything(session) == everything(undisturbed)


def test_told_to_stop_it_ends_the_job_that_it_is_at(session, started):
    worker = started()
    for number in range(2):
        jobs.submit(session, text=words(number, 100))
    until(lambda: JobStatus.RUNNING in statuses(session))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait() == 0
    assert sorted(statuses(session)) == [JobStatus.QUEUED, JobStatus.SUCCEEDED]


def test_job_that_fails_is_tried_five_times(session, started):
    job = jobs.submit(session, text=words(0, 3))
    session.execute(text("UPDATE jobs SET submission = '{}'"))
    session.commit()
    started()
    until(lambda: statuses(session) == [JobStatus.FAILED])
    session.refresh(job)
    assert (job.attempts, job.error) == (5, "TypeError: check() missing 1 required positional argument: 'text'")


def test_worker_outlives_a_database_that_hangs_up(session, started):
    worker = started()
    jobs.submit(session, text=words(0, 3))
    until(lambda: statuses(session) == [JobStatus.SUCCEEDED])
    session.execute(text(HANG_UP))
    session.rollback()
    jobs.submit(session, text=words(1, 3))
    until(lambda: statuses(session) == [JobStatus.SUCCEEDED] * 2)
    assert worker.poll() is None
