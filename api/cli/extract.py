"""The command that prints briefs and stores nothing."""

import sys
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
from tqdm import tqdm

from api.cli.explained import lines
from schemas.articles import BatchIn
from schemas.briefs import explained
from services.errors import ServiceError

_BATCH_IN = BatchIn()


@click.command()
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--published-at", metavar="DATE", help="The date of publication of FILE: 2021-07-26, 2021-07 or 2021.")
@click.option(
    "--batch",
    type=(click.Path(exists=True, dir_okay=False, path_type=Path), click.Path(dir_okay=False, path_type=Path)),
    metavar="IN OUT",
    help='Read one {"id", "text", "published_at"} per line of IN; write one {"id", "brief"} per line of OUT.',
)
@click.option("--explain", is_flag=True, help="Say why each fact was found, as text; with --json or --batch as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as without --explain.")
def extract(
    file: BinaryIO | None, published_at: str | None, batch: tuple[Path, Path] | None, explain: bool, as_json: bool
) -> None:
    """Print the brief of a text as JSON without storing it.

    FILE is plain text in UTF-8, or a web page if its name ends in .html or .htm; - reads text from the standard
    input. With --explain each fact is a line with its words, and an indented line with the rule that found it and the
    chances that the encoder gives these words.

    A batch ignores blank lines. It reports the number of each line that it cannot read, continues, and ends with
    status 1.
    """
    if batch and file is None and published_at is None:
        try:
            complete = _extract_batch(*batch, explain=explain)
        except OSError as error:
            raise click.ClickException(str(error)) from error
        sys.exit(0 if complete else 1)
    if batch or file is None:
        raise click.UsageError("Give FILE, with or without --published-at, or --batch IN OUT.")
    try:
        article = _article(file)
        if published_at is not None:
            article["published_at"] = published_at
        brief = _brief(explain=explain, **article)
        click.echo("\n".join(lines(brief)) if explain and not as_json else orjson.dumps(brief))
    except (ServiceError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error


def _article(file: BinaryIO) -> dict[str, Any]:
    from services import extracting
    from services.webpages import pages

    if getattr(file, "name", "").lower().endswith((".html", ".htm")):  # what is piped in may have no name
        extracting.work_apart()  # the models are loaded there, once
        return {**pages.read(file.read())}
    return {"text": file.read().decode("utf-8-sig")}


def _extract_batch(source: Path, target: Path, *, explain: bool) -> bool:
    """Write the briefs; return whether every line has one."""
    from api import jsonl

    if target.exists() and target.samefile(source):
        raise click.UsageError("IN and OUT are the same file.")
    complete = True
    with (
        source.open("rb") as file,
        target.open("wb") as briefs,
        tqdm(total=source.stat().st_size, unit="B", unit_scale=True, disable=None) as progress,
    ):
        for number, line in enumerate(jsonl.lines(file), 1):
            if line.strip():
                try:
                    briefs.write(_batch_line(line, explain=explain))
                except (ServiceError, jsonl.LineError) as error:
                    complete = False
                    tqdm.write(f"line {number}: {error}", file=sys.stderr)
            progress.update(len(line))
    return complete


def _batch_line(line: bytes, *, explain: bool) -> bytes:
    from api import jsonl

    article = jsonl.load_line(line, _BATCH_IN)
    public_id = article.pop("id")
    return orjson.dumps(
        {"id": public_id, "brief": _brief(explain=explain, **article)}, option=orjson.OPT_APPEND_NEWLINE
    )


def _brief(**article: Any) -> dict[str, Any]:
    from services import articles

    return explained.dump(articles.preview(None, **article))
