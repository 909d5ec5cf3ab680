"""Many articles at once, and whole stores."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy import Engine
from tqdm import tqdm

from api.cli.database import connected, need_migrations
from store.engine import make_sessions


@click.command("import")
@click.argument("file", type=click.File("rb"))
def import_(file: BinaryIO) -> None:
    """Store the articles of FILE, a line of JSON each; - reads the standard input.

    A line is an article, {"text", "title", "url", "publisher", "language", "published_at"}, of which all but the text
    may be left out, or {"article": that, "brief": its brief}, as communique backfill writes it.

    It goes on after a line that is refused, reports it by its number, and ends with status 1. What is stored already
    stays as it is: an import that was broken off is run again.
    """
    with connected() as engine:
        need_migrations(engine)
        counts = _import_lines(engine, file)
    click.echo(f"{counts['stored']} stored, {counts['there already']} there already, {counts['refused']} refused")
    sys.exit(1 if counts["refused"] else 0)


def _import_lines(engine: Engine, file: BinaryIO) -> Counter[str]:
    from api import records
    from services import imports

    counts: Counter[str] = Counter()
    with make_sessions(engine)() as session, _progress(file) as progress:
        for outcome in imports.load(session, records.read(enumerate(_counted(records.lines(file), progress), 1))):
            if outcome.refusal is not None:
                tqdm.write(f"line {outcome.line}: {outcome.refusal}", file=sys.stderr)
                counts["refused"] += 1
            else:
                counts["stored" if outcome.article else "there already"] += 1
    return counts


def _progress(file: BinaryIO) -> "tqdm[None]":
    path = Path(file.name)
    size = path.stat().st_size if path.is_file() else None
    return tqdm(total=size, unit="B", unit_scale=True, disable=None)


def _counted(lines: Iterator[bytes], progress: "tqdm[None]") -> Iterator[bytes]:
    for line in lines:
        yield line
        progress.update(len(line))
