"""Time extraction on shapes of text, each as large as a text may be. Run by hand: python -m bench.shapes"""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

import extraction
from bench import machine
from tests.hostile.texts import SHAPES, text


class _TooLongError(Exception):
    pass


@click.command()
@click.argument("shapes", nargs=-1)
@click.option("--kib", default=1024, show_default=True, type=click.IntRange(1, 1024), help="The size of each text.")
@click.option("--limit", default=60, show_default=True, type=click.IntRange(1), help="Seconds of processor time.")
def main(shapes: tuple[str, ...], kib: int, limit: int) -> None:
    """Print the processor time for texts of SHAPES, of all when none is given.

    Ends with status 1 when one takes longer than the limit; it is then broken off.
    """
    click.echo(machine.describe())
    extraction.load()
    slow = 0
    for shape in shapes or SHAPES:
        content = text(shape, kib * 1024)
        start = time.process_time()
        try:
            with _limited(limit):
                extraction.extract(content, "2021-07-15")
        except _TooLongError:
            slow += 1
            click.echo(f"over {limit:3} s  {shape}")
        else:
            click.echo(f"{time.process_time() - start:8.1f} s  {shape}")
    click.echo(f"{slow} of {len(shapes or SHAPES)} took more than {limit} s for {kib} KiB")
    sys.exit(1 if slow else 0)


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise _TooLongError in the block after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise _TooLongError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
