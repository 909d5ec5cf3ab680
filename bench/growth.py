"""Every list and every search on Postgres, at 20,000 quotes and at 2,000,000, or without and with reviews.

Run by hand: python -m bench.growth --small postgresql://... --large postgresql://...
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import reduce
from http.client import HTTPConnection
from statistics import median
from typing import Any
from urllib.parse import urlencode

import click
from sqlalchemy import text
from tqdm import tqdm

from bench import machine, rows, server
from bench.reviewed import review_a_tenth
from ontology.enums import FigureKind
from services import migrate
from store.engine import make_engine

LIMIT = 1.3
LIMIT_WITH_REVIEWS = 1.1

_SIZES = (20_000, 2_000_000)
_WARM = 3

# The value for each filter. Counts are left out: they grow with what they count.
_WORDS = {
    "actors": "name7",
    "articles": "news7",
    "events": "place7",
    "issues": "label",
    "occurrences": "place7",
    "positions": "evidence7",
    "quotes": "words7",
    "search": "words7",
}
_VALUES: Mapping[str, tuple[Any, ...]] = {
    "article": (rows.public_id("art", 7),),
    **dict.fromkeys(("actor", "speaker", "holder", "recipient", "participant", "under"), (rows.public_id("act", 7),)),
    "copy_of": (rows.public_id("art", 20),),
    "issue": (rows.public_id("iss", 7),),
    "occurrence": (rows.public_id("occ", 7),),
    "sources_min": (3,),
    "publisher": ("publisher7",),
    **dict.fromkeys(("source", "external_id"), ("story7",)),
    "place": ("Place7",),
    **dict.fromkeys(("country", "speaker_country", "holder_country", "place_country"), (rows.CODES[7],)),
    **dict.fromkeys(("actor_country", "recipient_country"), (rows.CODES[7],)),
    "language": ("en",),
    **dict.fromkeys(("label", "name"), ("8f14e4",)),
    "min_confidence": (0.7,),
    "max_confidence": (0.3,),
    **dict.fromkeys(("published_from", "date_from", "created_from", "updated_from"), ("2021-03",)),
    **dict.fromkeys(("published_to", "date_to"), ("2021-01",)),
    "kind": ("direct", "quote", "stance"),
    "type": ("person", "AGREE"),
    "stance": ("supports",),
    "topic": ("sanctions",),
    "basis": ("stated",),
    "modality": ("occurred",),
    "status": ("machine", "confirmed"),
    "origin": ("machine", "person"),
    **dict.fromkeys(("reviewed_by", "by"), ("reviewer7",)),
    "currency": ("USD",),
    **{f"{kind}_{end}": (10,) for kind in FigureKind for end in ("min", "max")},
}
# The facts of article 7, and an actor that appears in it.
_PLACES = {
    "{article_id}/actors/{actor_id}": f"{rows.public_id('art', 7)}/actors/{rows.public_id('act', 50)}",
    "{actor_id}": rows.public_id("act", 7),
    **{
        f"{{{kind}_id}}": rows.public_id(prefix, 70)
        for kind, prefix in (("quote", "quo"), ("event", "evt"), ("position", "pos"))
    },
}
_LEFT_OUT = {"limit", "cursor", "count", "fields", "expand"}


@click.command()
@click.option("--small", required=True, help="The URL of an empty Postgres database.")
@click.option("--large", required=True, help="The URL of another one, which takes 5 GB.")
@click.option("--reviews", is_flag=True, help="Make both small; people have reviewed a tenth of the second one.")
@click.option("--requests", default=25, show_default=True, type=click.IntRange(3, 1000), help="Of each kind and size.")
def main(small: str, large: str, requests: int, *, reviews: bool) -> None:
    """Print the median time of each at both sizes, and its growth. A filled database is used as it is."""
    click.echo(machine.describe())
    sizes, limit = ((_SIZES[0], _SIZES[0]), LIMIT_WITH_REVIEWS) if reviews else (_SIZES, LIMIT)
    for url, quotes in zip((small, large), sizes, strict=True):
        _fill(url, quotes, reviewed=reviews and url == large)
    names = ("no reviews", "a tenth reviewed") if reviews else ("20,000", "2,000,000 quotes")
    compare((small, large), names, requests, limit, lambda document: ((path, path) for path in paths(document)))


def compare(
    urls: Sequence[str],
    names: Sequence[str],
    requests: int,
    limit: float,
    listed: Callable[[dict[str, Any]], Iterable[tuple[str, str]]],
) -> None:
    """Print the median time of each list in two databases, and its growth.

    `listed` yields the path of a list in each of them, from the OpenAPI document.
    """
    with ExitStack() as stack:
        servers = [stack.enter_context(server.running(url)) for url in urls]
        connections = [stack.enter_context(closing(each.connect())) for each in servers]
        asked = list(listed(json.loads(server.request(connections[0], "GET", "/openapi.json")[1])))
        grown = {
            each: _medians(each, connections, requests)
            for each in tqdm(asked, desc=f"{len(asked)} lists", leave=False, disable=None)
        }
    click.echo(f"{names[0]:>9}{names[1]:>18}{'ratio':>8}")
    for (_, path), (first, last) in sorted(grown.items(), key=lambda each: each[1][1] / each[1][0]):
        click.echo(f"{first:6.1f} ms{last:15.1f} ms{last / first:8.2f}  {path}")
    ratios = [last / first for first, last in grown.values()]
    above = sum(ratio >= limit for ratio in ratios)
    click.echo(f"{len(ratios)} lists, {above} at {limit} or more; the median grows {median(ratios):.2f} times")


def _fill(url: str, quotes: int, *, reviewed: bool) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        if not connection.scalar(text("SELECT EXISTS (SELECT FROM articles)")):
            rows.fill(connection, quotes // rows.QUOTES)
            if reviewed:
                review_a_tenth(connection)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def paths(document: dict[str, Any]) -> Iterator[str]:
    """Yield each list without a filter, with each of its filters, and in each of its orders."""
    for path, item in document["paths"].items():
        parameters = {each["name"]: each for each in item.get("get", {}).get("parameters", ()) if each["in"] == "query"}
        if "cursor" not in parameters or path.startswith(("/v1/jobs", "/v1/webhooks")):
            continue
        kind = path.rpartition("/")[2]
        there = reduce(lambda found, each: found.replace(*each), _PLACES.items(), path)
        fixed = {"limit": 50} | ({"q": _WORDS[kind]} if kind == "search" else {})
        yield f"{there}?{urlencode(fixed)}"
        for name in parameters.keys() - _LEFT_OUT - fixed.keys():
            schema = parameters[name]["schema"]
            allowed = schema.get("enum") or schema.get("items", {}).get("enum")
            for value in _asked(name, kind, allowed):
                ranked = {"q": _WORDS[kind]} if "relevance" in str(value) else {}  # that order needs words
                yield f"{there}?{urlencode(fixed | ranked | {name: value})}"


def _asked(name: str, kind: str, allowed: list[str] | None) -> Iterator[Any]:
    if name == "sort":
        yield from allowed or ()
    elif name == "q":
        yield _WORDS[kind]
    elif name == "id":
        yield rows.public_id({"events": "evt", "occurrences": "occ"}.get(kind, kind[:3]), 70)
    else:
        yield from (value for value in _VALUES[name] if allowed is None or value in allowed)


def _medians(paths: Sequence[str], connections: list[HTTPConnection], requests: int) -> tuple[float, ...]:
    """Return the milliseconds of each server for its path, with the requests in turn."""
    times: list[list[float]] = [[] for _ in connections]
    for number in range(_WARM + requests):
        for path, connection, its in zip(paths, connections, times, strict=True):
            begun = time.perf_counter()
            status, body = server.request(connection, "GET", path)
            if number >= _WARM:
                its.append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise click.ClickException(f"{path}: {status} {body[:300]!r}")
    return tuple(median(each) for each in times)


if __name__ == "__main__":
    main()
