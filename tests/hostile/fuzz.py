"""Extraction on random splices of real texts: whatever is glued together, it ends, it grounds, it repeats itself.

Run by hand: python -m tests.hostile.fuzz
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

import extraction
from evaluation.evaluate import TASKS, read_lines, shared_folder
from ontology.span import Span

_DATES = (None, "2021", "2021-07", "2021-07-15", "2021-07-15T10:00:00Z")
# What torn text has between its pieces: marks that open or close nothing, white space of all kinds, what is not seen.
_SEAMS = (
    "", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", '"', "“", "”", "‘", "’", "''", "—", ": ", ", ", "(", ")",
    "…", "\u200b", "\u202e", "e\u0301", "\U0001f1ee\U0001f1f6", "\ufeff",
)  # fmt: skip


def splice(texts: list[str], draw: random.Random) -> str:
    """Pieces of several texts, torn at any character, in any order."""
    pieces = []
    for _ in range(draw.randint(1, 12)):
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        pieces += [text[start : start + draw.randint(1, 600)], draw.choice(_SEAMS)]
    return "".join(pieces)


def spans(value: Any) -> Iterator[Span]:
    """All spans inside a value."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def fault(text: str, published_at: str | None) -> str | None:
    """What is wrong with the facts of a text; None when nothing is."""
    try:
        found = extraction.extract(text, published_at)
        again = extraction.extract(text, published_at)
    except Exception as error:  # noqa: BLE001 whatever it is, it is what is looked for
        return f"raised {error!r}"
    if found != again:
        return "gave other facts the second time"
    torn = [span for span in spans(found) if text[span.start : span.end] != span.exact]
    return f"does not ground: {torn[0]}" if torn else None


@click.command()
@click.option("--texts", type=click.IntRange(1), default=500, show_default=True, help="How many splices to try.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same splices.")
@shared_folder
def main(texts: int, seed: int, shared: Path) -> None:
    """Splice the corpora at random and look for a text that extraction fails on.

    Ends with status 1 when there is one, and leaves each such text in a file; with 2 when the corpora are not there.
    """
    files = [shared / task.file for task in TASKS]
    if missing := [str(file) for file in files if not file.is_file()]:
        click.echo(f"The corpora are not there: no {', '.join(missing)}.", err=True)
        sys.exit(2)
    sources = [line["text"] for file in dict.fromkeys(files) for line in read_lines(file) if line["text"]]
    start = time.monotonic()
    faults = list(_faults(sources, texts, random.Random(seed)))
    for what in faults:
        click.echo(what)
    click.echo(f"{texts} texts, {len(faults)} faults, {time.monotonic() - start:.0f} seconds")
    sys.exit(1 if faults else 0)


def _faults(sources: list[str], count: int, draw: random.Random) -> Iterable[str]:
    for _ in tqdm(range(count), disable=None, leave=False):
        text, published_at = splice(sources, draw), draw.choice(_DATES)
        if what := fault(text, published_at):
            with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8", newline="") as file:
                file.write(text)
            yield f"{file.name} ({published_at}): {what}"


if __name__ == "__main__":
    main()
