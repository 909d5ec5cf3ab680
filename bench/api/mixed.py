"""Readers beside writers: the statuses they get, and whether every stored article can be read."""

import hashlib
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

import click
import orjson

from bench import server
from bench.api.fill import fill
from bench.api.lists import LIMIT, QUOTES
from bench.api.load import load

READERS = 32
WRITERS = 4
_BEFORE = 10  # articles that are there before, to be read
_LISTS = ("quotes", "events", "positions", "actors", "articles")


class Writer:
    """Posts articles that resemble the seed article, each different."""

    def __init__(self, there: server.Server) -> None:
        self.there = there
        self.statuses: Counter[int | str] = Counter()
        self.stored: dict[str, str] = {}
        """The SHA-256 of the text of each article, by its id."""
        self._seed = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
        self._numbers = count()  # next() of it is atomic

    def post(self, connection: HTTPConnection) -> None:
        """Make another article."""
        body = f"Report {next(self._numbers)}.\n{self._seed}".encode()
        try:
            status, answer = server.request(
                connection, "POST", "/v1/articles?published_at=2021-07", body, Content_Type="text/plain"
            )
        except (OSError, HTTPException) as error:
            self.statuses[repr(error)] += 1
            connection.close()
            return
        self.statuses[status] += 1
        if status == 201:
            self.stored[orjson.loads(answer)["article"]["id"]] = hashlib.sha256(body).hexdigest()

    def post_until(self, end: float) -> None:
        """Post one article after the other from one client."""
        with closing(self.there.connect()) as connection:
            while time.monotonic() < end:
                self.post(connection)

    def lost(self) -> list[str]:
        """Return the ids of stored articles that cannot be read or have another text."""
        with closing(self.there.connect()) as connection:
            return [id_ for id_, sha256 in self.stored.items() if self._sha256(connection, id_) != sha256]

    def _sha256(self, connection: HTTPConnection, article: str) -> str | None:
        status, body = server.request(connection, "GET", f"/v1/articles/{article}")
        return str(orjson.loads(body)["text_sha256"]) if status == 200 else None


def measure(folder: Path, seconds: int) -> None:
    """Print the statuses of reads and writes, the lost articles, and the times of the reads."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    speaker = fill(url, QUOTES)
    with server.running(url) as there:
        writer = Writer(there)
        with closing(there.connect()) as connection:
            for _ in range(_BEFORE):
                writer.post(connection)
        paths = [f"/v1/quotes?speaker={speaker}&limit={LIMIT}", *(f"/v1/{name}?limit={LIMIT}" for name in _LISTS)]
        paths += [f"/v1/articles/{article}/brief" for article in writer.stored]
        end = time.monotonic() + seconds
        with ThreadPoolExecutor(WRITERS) as pool:
            posting = [pool.submit(writer.post_until, end) for _ in range(WRITERS)]
            read = load(there.port, paths, READERS, seconds)
            for each in posting:
                each.result()
        lost = writer.lost()
    click.echo(f"{READERS} clients reading and {WRITERS} posting for {seconds} s, {QUOTES:,} quotes")
    click.echo(f"reads: {_counts(read.statuses)}, without an answer: {read.lost}")
    click.echo(f"posts: {_counts(writer.statuses)}; lost: {len(lost)} of {len(writer.stored)} {' '.join(lost[:5])}")
    click.echo(
        f"{read.per_second:,.0f} reads/s, median {read.median:.1f} ms, 99th percentile {read.most:.1f} ms, "
        f"{read.most / read.median:.1f} times the median"
    )


def _counts(statuses: Mapping[Any, int]) -> str:
    return ", ".join(f"{number:,} times {status}" for status, number in sorted(statuses.items(), key=str))
