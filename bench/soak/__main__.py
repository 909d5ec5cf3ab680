"""Run the service under mixed callers for a long time and report what they got. Run by hand: python -m bench.soak"""

import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import click
import orjson

from bench import machine, rows, server
from bench.api.fill import fill
from bench.soak.acts import ACTS, play
from bench.soak.asking import NO_ANSWER, Tally
from bench.soak.calm import HEALTH, LIST, calm, probe
from bench.soak.picture import Panel, picture
from bench.soak.schedule import CALM, Act, act_at, meet, schedule
from bench.soak.watch import Sample, watch
from services import migrate
from store.engine import make_engine
from tests.databases import embedded
from tests.hostile import texts

QUOTES = 60_000
GROWTH_LIMIT = 1.1

_BRIEF_BYTES = 260_000
_PROCESSES = 3
_SETTLING_S = 1
_PATIENCE_S = 1200
_KINDS = ("article", "actor", "quote", "event", "position", "issue")


@dataclass(frozen=True, slots=True)
class Soaked:
    """What was seen on one database."""

    acts: Sequence[Act]
    tally: Tally
    samples: Sequence[Sample]
    restarts: int


@click.command()
@click.option(
    "--minutes", default=60.0, show_default=True, type=click.FloatRange(1), help="For all databases together."
)
@click.option(
    "--database", "databases", multiple=True, default=("sqlite", "postgres"), show_default=True,
    type=click.Choice(["sqlite", "postgres"]), help="May be given twice.",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same hostile requests.")
@click.option("--picture", "target", type=click.Path(dir_okay=False, path_type=Path), help="An SVG file to write.")
def main(minutes: float, databases: Sequence[str], seed: int, target: Path | None) -> None:
    """Print the outcomes by act, and draw memory, descriptors and latencies over time.

    Ends with status 1 after a 5xx other than 503 with Retry-After, a calm caller without an answer, a restart, or
    memory that grew by more than a tenth from the first calm act to the last one.
    """
    click.echo(machine.describe())
    soaked = {}
    for name in databases:
        with _database(name) as url:
            soaked[name] = _soak(url, minutes * 60 / len(databases), seed)
        _report(name, soaked[name])
    if target:
        target.write_text(picture({name: _panels(found) for name, found in soaked.items()}), encoding="utf-8")
    faults = [f"{name}: {fault}" for name, found in soaked.items() for fault in _faults(found)]
    for fault in faults:
        click.echo(fault)
    sys.exit(1 if faults else 0)


@contextmanager
def _database(name: str) -> Iterator[str]:
    """Yield the URL of a database with 60,000 quotes."""
    with ExitStack() as stack:
        if name == "sqlite":
            url = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/soak.sqlite3"
            fill(url, QUOTES)
        else:
            url = stack.enter_context(embedded()).url.render_as_string(hide_password=False)
            engine = make_engine(url)
            migrate.upgrade(engine)
            with engine.begin() as connection:
                rows.fill(connection, QUOTES // rows.QUOTES)
            engine.dispose()
        yield url


def _soak(url: str, seconds: float, seed: int) -> Soaked:
    with ExitStack() as stack:
        there = stack.enter_context(server.running(url))
        roots = [there.pid]
        if not url.startswith("sqlite"):
            roots.append(stack.enter_context(server.worker(url)))
        ids, brief, document = _prepare(there)
        before = there.worker
        # Spawned, not forked: each has its own interpreter, so that none of them waits for the others.
        context = multiprocessing.get_context("spawn")
        together = (context.Barrier(_PROCESSES),)
        pool = stack.enter_context(ProcessPoolExecutor(_PROCESSES, context, initializer=meet, initargs=together))
        for ready in [pool.submit(time.monotonic) for _ in range(_PROCESSES)]:
            ready.result()
        acts = schedule(list(ACTS), seconds, time.monotonic() + _SETTLING_S)
        running: list[Future[Tally]] = [
            pool.submit(calm, there.port, acts),
            pool.submit(probe, there.port, acts),
            pool.submit(play, there.port, acts, ids, brief, document, seed),
        ]
        samples = watch(roots, acts[-1].end)
        tally = Tally()
        for each in running:
            tally.merge(each.result())
        return Soaked(acts, tally, samples, int(there.worker != before))


def _prepare(there: server.Server) -> tuple[dict[str, str], str, dict[str, Any]]:
    """Store two articles, and return an id of each kind, the id of the one of 260 KB and the OpenAPI document."""
    seed = (files("seeds") / "iraq-us-2021.txt").read_bytes()
    large = texts.text("many speakers", _BRIEF_BYTES).encode()
    with closing(there.connect(_PATIENCE_S)) as connection:
        _, brief = _store(connection, seed), _store(connection, large)
        ids = {}
        for kind in _KINDS:
            items = orjson.loads(server.request(connection, "GET", f"/v1/{kind}s?limit=1")[1])["items"]
            ids |= {f"{kind}_id": item["id"] for item in items}
        return ids, brief, orjson.loads(server.request(connection, "GET", "/openapi.json")[1])


def _store(connection: HTTPConnection, body: bytes) -> str:
    """Store a text and return the id of the article."""
    path = "/v1/articles?published_at=2021-07"
    status, answer = server.request(connection, "POST", path, body, Content_Type="text/plain")
    if status not in (200, 201):
        raise click.ClickException(f"POST /v1/articles answered {status}: {answer[:300]!r}")
    return str(orjson.loads(answer)["article"]["id"])


def _report(name: str, found: Soaked) -> None:
    """Print the latencies and the outcomes of each act."""
    minutes = (found.acts[-1].end - found.acts[0].start) / 60
    click.echo(f"\n{name}, {minutes:.0f} minutes, {found.acts[-1].round} rounds\n")
    click.echo("| beside the calm callers | /healthz p50, p99 | list p50, p99 | calm callers | these callers |")
    click.echo("|---|---|---|---|---|")
    for act in dict.fromkeys(act.name for act in found.acts):
        spent = [_milliseconds(found, act, kind) for kind in (HEALTH, LIST)]
        calmly = _outcomes(found.tally.counts, act, lambda caller: caller != "hostile")
        others = _outcomes(found.tally.counts, act, lambda caller: caller == "hostile")
        click.echo(f"| {act} | {spent[0]} | {spent[1]} | {calmly} | {others} |")
    hostile = sum(number for (_, caller, _), number in found.tally.counts.items() if caller == "hostile")
    memory = [sample.memory_mib for sample in found.samples]
    click.echo(
        f"\n{sum(found.tally.counts.values()):,} requests, {hostile:,} of them hostile; memory {memory[0]:.0f} MiB at "
        f"first, {max(memory):.0f} at most, {memory[-1]:.0f} at last; at most "
        f"{max(sample.descriptors for sample in found.samples):,} descriptors; {found.restarts} restarts"
    )


def _milliseconds(found: Soaked, act: str, kind: str) -> str:
    seconds = [taken for moment, taken in found.tally.latencies[kind] if act_at(found.acts, moment) == act]
    if len(seconds) < 2:
        return "-"
    return f"{median(seconds) * 1000:.0f}, {quantiles(seconds, n=100, method='inclusive')[98] * 1000:.0f} ms"


def _outcomes(counts: Counter[tuple[str, str, str]], act: str, is_meant: Any) -> str:
    outcomes: Counter[str] = Counter()
    for (where, caller, what), number in counts.items():
        if where == act and is_meant(caller):
            outcomes[what] += number
    return ", ".join(f"{number:,} x {what}" for what, number in sorted(outcomes.items()))


def _faults(found: Soaked) -> Iterator[str]:
    for (act, caller, what), number in found.tally.faults.items():
        yield f"{number} times {what}: {caller}, {act}"
    for (act, caller, what), number in found.tally.counts.items():
        if what == NO_ANSWER and caller != "hostile":
            yield f"{number} times {what}: {caller}, {act}"
    if found.restarts:
        yield "the server was restarted"
    calm_memory = [
        median(sample.memory_mib for sample in found.samples if act.start <= sample.moment < act.end)
        for act in found.acts
        if act.name == CALM
    ]
    # The first round warms the service up; with one round alone, there is nothing to compare.
    if len(calm_memory) > 2 and calm_memory[-1] > GROWTH_LIMIT * calm_memory[1]:
        yield f"memory grew from {calm_memory[1]:.0f} to {calm_memory[-1]:.0f} MiB"


def _panels(found: Soaked) -> list[Panel]:
    start = found.acts[0].start
    marks = [(act.start - start) / 60 for act in found.acts if act.name == CALM]

    def line(kind: str) -> list[tuple[float, float]]:
        return [((moment - start) / 60, taken * 1000) for moment, taken in sorted(found.tally.latencies[kind])]

    def held(figure: str) -> list[tuple[float, float]]:
        return [((each.moment - start) / 60, getattr(each, figure)) for each in found.samples if each.moment >= start]

    return [
        Panel("memory, MiB", {"memory": held("memory_mib")}, marks),
        Panel("descriptors", {"descriptors": held("descriptors")}, marks),
        Panel("milliseconds of /healthz", {HEALTH: _highest(line(HEALTH))}, marks),
        Panel("milliseconds of a list of 50", {LIST: _highest(line(LIST))}, marks),
    ]


def _highest(line: Sequence[tuple[float, float]], points: int = 400) -> list[tuple[float, float]]:
    """Thin a line out to at most so many points, the highest of each stretch."""
    step = -(-len(line) // points) or 1
    return [max(line[first : first + step], key=lambda point: point[1]) for first in range(0, len(line), step)]


if __name__ == "__main__":
    main()
