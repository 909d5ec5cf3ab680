"""What a second worker gains on Postgres, and what a worker takes beside extraction.

Run by hand: python -m bench.workers --database postgresql://...
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

import extraction
from bench import gain, machine
from bench.extraction import lengthened
from ontology.enums import JobStatus
from services import articles, migrate
from services.jobs import jobs
from store import queries
from store.engine import make_engine, make_sessions
from store.models import Base, Job

OVERHEAD_LIMIT = 0.15

_PUBLISHED = "2021-07"
_WORKER = [sys.executable, "-c", "from api.cli import main; main()", "worker"]


@click.command()
@click.option("--database", required=True, help="The URL of an empty Postgres database, which is emptied again.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--number", default=128, show_default=True, type=click.IntRange(32, 10_000), help="Of articles.")
@click.option("--words", default=200, show_default=True, type=click.IntRange(50, 20_000), help="Words of an article.")
def main(database: str, rounds: int, number: int, words: int) -> None:
    """Print articles per second of one and of two workers, of one and of two bare spaCy pipelines, and of extraction.

    The articles, made of the seed article's paragraphs, are enqueued before a pass begins. All are timed in turn, round
    after round; the figures are medians. Models are loaded before.
    """
    click.echo(machine.describe())
    click.echo(extraction.ENGINE)
    seed = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
    texts = [f"Report {each}.\n{lengthened(seed, words, each)}" for each in range(number)]  # each is another article
    engine = make_engine(database)
    migrate.upgrade(engine)
    sessions = make_sessions(engine)
    with sessions() as session:
        if filled := queries.list_filled_tables(session):
            raise click.ClickException(f"The database is not empty: {', '.join(filled)}.")
    extraction.load()
    with gain.bare_processes(texts) as bare, _workers(database, 2) as processes:
        measures = bare | gain.workers(
            lambda: _work(sessions, processes[:1], texts), lambda: _work(sessions, processes, texts)
        )
        measures["extraction alone"] = lambda: gain.timed(lambda: _extract(texts))
        measures["without a queue"] = lambda: _ingest(sessions, texts)
        seconds = gain.medians(measures, rounds)
        memory = max(machine.total_memory_mib(process.pid) for process in processes)
    with sessions() as session:
        _empty(session)
    gain.tell(seconds, texts, memory)
    for name in ("extraction alone", "without a queue"):
        click.echo(f"a worker takes {seconds['1 worker'] / seconds[name] - 1:+.1%} beside {name}")
    click.echo(f"(at most {OVERHEAD_LIMIT:+.0%} of its own)")


@contextmanager
def _workers(database: str, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start workers and stop them at once (SIGSTOP)."""
    environment = os.environ | {"DATABASE_URL": database}
    processes = [
        subprocess.Popen(_WORKER, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(count)
    ]
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    try:
        yield processes
    finally:
        for process in processes:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in processes:
            process.wait()


def _work(sessions: sessionmaker[Session], processes: Sequence[subprocess.Popen[bytes]], texts: list[str]) -> float:
    """Return the seconds the workers take for queued articles, from the moment they may begin."""
    with sessions() as session:
        _empty(session)
        for each in texts:
            jobs.submit(session, text=each, published_at=_PUBLISHED)
        for process in processes:
            process.send_signal(signal.SIGCONT)
        seconds = gain.timed(lambda: _wait(session, processes, len(texts)))
        for process in processes:
            process.send_signal(signal.SIGSTOP)
    return seconds


def _wait(session: Session, processes: Sequence[subprocess.Popen[bytes]], count: int) -> None:
    done = select(func.count()).where(Job.status == JobStatus.SUCCEEDED)
    while session.scalar(done) != count:
        if any(process.poll() is not None for process in processes) or queries.get_jobs(session, JobStatus.FAILED):
            raise click.ClickException("A worker has ended, or a job has failed.")
        session.rollback()
        time.sleep(0.02)


def _ingest(sessions: sessionmaker[Session], texts: list[str]) -> float:
    with sessions() as session:
        _empty(session)
        return gain.timed(lambda: [articles.ingest(session, text=each, published_at=_PUBLISHED) for each in texts])


def _extract(texts: list[str]) -> None:
    for each in texts:
        extraction.extract(each, _PUBLISHED)


def _empty(session: Session) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())
    session.commit()


if __name__ == "__main__":
    main()
