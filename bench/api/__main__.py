"""How fast the API answers. Run by hand: python -m bench.api --help"""

import tempfile
from pathlib import Path

import click

from bench import machine
from bench.api import lists, rivals

_connections = click.option(
    "--connections", default=4, show_default=True, type=click.IntRange(1, 64), help="Clients at a time."
)
_rounds = click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 20))
_seconds = click.option("--seconds", default=3, show_default=True, type=click.IntRange(1, 60), help="Of a round.")


@click.group()
def main() -> None:
    """Requests to the service as `communique serve` starts it, on a temporary SQLite file, without rate limits.

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


if __name__ == "__main__":
    main()
