"""Time of lists of the issue, state, actor and so on with the most facts, on Postgres, at 2,000 and 100,000 articles.

Run by hand: python -m bench.busiest FILE.jsonl --small postgresql://... --large postgresql://...
"""

# ruff: noqa: S608 - all names in these statements come from this file

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
from sqlalchemy import Connection, text

import extraction
from api import jsonl
from bench import growth, machine, storing
from services import migrate
from store.engine import make_engine

_SIZES = (2_000, 100_000)

_MOST = "SELECT {column} FROM {table} GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 1"
_ACTOR = f"SELECT id FROM actors WHERE pk = ({_MOST})"
# The query for the busiest id or value of each filter.
_BUSIEST = {
    "issue": f"SELECT id FROM issues WHERE pk = ({_MOST.format(column='issue_pk', table='positions')})",
    "topic": _MOST.format(column="topic", table="positions"),
    "holder": _ACTOR.format(column="holder_pk", table="positions"),
    "speaker": _ACTOR.format(column="speaker_pk", table="quotes WHERE speaker_pk IS NOT NULL"),
    "participant": _ACTOR.format(column="actor_pk", table="event_participants"),
    "occurrence": """SELECT id FROM occurrences ORDER BY sources DESC, pk LIMIT 1""",
    "under": """SELECT id FROM actors JOIN actor_keys ON actor_pk = pk WHERE key = 'state ' || country
        ORDER BY (SELECT count(*) FROM event_participants AS part WHERE part.acts_for = country) DESC LIMIT 1""",
}  # fmt: skip
# A state with few facts.
_QUIET_STATE = """SELECT id FROM actors JOIN actor_keys ON actor_pk = pk WHERE key = 'state ' || country
    ORDER BY (SELECT count(*) FROM event_participants AS part WHERE part.acts_for = country), id LIMIT 1"""

# The filters and the orders of each list.
_LISTS = {
    "quotes": (("speaker", "under"), ("-confidence",)),
    "events": (("actor", "recipient", "participant", "under", "occurrence"), ("-confidence", "-date")),
    "positions": (("issue", "topic", "holder", "under"), ("-confidence",)),
    "contradictions": (("issue", "topic", "holder", "under"), ("-confidence",)),
    "occurrences": (("actor", "recipient", "participant", "under"), ("-sources",)),
    "actors": (("under",), ("name",)),
    "issues": (("topic", "holder"), ("label",)),
}
_PAGES = {"issues": "issue", "occurrences": "occurrence", "actors": "holder"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--small", required=True, help="The URL of an empty Postgres database, or of one filled by this program.")
@click.option("--large", required=True, help="The URL of a second such database, which takes 10 GB.")
@click.option(
    "--requests", default=25, show_default=True, type=click.IntRange(3, 1000), help="Requests for each list and size."
)
def main(file: Path, small: str, large: str, requests: int) -> None:
    """Print the median time of each list at both sizes, and its growth.

    Empty stores are filled from FILE, as in `bench.storing`.
    """
    click.echo(machine.describe())
    extraction.load()
    with file.open("rb") as opened:
        known = list(jsonl.read_lines(enumerate(opened, 1)))[::2]
    for url, number in zip((small, large), _SIZES, strict=True):
        engine = make_engine(url)
        migrate.upgrade(engine)
        storing.fill(engine, number, known)
    with ExitStack() as stack:
        connections = [stack.enter_context(make_engine(url).connect()) for url in (small, large)]
        asked = list(zip(*map(paths, connections), strict=True))
    growth.compare((small, large), ("2,000", "100,000 articles"), requests, growth.LIMIT, lambda _: asked)


def paths(connection: Connection) -> Iterator[str]:
    """Yield the paths of the lists and pages of the busiest values of a store."""
    busiest = {name: connection.scalar(text(query)) for name, query in _BUSIEST.items()}
    busiest |= dict.fromkeys(("actor", "recipient"), busiest["participant"])
    quiet = connection.scalar(text(_QUIET_STATE))
    for kind, (names, sorts) in _LISTS.items():
        for name in ("", *names):
            for sort in ("", *sorts):
                yield _path(f"v1/{kind}", {name: busiest.get(name), "sort": sort, "limit": 50})
        if "under" in names:
            yield _path(f"v1/{kind}", {"under": quiet, "limit": 50})
    for kind, name in _PAGES.items():
        yield _path(f"v1/{kind}/{busiest[name]}", {})
    for name in ("", "topic", "under"):
        yield _path("matrix", {name: busiest.get(name)})


def _path(path: str, given: dict[str, Any]) -> str:
    query = urlencode({name: value for name, value in given.items() if name and value})
    return f"/{path}?{query}".removesuffix("?")


if __name__ == "__main__":
    main()
