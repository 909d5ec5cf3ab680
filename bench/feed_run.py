"""Writers and mirrors of one service on Postgres, while the server and the mirrors are killed at random.

At the end, each mirror must equal its source, and a reader of the feed must have read each change once and in order.

Run by hand: python -m bench.feed_run [--seconds 60]
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing, nullcontext, suppress
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import click
import orjson
from sqlalchemy import select

import extraction
from api.cli.mirror import OBJECTS
from api.http.objects import render
from bench import machine, server
from extraction.model import Extraction
from ontology.enums import ChangeKind, FactStatus, Subject
from services import articles, migrate
from services.changes import rendering
from services.errors import ServiceError
from services.judgements import judge
from services.review import review
from services.review.review import FactRef
from services.submission import Submission, check
from services.transaction import transactional
from store import queries
from store.engine import make_engine, make_sessions
from store.models import Change
from tests.databases import embedded
from tests.kept_counts import wrong_counts
from tests.services.changes.copying import own, served

_COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
_STATES = ("Iraq", "Iran", "Syria", "Turkey", "Egypt", "Jordan")
_TEXTS = 60
_LIFE_S = 5, 20  # of a process until it is killed


@click.command()
@click.option("--database", help="The URL of an empty database; without it, a Postgres server is started.")
@click.option("--seconds", default=60, show_default=True, type=click.IntRange(1))
@click.option("--writers", default=20, show_default=True, type=click.IntRange(1))
@click.option("--mirrors", default=5, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True)
def main(database: str | None, seconds: int, writers: int, mirrors: int, seed: int) -> None:
    """Write, kill and compare; fails if a mirror differs from its source, or the reader has missed a change."""
    click.echo(machine.describe())
    with nullcontext() if database else embedded() as postgres:
        url = database or postgres.url.render_as_string(hide_password=False)
        _run(url, seconds, writers, mirrors, seed)


def _run(database: str, seconds: int, writers: int, mirrors: int, seed: int) -> None:
    rendering.use(render)
    extraction.load()
    found = [_read(number) for number in range(_TEXTS)]
    engine = make_engine(database)
    migrate.upgrade(engine)
    over, acts, deaths, port = Event(), Counter[str](), Counter[str](), server.free_port()
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / f"{number}.sqlite3" for number in range(mirrors)]
        commands = {f"mirror {number}": _mirror(port, copy) for number, copy in enumerate(copies)}
        serve = [*_COMMAND, "serve", "--port", str(port)]
        keepers = [Thread(target=_keep, args=(serve, "server", database, Random(seed), over, deaths))]
        keepers += [
            Thread(target=_keep, args=(command, name, database, Random(f"{seed} {name}"), over, deaths))
            for name, command in commands.items()
        ]
        reader = _Reader(port)
        writing = [
            Thread(target=_write, args=(engine, found, Random(f"{seed} {number}"), over, acts))
            for number in range(writers)
        ]
        for thread in (*keepers, reader, *writing):
            thread.start()
        try:
            time.sleep(seconds)
        finally:
            over.set()
        for thread in (*writing, *keepers):
            thread.join()
        with ExitStack() as stack:
            process = stack.enter_context(_started(serve, database))
            stack.callback(process.terminate)
            reader.finish()
            for command in commands.values():
                subprocess.run([*command, "--once"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with make_sessions(engine)() as session:
            numbers = session.scalars(select(Change.pk).order_by(Change.pk)).all()
            source = served(session)
            wrong = wrong_counts(session)
        click.echo(f"{sum(acts.values())} transactions {dict(acts)}, {len(numbers)} changes, {len(source)} objects; "
                   f"killed: {dict(deaths)}")  # fmt: skip
        differing = [copy.name for copy in copies if _copied(copy) != source]
    failures = [f"{name} differs from its source" for name in differing]
    failures += ["the reader has missed, repeated or reordered changes"] if reader.numbers != list(numbers) else []
    failures += [f"wrong counts: {wrong[:3]}"] if wrong else []
    if failures:
        raise click.ClickException("; ".join(failures))
    click.echo(f"{mirrors} mirrors equal their source; the reader has read each change once, in order")


def _read(number: int) -> tuple[Submission, Extraction]:
    one, other = _STATES[number % 6], _STATES[(number // 6 + 1 + number) % 6]
    text = (
        f"{one}'s foreign minister, Ali Karim, said on Monday that {one} wants peace with {other}. "
        f"Forces of {other} attacked Basra on Sunday and killed {number + 2} people. "
        f'"We will withdraw our troops," Karim told reporters in report {number}.'
    )
    submission = check(text)
    return submission, articles.extract(submission)


def _write(engine: Any, found: list[tuple[Submission, Extraction]], random: Random, over: Event, acts: Any) -> None:
    add = transactional(articles.add_article)
    while not over.is_set():
        submission, extracted = random.choice(found)
        with make_sessions(engine)() as session, suppress(ServiceError):
            act = "store"
            match random.randrange(10):
                case 0 | 1:
                    act = "delete"
                    articles.delete(session, submission.article_id)
                case 2 | 3 | 4:
                    act = "review"
                    page = queries.list_quotes(session, article=[submission.article_id], limit=5).items
                    if not page:
                        continue
                    status = random.choice([FactStatus.CONFIRMED, FactStatus.REJECTED])
                    ref = FactRef(Subject.QUOTE, random.choice(page).id)
                    review.correct(session, ref, {"status": status}, key_id=None)
                case 5 if random.random() < 0.2:
                    act = "merge"
                    ids = [each.id for each in queries.list_actors(session, limit=9).items]
                    judge.merge(session, *random.sample(ids, 2), note=None, key_id=None)
                case _:
                    add(session, submission, extracted)
            acts[act] += 1


def _mirror(port: int, copy: Path) -> list[str]:
    return [*_COMMAND, "mirror", f"http://127.0.0.1:{port}", f"sqlite:///{copy}"]


def _started(command: list[str], database: str) -> subprocess.Popen[bytes]:
    limits = {"DATABASE_URL": database, "COMMUNIQUE_RATE_LIMIT": "", "COMMUNIQUE_WRITE_LIMIT": ""}
    return subprocess.Popen(
        command, env=os.environ | limits, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _keep(command: list[str], name: str, database: str, random: Random, over: Event, deaths: Any) -> None:
    """Run a process, and kill and start it again until the end."""
    while not over.is_set():
        process = _started(command, database)
        over.wait(random.uniform(*_LIFE_S) * (2 if name == "server" else 1))
        os.killpg(process.pid, 9)
        process.wait()
        deaths[name] += 1


class _Reader(Thread):
    """Reads the feed over HTTP by its cursors, as any client does, and keeps the number of each change."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port, self.numbers, self._ends = port, list[int](), Event()

    def run(self) -> None:
        since = ""
        while True:
            ended = self._ends.is_set()  # before the last page
            try:
                with closing(server.Server(self.port, 0).connect()) as connection:
                    status, body = server.request(
                        connection, "GET", f"/v1/changes?limit=200&wait={0 if ended else 5}{since}"
                    )
                page = json.loads(body) if status == 200 else None
            except (OSError, ValueError, http.client.HTTPException):
                page = None
            if page is None:
                time.sleep(0.1)
                continue
            self.numbers += [int(item["cursor"].split("-")[0]) for item in page["items"]]
            since = f"&since={page['cursor']}"
            if ended and not page["items"]:
                return

    def finish(self) -> None:
        """Read to the end."""
        self._ends.set()
        self.join()


def _copied(copy: Path) -> dict[tuple[ChangeKind, str], dict[str, Any]]:
    engine = make_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        rows = connection.execute(select(OBJECTS.c.kind, OBJECTS.c.id, OBJECTS.c.object)).all()
    engine.dispose()
    return {(ChangeKind(kind), each): own(ChangeKind(kind), orjson.loads(item)) for kind, each, item in rows}


if __name__ == "__main__":
    main()
