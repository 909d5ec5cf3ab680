"""The same page from databases of three sizes; the speaker has the same number of quotes in each."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

import click

from bench.api import rivals
from bench.api.fill import fill
from bench.api.lists import LIMIT, Case, in_turn, print_table

SIZES = (10_000, 200_000, 2_000_000)


def compare(folder: Path, connections: int, rounds: int, seconds: int) -> None:
    """Print the times at each size, and their growth."""
    with ExitStack() as stack:
        cases = []
        for quotes in SIZES:
            database = folder / f"{quotes}.sqlite3"
            speaker = fill(f"sqlite:///{database}", quotes)
            cases.append(Case(f"{quotes:,} quotes", stack.enter_context(rivals.service(database, speaker, LIMIT))))
        measured = in_turn(cases, connections, rounds, seconds)
    print_table(measured)
    first, *_, last = (median(each.median for each in found) for found in measured.values())
    click.echo(f"the median at {SIZES[-1]:,} quotes / at {SIZES[0]:,}: {last / first:.2f}")
