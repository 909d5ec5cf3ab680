"""Time the import of ready briefs. Run by hand: python -m bench.imports FILE.jsonl"""

import tempfile
import time
from pathlib import Path

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import extraction
from api import jsonl
from api.cli.bulk import collecting_less
from bench import machine
from services import migrate
from services.bulk import imports
from store.engine import make_engine, make_sessions
from store.models import Appearance, Event, Position, Quote


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--database", help="The URL of an empty database; a SQLite file that is thrown away when left out.")
def main(file: Path, database: str | None) -> None:
    """Import FILE, in the format of `communique import`, and print facts per second."""
    click.echo(machine.describe())
    extraction.load()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(database or f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        migrate.upgrade(engine)
        with make_sessions(engine)() as session, file.open("rb") as lines, collecting_less():
            start, cpu = time.perf_counter(), time.process_time()
            refused = sum(bool(each.refusal) for each in imports.load(session, jsonl.read_lines(enumerate(lines, 1))))
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
            facts = count_facts(session)
        engine.dispose()
    click.echo(
        f"{facts:,} facts in {seconds:.1f} s ({cpu:.1f} s of the processor here): {facts / seconds:,.0f} a second"
    )
    if refused:
        raise click.ClickException(f"{refused} lines were refused.")


def count_facts(session: Session) -> int:
    """Count the stored appearances, quotes, events and positions."""
    counts = (select(func.count()).select_from(fact).scalar_subquery() for fact in (Appearance, Quote, Event, Position))
    return sum(session.execute(select(*counts)).one())


if __name__ == "__main__":
    main()
