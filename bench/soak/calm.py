"""Callers who mean no harm, and two whose latency is measured; each group runs in its own process."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from itertools import count

from bench.soak.asking import Caller, Outcome, Tally, ask
from bench.soak.schedule import Act, act_at

HEALTH, LIST = "/healthz", "a list of 50"

_READERS = 4
_PAUSE_S = 0.05  # between two requests of a reader
_WRITE_EVERY_S = 5.0
_PROBE_EVERY_S = 0.25
# On Postgres a worker reads the article; on SQLite the request does.
_WRITE = {"Content-Type": "text/plain", "Prefer": "respond-async"}
_LISTS = ("quotes", "events", "positions", "actors", "articles", "issues", "search?q=Iraq")


def calm(port: int, acts: Sequence[Act]) -> Tally:
    """Read lists and briefs and post an article now and then until the last act ends."""
    tally = Tally()
    paths = [f"/v1/{name}{'&' if '?' in name else '?'}limit=50" for name in _LISTS]
    readers = [(f"127.0.0.{number + 2}", _reads(paths, number), _PAUSE_S) for number in range(_READERS)]
    _play(tally, port, acts, {"readers": readers, "writer": [("127.0.0.9", _writes(), _WRITE_EVERY_S)]})
    return tally


def probe(port: int, acts: Sequence[Act]) -> Tally:
    """Ask for /healthz and for a list four times a second, and keep how long each took."""
    tally = Tally()
    lists = [("127.0.0.11", _repeated("/v1/quotes?limit=50"), _PROBE_EVERY_S)]
    health = [("127.0.0.10", _repeated(HEALTH), _PROBE_EVERY_S)]
    tally.latencies = {HEALTH: [], LIST: []}
    _play(tally, port, acts, {HEALTH: health, LIST: lists})
    return tally


_Request = tuple[str, str, bytes | None]
_Client = tuple[str, Iterator[_Request], float]


def _play(tally: Tally, port: int, acts: Sequence[Act], clients: dict[str, list[_Client]]) -> None:
    lock = threading.Lock()

    def client(name: str, address: str, requests: Iterator[_Request], every: float) -> None:
        with closing(Caller(address, port).connect()) as connection:
            for method, path, body in requests:
                begun = time.monotonic()
                if begun >= acts[-1].end:
                    return
                outcome = ask(connection, method, path, body, _WRITE if body else {})
                with lock:
                    _note(tally, act_at(acts, begun), name, begun, outcome)
                time.sleep(max(0.0, begun + every - time.monotonic()) if every != _PAUSE_S else every)

    threads = [threading.Thread(target=client, args=(name, *each)) for name, group in clients.items() for each in group]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _note(tally: Tally, act: str, name: str, begun: float, outcome: Outcome) -> None:
    tally.add(act, name, outcome)
    if name in tally.latencies:
        tally.latencies[name].append((begun, outcome.seconds))


def _repeated(path: str) -> Iterator[_Request]:
    while True:
        yield "GET", path, None


def _reads(paths: Sequence[str], seed: int) -> Iterator[_Request]:
    draw = random.Random(seed)
    while True:
        yield "GET", draw.choice(paths), None


def _writes() -> Iterator[_Request]:
    article = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
    start = time.time_ns()
    for number in count():
        body = f"Report {start + number}.\n{article}".encode()
        yield "POST", "/v1/articles?published_at=2021-07", body
