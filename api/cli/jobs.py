"""Jobs, and the workers that do them."""

import sys
from collections.abc import Sequence

import click

from api.cli.database import connected, need_migrations, opened
from ontology.enums import JobStatus
from store import queries
from store.models import Job


@click.command()
def worker() -> None:
    """Read the articles that were posted with Prefer: respond-async, and deliver webhooks, until Ctrl-C.

    On Postgres only. Run one worker for each processor, on any number of machines. A worker finishes its article
    before it stops; another worker reads the article of one that was killed.
    """
    import structlog

    from api import logs
    from api.http.objects import entries
    from services import extracting
    from services.errors import NoQueue
    from services.jobs import queue
    from services.jobs import worker as service
    from services.webhooks.deliver import deliver
    from store.engine import make_sessions

    log = structlog.get_logger()

    def done(job: Job, seconds: float) -> None:
        log.info("job", id=job.id, article=job.article_id, status=job.status, duration_ms=round(seconds * 1000, 1))

    def delivered(webhook_id: str, outcome: str) -> None:
        log.info("delivery", webhook=webhook_id, outcome=outcome)

    with connected() as engine:
        need_migrations(engine)
        with make_sessions(engine)() as session:
            if not queue.exists(session):
                raise click.ClickException(str(NoQueue()))
        click.echo("Loading the language model")
        logs.configure(sys.stderr)
        extracting.work_apart()
        extracting.warm_up()
        click.echo("Waiting for jobs; press Ctrl-C to stop")
        sessions = make_sessions(engine)
        service.work(engine, done, lambda webhook_id: deliver(sessions, webhook_id, entries, delivered))


@click.group()
def jobs() -> None:
    """Articles that workers read."""


@jobs.command("list")
@click.option(
    "--status",
    multiple=True,
    type=click.Choice([status.value for status in JobStatus]),
    help="Only jobs with this status; may be given several times.",
)
def list_(status: Sequence[str]) -> None:
    """Print jobs, the oldest first, one per line, separated by tabs: id, article, status, attempts, changed, error."""
    with opened() as session:
        for job in queries.get_jobs(session, *map(JobStatus, status or JobStatus)):
            error = " ".join((job.error or "-").split())
            changed = f"{job.updated_at:%F %T}"
            click.echo("\t".join((job.id, job.article_id, job.status, str(job.attempts), changed, error)))


@jobs.command()
@click.argument("job_ids", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="All failed jobs.")
def retry(job_ids: tuple[str, ...], all_: bool) -> None:
    """Retry failed jobs, by id."""
    from services.jobs import jobs as service

    if bool(job_ids) == all_:
        raise click.UsageError("Give the ids of jobs, or --all.")
    with opened() as session:
        tried = service.retry(session, job_ids)
    click.echo(f"{len(tried)} jobs are waiting for a worker again")
