"""Commands for many articles and for whole stores."""

import gc
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import click
import orjson
from sqlalchemy.orm import Session
from tqdm import tqdm

from api.cli.database import opened
from store import queries

# Objects made between two collections, and how often older ones are collected: see `collecting_less`.
_GC_THRESHOLDS = (50_000, 20, 20)


@click.command("import")
@click.argument("source", type=click.Path(exists=True, allow_dash=True, path_type=Path))
def import_(source: Path) -> None:
    """Store the articles of a file, or a store that was exported.

    In a file, each line is JSON; SOURCE may be - for the standard input. A line is an article, {"text", "title",
    "url", "publisher", "language", "published_at"}, of which only the text is required, or {"article": this object,
    "brief": its brief}, as communique backfill writes it. The import reports the number of each refused line,
    continues, and ends with status 1. Articles that are already stored do not change, so an interrupted import can be
    run again.

    A folder must come from communique export, and the database must be empty. It is imported completely or not at all.
    """
    with opened() as session:
        if source.is_dir():
            click.echo(f"{_import_store(session, source)} rows imported")
            return
        with click.open_file(str(source), "rb") as file:
            counts = _import_lines(session, file, source.stat().st_size if source.is_file() else None)
    click.echo(f"{counts['stored']} stored, {counts['already stored']} already stored, {counts['refused']} refused")
    sys.exit(1 if counts["refused"] else 0)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--gold", type=click.File("wb"), help="Write the articles that people have reviewed to this file instead."
)
def export(folder: Path | None, gold: BinaryIO | None) -> None:
    """Write the whole store, at one moment, to a new FOLDER, which communique import reads.

    It includes the hashes of keys, so that the other store accepts the same keys only.

    With --gold, write the articles of which people have judged all quotes, events and positions, one per line, for
    communique evaluate.
    """
    from services.bulk import stores

    if gold is not None and folder is None:
        click.echo(f"{_export_gold(gold)} articles exported")
        return
    if gold is not None or folder is None:
        raise click.UsageError("Give FOLDER, or --gold FILE.")
    with opened() as session, tqdm(unit=" rows", unit_scale=True, disable=None) as progress:
        manifest = stores.export(session, folder, progress.update)
    click.echo(f"{manifest.rows} rows exported")


@click.command()
@click.option("--after", metavar="ARTICLE_ID", help="Continue after this article, where a run was interrupted.")
def relink(after: str | None) -> None:
    """Join the positions and the events of all articles again by the current rules.

    Run this on a store of an earlier version. A second run changes nothing; an interrupted run keeps its results.
    """
    from services.relink import relink

    moved = 0
    with opened() as session, tqdm(total=queries.count_joined(session), unit=" articles", disable=None) as progress:
        try:
            while done := relink(session, after):
                after, moved = done.last, moved + done.moved
                progress.update(done.articles)
        except KeyboardInterrupt as error:
            hint = f" --after {after}" if after else ""
            raise click.ClickException(f"Interrupted. Continue with: communique relink{hint}") from error
    click.echo(f"{moved} positions moved to another issue")


def _export_gold(file: BinaryIO) -> int:
    from services.bulk import gold

    with opened() as session:
        lines = (orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in gold.list_gold(session))
        return sum(file.write(line) > 0 for line in lines)


def _import_store(session: Session, folder: Path) -> int:
    from services.bulk import stores

    manifest = stores.read_manifest(folder)
    with tqdm(total=manifest.rows, unit=" rows", unit_scale=True, disable=None) as progress:
        stores.load(session, folder, manifest, progress.update)
    return manifest.rows


def _import_lines(session: Session, file: IO[bytes], size: int | None) -> Counter[str]:
    from api import jsonl
    from services.bulk import imports

    counts: Counter[str] = Counter()
    with collecting_less(), tqdm(total=size, unit="B", unit_scale=True, disable=None) as progress:
        for outcome in imports.load(session, jsonl.read_lines(enumerate(_counted(jsonl.lines(file), progress), 1))):
            if outcome.refusal is not None:
                tqdm.write(f"line {outcome.line}: {outcome.refusal}", file=sys.stderr)
                counts["refused"] += 1
            else:
                counts["stored" if outcome.article else "already stored"] += 1
    return counts


@contextmanager
def collecting_less() -> Iterator[None]:
    """Look for garbage seldom in the block, and not among the models: for a process that only reads lines.

    Rows refer to each other in circles and are many, but they live for a batch only. An import takes a fifth less.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _counted(lines: Iterator[bytes], progress: "tqdm[None]") -> Iterator[bytes]:
    for line in lines:
        yield line
        progress.update(len(line))
