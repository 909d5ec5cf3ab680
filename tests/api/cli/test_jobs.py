"""communique worker and communique jobs."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from api.cli import main
from ontology.enums import JobStatus
from services.jobs import jobs
from store import queries

pytestmark = pytest.mark.database("postgres")

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."


@pytest.fixture
def run(monkeypatch, database_url):
    """Runs a command on a migrated database of the test's own."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


@pytest.fixture
def parked(session):
    """A job that nobody tries any more."""
    job = jobs.submit(session, text=TEXT)
    job.status, job.attempts, job.error = JobStatus.FAILED, 5, "MemoryError:\nall of it"
    session.commit()
    return job


def test_jobs_are_listed(run, session, parked):
    waiting = jobs.submit(session, text=f"{TEXT} They talked.")
    first, second = run("jobs", "list").stdout.splitlines()
    assert first.split("\t")[:4] == [parked.id, parked.article_id, "failed", "5"]
    assert first.split("\t")[5] == "MemoryError: all of it"
    assert second.split("\t")[:4] == [waiting.id, waiting.article_id, "queued", "0"]
    assert run("jobs", "list", "--status", "queued", "--status", "running").stdout.splitlines() == [second]


@pytest.mark.parametrize("by_id", [True, False])
def test_failed_jobs_are_retried(run, reader, parked, by_id):
    assert run("jobs", "retry", parked.id if by_id else "--all").stdout == "1 jobs are waiting for a worker again\n"
    assert queries.get_job(reader, parked.id).status is JobStatus.QUEUED


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 2, "Give the ids of jobs, or --all."),
        (("--all", "job_aaaaaaaaaaaaaaaa"), 2, "Give the ids of jobs, or --all."),
        (("job_aaaaaaaaaaaaaaaa",), 1, "There is no job job_aaaaaaaaaaaaaaaa."),
    ],
)
def test_wrong_retry(run, arguments, status, message):
    result = run("jobs", "retry", *arguments)
    assert result.exit_code == status
    assert message in result.stderr


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("command", [("worker",), ("jobs", "retry", "--all")])
def test_sqlite_has_no_workers(run, command):
    result = run(*command)
    assert result.exit_code == 1
    assert "Only Postgres has a queue of jobs" in result.stderr


def test_worker_needs_the_newest_schema(monkeypatch, blank_url):
    monkeypatch.setenv("DATABASE_URL", blank_url)
    result = CliRunner().invoke(main, ["worker"])
    assert result.exit_code == 1
    assert "communique migrate" in result.stderr


@pytest.mark.slow
def test_worker(session, database_url):
    job = jobs.submit(session, text=TEXT)
    worker = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "worker"],
        env=os.environ | {"DATABASE_URL": database_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while job.status is not JobStatus.SUCCEEDED and time.monotonic() < deadline:
        time.sleep(0.05)
        session.rollback()
        session.refresh(job)
    worker.send_signal(signal.SIGTERM)
    output, log = worker.communicate()
    assert (worker.returncode, output.splitlines()[-1]) == (0, "Waiting for jobs; press Ctrl-C to stop")
    assert f'"id":"{job.id}","article":"{job.article_id}","status":"succeeded"' in log
    assert TEXT not in log
