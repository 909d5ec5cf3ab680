"""The same page from a store without reviews, and from one of which people have reviewed a tenth."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

import click

from bench.api import rivals
from bench.api.fill import fill
from bench.api.lists import LIMIT, QUOTES, Case, in_turn, print_table
from bench.reviewed import review_a_tenth
from store.engine import begin_write, make_engine, make_sessions


def compare(folder: Path, connections: int, rounds: int, seconds: int) -> None:
    """Print the times with and without reviews, and their ratio."""
    with ExitStack() as stack:
        cases = []
        for name in ("no reviews", "a tenth reviewed"):
            database = folder / f"{name.replace(' ', '-')}.sqlite3"
            speaker = fill(f"sqlite:///{database}", QUOTES)
            if cases:
                _review(f"sqlite:///{database}")
            cases.append(Case(name, stack.enter_context(rivals.service(database, speaker, LIMIT))))
        measured = in_turn(cases, connections, rounds, seconds)
    print_table(measured)
    plain, reviewed = (median(each.median for each in found) for found in measured.values())
    click.echo(f"the median with a tenth reviewed / without reviews: {reviewed / plain:.2f}")


def _review(url: str) -> None:
    engine = make_engine(url)
    with make_sessions(engine)() as session:
        begin_write(session)
        review_a_tenth(session.connection())
        session.commit()
    engine.dispose()
