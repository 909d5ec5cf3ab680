"""Speed of the API. Run by hand: python -m bench.api --help"""

import tempfile
from pathlib import Path

import click

from bench import machine
from bench.api import attacks, export, lists, mixed, profile, reviews, rivals, sizes, slow

_connections = click.option(
    "--connections", default=4, show_default=True, type=click.IntRange(1, 64), help="Clients at a time."
)
_rounds = click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 20))
_seconds = click.option("--seconds", default=3, show_default=True, type=click.IntRange(1, 60), help="Of a round.")


@click.group()
def main() -> None:
    """Measure the service as `communique serve` starts it, on a temporary SQLite file, without rate limits.

    The load comes from wrk over keep-alive connections, each sending its next request when the last one is
    answered. What is compared is measured in turn, round after round.
    """
    click.echo(machine.describe())


@main.command("lists")
@click.option(
    "--python",
    default=rivals.ROOT / ".venv-bench/bin/python",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where requirements/bench.txt is installed; `make bench` makes .venv-bench.",
)
@_connections
@_rounds
@_seconds
def compare_lists(python: Path, connections: int, rounds: int, seconds: int) -> None:
    """GET 50 of 200,000 quotes, filtered by speaker: the service, Datasette, FastAPI and the floor."""
    with tempfile.TemporaryDirectory() as folder:
        lists.compare(Path(folder), python, connections, rounds, seconds)


@main.command("profile")
def profile_list() -> None:
    """GET one list and its 304 in this process: the calls that they make, by parts, and their time."""
    with tempfile.TemporaryDirectory() as folder:
        profile.measure(Path(folder))


@main.command("sizes")
@_connections
@_rounds
@_seconds
def compare_sizes(connections: int, rounds: int, seconds: int) -> None:
    """GET the same list at 10,000, 200,000 and 2,000,000 quotes. Takes some minutes and 2 GB of disk."""
    with tempfile.TemporaryDirectory() as folder:
        sizes.compare(Path(folder), connections, rounds, seconds)


@main.command("reviews")
@_connections
@_rounds
@_seconds
def compare_reviews(connections: int, rounds: int, seconds: int) -> None:
    """GET the same list of 200,000 quotes without reviews, and of as many of which a tenth is reviewed."""
    with tempfile.TemporaryDirectory() as folder:
        reviews.compare(Path(folder), connections, rounds, seconds)


@main.command("export")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 20))
def measure_export(rounds: int) -> None:
    """GET all of 200,000 quotes as NDJSON, with one client."""
    with tempfile.TemporaryDirectory() as folder:
        export.measure(Path(folder), rounds)


@main.command("slow")
@_rounds
@_seconds
def measure_slow(rounds: int, seconds: int) -> None:
    """GET a list and /healthz beside slow readers, slow senders and idle connections."""
    with tempfile.TemporaryDirectory() as folder:
        slow.measure(Path(folder), rounds, seconds)


@main.command("attacks")
@click.option("--seconds", default=6, show_default=True, type=click.IntRange(1, 60), help="Of an attack.")
def measure_attacks(seconds: int) -> None:
    """GET a list and /healthz beside attacks, slow readers and slow senders."""
    with tempfile.TemporaryDirectory() as folder:
        attacks.measure(Path(folder), seconds)


@main.command("mixed")
@click.option("--seconds", default=60, show_default=True, type=click.IntRange(1, 600))
def measure_mixed(seconds: int) -> None:
    """GET lists and briefs with 32 clients, while 4 post articles that differ; the articles are read back."""
    with tempfile.TemporaryDirectory() as folder:
        mixed.measure(Path(folder), seconds)


if __name__ == "__main__":
    main()
