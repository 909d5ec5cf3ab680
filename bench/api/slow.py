"""A list and /healthz beside clients that give and take next to nothing."""

import time
from contextlib import closing
from pathlib import Path
from statistics import median

import click

from bench import server
from bench.api.fill import fill
from bench.api.lists import LIMIT
from bench.slow_clients import crowd

QUOTES = 60_000
CROWDS = {
    "alone": {},
    "50 slow readers": {"readers": 50},
    "50 slow senders": {"senders": 50},
    "500 idle connections": {"idle": 500},
    "all of them": {"readers": 50, "senders": 50, "idle": 500},
}


def measure(folder: Path, rounds: int, seconds: int) -> None:
    """Print the medians of a list and of /healthz, one request after the other, beside each crowd."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    path = f"/v1/quotes?speaker={fill(url, QUOTES)}&limit={LIMIT}"
    with server.running(url) as there:
        ask(there, path, 1)
        times: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in CROWDS}
        for _ in range(rounds):
            for name, of in CROWDS.items():
                with crowd(there.port, **of):
                    times[name].append(ask(there, path, seconds))
        _, highest = there.memory_mib()
    alone = median(each[0] for each in times["alone"])
    click.echo(f"{LIMIT} of {QUOTES:,} quotes, medians of {rounds} rounds of {seconds} s, times in ms")
    click.echo(f"{'':22}{'list':>8}{'of alone':>10}{'99 %':>8}{'healthz':>9}{'99 %':>8}")
    for name, found in times.items():
        list_, list_most, health, health_most = (median(column) for column in zip(*found, strict=True))
        click.echo(f"{name:22}{list_:8.1f}{list_ / alone:10.2f}{list_most:8.1f}{health:9.1f}{health_most:8.1f}")
    click.echo(f"memory of the server: {highest:.0f} MiB at its highest")


def ask(there: server.Server, path: str, seconds: int) -> tuple[float, float, float, float]:
    """Return the median and the 99th percentile of the list and of /healthz, in milliseconds."""
    times: dict[str, list[float]] = {path: [], "/healthz": []}
    with closing(there.connect()) as connection:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for asked, taken in times.items():
                start = time.perf_counter()
                address = (
                    f"10.1.{len(taken) // 250 % 250}.{len(taken) % 250}"  # where there are limits, none is reached
                )
                status, _ = server.request(connection, "GET", asked, X_Forwarded_For=address)
                taken.append((time.perf_counter() - start) * 1000)
                if status != 200:
                    raise click.ClickException(f"{asked} answered {status}")
    list_, health = (sorted(taken) for taken in times.values())
    return median(list_), list_[len(list_) * 99 // 100], median(health), health[len(health) * 99 // 100]
