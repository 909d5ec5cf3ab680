"""The command that reads an archive: it takes shards of articles and writes files of briefs."""

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson
from tqdm import tqdm

from schemas.articles import ArticleIn
from schemas.briefs.brief import BriefOut
from services.backfill.shards import REFUSED, SUFFIXES, Shard, find
from services.errors import ServiceError

if TYPE_CHECKING:
    from distributed import Client

    from services.backfill.backfill import Connect

_SCHEDULER_TIMEOUT_S = 5
_SCALE_INTERVAL_MS = 1000  # between two checks for workers that are gone
_ARTICLE_IN, _BRIEF_OUT = ArticleIn(), BriefOut()


@click.command()
@click.argument("source", metavar="INPUT_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", metavar="OUTPUT_DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="A Dask scheduler, such as tcp://10.0.0.1:8786. Without it, a cluster is started on this machine.",
)
def backfill(source: Path, target: Path, scheduler: str | None) -> None:
    """Read all articles of an archive without storing them: INPUT_DIR has the shards, OUTPUT_DIR gets the briefs.

    A shard is a file of articles, .jsonl, .jsonl.gz or .parquet, with the fields of POST /v1/articles; its output is a
    .jsonl file with one {"article", "brief"} per line. Finished shards are skipped, so the command can be run again
    after a crash, or when the archive has grown.

    If it cannot read a record (see OUTPUT_DIR/refused) or a shard, it continues with the next one, and ends with
    status 1.
    """
    if missing := [name for name in ("distributed", "pyarrow") if find_spec(name) is None]:
        raise click.ClickException(f"This needs {' and '.join(missing)}: pip install 'communique[backfill]'")
    try:
        found = _shards(source, target)
        complete = _run(partial(_client, scheduler), found, target)
    except (ServiceError, OSError) as error:
        raise click.ClickException(str(error)) from error
    sys.exit(0 if complete else 1)


def line(record: bytes) -> bytes:
    """Return the line of an article: the article as given, and its brief as POST /v1/extractions has it.

    Raises ServiceError.
    """
    from api import jsonl
    from services import articles
    from services.external_ids import External

    try:
        article = jsonl.load_line(record, _ARTICLE_IN)
    except jsonl.LineError as error:
        raise ServiceError(str(error)) from error
    given = {name: value for name, value in article.items() if value is not None}
    External.taken_from(article, None)
    brief = _BRIEF_OUT.dump(articles.preview(None, **article))
    return orjson.dumps({"article": given, "brief": brief}, option=orjson.OPT_APPEND_NEWLINE)


def _shards(source: Path, target: Path) -> list[Shard]:
    for folder in (target, target / REFUSED):
        if folder.exists() and folder.samefile(source):
            raise click.UsageError(f"INPUT_DIR is {folder}, where the command writes files.")
    found, others = find(source)
    if not found:
        raise click.ClickException(f"{source} has no file that ends in {', '.join(SUFFIXES)}.")
    if others:
        click.echo(f"Ignored, because they are not shards: {', '.join(others)}", err=True)
    return found


@contextmanager
def local(workers: int) -> Iterator["Client"]:
    """Start a cluster on this machine for the time of the block: `workers` processes of one thread each."""
    import dask
    from distributed import Client, LocalCluster
    from tornado.ioloop import PeriodicCallback

    _silence()
    with (
        dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}),  # starts in half the time
        LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as cluster,
        Client(cluster) as client,
    ):
        # A process that dies is started again, but not when it dies as it starts, or takes long to: its place in the
        # cluster is free then, and nobody looks.
        looking = PeriodicCallback(lambda: cluster.scale(workers), _SCALE_INTERVAL_MS)
        cluster.loop.add_callback(looking.start)
        try:
            yield client
        finally:
            cluster.loop.add_callback(looking.stop)


@contextmanager
def _client(scheduler: str | None) -> Iterator["Client"]:
    """Connect to the scheduler, or to a new local cluster with a worker for each core."""
    from distributed import Client

    if scheduler is None:
        tqdm.write("Starting a worker for each core", file=sys.stderr)
        with local(os.cpu_count() or 1) as client:
            yield client
        return
    _silence()
    _check(scheduler)
    with Client(scheduler, timeout=_SCHEDULER_TIMEOUT_S) as client:
        yield client


def _silence() -> None:
    # The command reports what distributed would log.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _check(scheduler: str) -> None:
    """Raise an error unless a scheduler with workers answers: distributed's Client waits long and cannot be closed."""
    from distributed import rpc
    from distributed.security import Security

    async def identity() -> Any:
        arguments = Security().get_connection_args("client")
        async with rpc(scheduler, timeout=_SCHEDULER_TIMEOUT_S, connection_args=arguments) as there:
            return await there.identity()

    try:
        answer = asyncio.run(
            asyncio.wait_for(identity(), _SCHEDULER_TIMEOUT_S + 1)
        )  # another program may accept the connection and be silent
    except (OSError, ValueError, TypeError) as error:  # the last one where TLS is not configured
        reason = str(error) or "no answer"
        raise click.ClickException(f"No scheduler answers at {scheduler} (as tcp://10.0.0.1:8786): {reason}") from error
    if answer["type"] != "Scheduler":
        raise click.ClickException(f"{scheduler} is not a Dask scheduler but a {answer['type'].lower()}.")
    if not answer["workers"]:
        raise click.ClickException(
            f"The scheduler at {scheduler} has no workers; start some, where communique[backfill] is installed, with: "
            f"dask worker {scheduler} --nthreads 1"
        )


def _run(connect: "Connect", found: list[Shard], target: Path) -> bool:
    """Run the backfill; return whether each record of each shard has its line."""
    from services.backfill import backfill as service

    before = written = failed = records = refused = 0
    with tqdm(total=sum(shard.size for shard in found), unit="B", unit_scale=True, disable=None) as progress:
        for step in service.run(connect, found, target, line):
            progress.update(step.bytes)
            if step.again:
                tqdm.write(f"{step.shard.name} is read again: {step.again}", file=sys.stderr)
            if step.failure:
                failed += 1
                tqdm.write(f"{step.shard.name} failed: {step.failure}", file=sys.stderr)
            if step.done:
                written, before = written + step.written, before + (not step.written)
                records, refused = records + step.done.records, refused + step.done.refused
                progress.set_postfix(records=records, refused=refused)
    click.echo(f"{written} shards done, {before} done before, {failed} failed")
    where = f" (see {target / REFUSED})" if refused else ""
    click.echo(f"{records} records in {target}, {refused} of them refused{where}")
    return not failed and not refused
