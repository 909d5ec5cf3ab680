"""Time of the reader's pages in a store of 100,000 articles, on Postgres; each must take less than a second.

Run by hand: python -m bench.pages FILE.jsonl --large postgresql://...
"""

import json
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import quote

import click

from api import jsonl
from bench import machine, server
from bench.storing import fill
from services import migrate
from store.engine import make_engine

LIMIT_S = 1.0

_PATHS = (
    "/", "/articles", "/actors", "/quotes", "/events", "/positions", "/issues", "/topics",
    "/matrix", "/matrix?issues=disputed", "/matrix?name={name}", "/matrix?label=nuclear", "/matrix.png",
    "/timeline", "/timeline?page=20", "/timeline?state=US", "/timeline?actor={actor}", "/timeline?topic=sanctions",
    "/timeline?type=ASSAULT&modality=planned", "/timeline?date_from=2021&date_to=2021", "/timeline.png",
    "/map", "/map?actor={actor}", "/map?topic=sanctions", "/map.png",
    "/compare", "/compare?a={name}&b=russia", "/actors/{actor}", "/actors/{actor}.atom", "/search.atom?q=sanctions",
)  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--large", required=True, help="The URL of a Postgres database: empty (it takes 10 GB) or filled.")
@click.option("--articles", "number", default=100_000, show_default=True, help="In the store.")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(1, 100), help="Requests for each page.")
def main(file: Path, large: str, number: int, rounds: int) -> None:
    """Print the median time of each page; an empty store is filled first, as in `bench.storing`."""
    click.echo(machine.describe())
    with file.open("rb") as opened:
        lines = list(jsonl.read_lines(enumerate(opened, 1)))
    engine = make_engine(large)
    migrate.upgrade(engine)
    fill(engine, number, lines)
    engine.dispose()
    with server.running(large) as there:
        connection = there.connect()
        actor = _most_mentioned(connection)
        filled = [path.format(actor=actor["id"], name=quote(actor["name"])) for path in _PATHS]
        times = {path: _median(connection, path, rounds) for path in filled}
    for path, seconds in sorted(times.items(), key=lambda each: each[1]):
        click.echo(f"{seconds * 1000:7.0f} ms  {path}")
    above = sum(seconds >= LIMIT_S for seconds in times.values())
    click.echo(f"{len(times)} pages, {above} take {LIMIT_S:.0f} s or more")


def _most_mentioned(connection: HTTPConnection) -> dict[str, str]:
    """Return the actor with the most articles of those with "united" in a name, such as the United States."""
    status, body = server.request(connection, "GET", "/v1/actors?name=united&limit=100", Accept="application/json")
    if status != 200:
        raise click.ClickException(f"/v1/actors: {status}")
    found: dict[str, str] = max(json.loads(body)["items"], key=lambda actor: actor["articles"])
    return found


def _median(connection: HTTPConnection, path: str, rounds: int) -> float:
    times = []
    for number in range(rounds + 1):
        begun = time.perf_counter()
        status, body = server.request(connection, "GET", path, Accept="text/html")
        if number:  # the first one warms up
            times.append(time.perf_counter() - begun)
        if status != 200:
            raise click.ClickException(f"{path}: {status} {body[:300]!r}")
    return median(times)


if __name__ == "__main__":
    main()
