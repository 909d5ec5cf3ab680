"""A page of quotes of one speaker: the service beside Datasette, FastAPI and the floor, in turn."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import click
from tqdm import tqdm

from bench.api import rivals
from bench.api.fill import fill
from bench.api.load import Load, load

LIMIT = 50
QUOTES = 200_000


@dataclass(frozen=True, slots=True)
class Case:
    """A server to ask, and the ETag for a conditional request, if any."""

    name: str
    rival: rivals.Rival
    tag: str | None = None


def compare(folder: Path, python: Path, connections: int, rounds: int, seconds: int) -> None:
    """Print requests per second and times of all servers, and the ratios to the service."""
    database = folder / "bench.sqlite3"
    speaker = fill(f"sqlite:///{database}", QUOTES)
    with ExitStack() as stack:
        ours, *others = (
            stack.enter_context(start(database, speaker, LIMIT))
            for start in (
                rivals.service,
                partial(rivals.datasette, python=python),
                partial(rivals.fastapi, python=python),
                rivals.floor,
            )
        )
        _check_same(ours, others)
        cases = [Case(rival.name, rival) for rival in (ours, *others)]
        cases.append(Case("communique, 304", ours, _tag(ours)))
        measured = in_turn(cases, connections, rounds, seconds)
    click.echo(f"{LIMIT} of {QUOTES:,} quotes, {connections} connections, medians of {rounds} rounds of {seconds} s")
    print_table(measured)
    mine = _per_second(measured[ours.name])
    for other in others:
        click.echo(f"{ours.name} / {other.name}: {mine / _per_second(measured[other.name]):.2f}")
    share = _middle(measured["communique, 304"]) / _middle(measured[ours.name])
    click.echo(f"time of a 304 / of its 200: {share:.2f}")


def in_turn(cases: Sequence[Case], connections: int, rounds: int, seconds: int) -> dict[str, list[Load]]:
    """Return the rounds of each case by name; the first, short round does not count."""
    measured: dict[str, list[Load]] = {case.name: [] for case in cases}
    for number in tqdm(range(rounds + 1), leave=False, disable=None):
        for case in cases:
            found = load(case.rival.server.port, [case.rival.path], connections, seconds if number else 1, tag=case.tag)
            expected = 200 if case.tag is None else 304
            if set(found.statuses) != {expected} or found.lost:
                raise click.ClickException(f"{case.name}: {found.statuses}, {found.lost} answers lost")
            if number:
                measured[case.name].append(found)
    return measured


def print_table(measured: dict[str, list[Load]]) -> None:
    """Print one line per case."""
    click.echo(f"{'':24}{'requests/s':>12}{'median':>12}{'99th percentile':>18}")
    for name, found in measured.items():
        most = median(each.most for each in found)
        click.echo(f"{name:24}{_per_second(found):12,.0f}{_middle(found):9.2f} ms{most:15.2f} ms")


def _check_same(ours: rivals.Rival, others: Sequence[rivals.Rival]) -> None:
    wanted = ours.page()
    if len(wanted) != LIMIT:
        raise click.ClickException(f"{ours.name} gave {len(wanted)} items")
    for other in others:
        for mine, theirs in zip(wanted, other.page(), strict=True):
            if mine != theirs:
                raise click.ClickException(f"{other.name} gave {theirs}, not {mine}")


def _tag(rival: rivals.Rival) -> str:
    with closing(rival.server.connect()) as connection:
        connection.request("GET", rival.path)
        with connection.getresponse() as response:
            return response.headers["ETag"]


def _per_second(found: list[Load]) -> float:
    return median(each.per_second for each in found)


def _middle(found: list[Load]) -> float:
    return median(each.median for each in found)
