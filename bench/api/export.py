"""Speed and memory of an export of all quotes as NDJSON."""

import time
from contextlib import closing
from pathlib import Path
from statistics import median

import click

from bench import machine, server
from bench.api.fill import fill
from bench.api.lists import QUOTES

_CHUNK = 1 << 16


def measure(folder: Path, rounds: int) -> None:
    """Print rows a second, and the highest memory of the server above what it holds when idle."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    fill(url, QUOTES)
    with server.running(url) as there:
        _read(there, 500, "?limit=500")  # the server is as it will be when idle
        idle, _ = there.memory_mib()
        machine.forget_highest(there.worker)
        seconds = median(_read(there, QUOTES) for _ in range(rounds))
        _, highest = there.memory_mib()
    click.echo(f"{QUOTES:,} quotes in {seconds:.1f} s, the median of {rounds}: {QUOTES / seconds:,.0f} rows/s")
    click.echo(f"memory of the server: {idle:.0f} MiB idle, {highest - idle:.0f} MiB more at its highest")


def _read(there: server.Server, rows: int, query: str = "") -> float:
    """Return the seconds until the last row has arrived."""
    start = time.perf_counter()
    with closing(there.connect()) as connection:
        connection.request("GET", f"/v1/quotes{query}", headers={"Accept": "application/x-ndjson"})
        with connection.getresponse() as response:
            lines = 0
            while chunk := response.read(_CHUNK):
                lines += chunk.count(b"\n")
    if response.status != 200 or lines != rows:
        raise click.ClickException(f"The export answered {response.status} and {lines:,} lines, not {rows:,}")
    return time.perf_counter() - start
