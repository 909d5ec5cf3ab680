"""Latency of a list and of /healthz during an attack, with 50 clients that read slowly and 50 that send slowly."""

import gzip
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, NamedTuple

import click
import orjson

from bench import server
from bench.api.fill import fill
from bench.api.lists import LIMIT
from bench.api.slow import ask
from bench.slow_clients import crowd

QUOTES = 60_000
CLIENTS = 14
_MIB = 1024 * 1024
_LONG_CHARACTERS = 260_000
_PAUSE_S = 1.0  # after a refusal
_LIMITS = {"COMMUNIQUE_RATE_LIMIT": "600 per minute", "COMMUNIQUE_WRITE_LIMIT": "120 per minute"}  # the defaults


class Attack(NamedTuple):
    """A request that is sent again and again by all clients."""

    path: str
    body: bytes | None = None
    headers: dict[str, str] = {}  # noqa: RUF012 never changed
    caller: str = "10.0.0.1"


def attacks(article_id: str) -> dict[str, Attack]:
    """Return the attacks by name; the article is long."""
    text, json = {"Content_Type": "text/plain"}, {"Content_Type": "application/json"}
    page = b"<html><body><article>" + b"<p>Iraq wants peace, the minister said on Monday." * (4 * _MIB // 50)
    lists = b"[" + b"[]," * (4 * _MIB // 3 - 2) + b"[]]"
    unknown = b"{" + b",".join(b'"k%d":1' % number for number in range(300_000)) + b"}"
    zipped = {"Content_Encoding": "gzip"}
    return {
        "40 KB of a and line feeds": Attack("/v1/extractions", b"a\n" * 20_000, text),
        "a word of 16,000 brackets": Attack("/v1/extractions", b"Go. " + b"[" * 16_000, text),
        "web pages that unpack to 4 MiB": Attack(
            "/v1/extractions", gzip.compress(page), {"Content_Type": "text/html"} | zipped
        ),
        "a brief of 260 KB as JSON-LD": Attack(f"/v1/articles/{article_id}/brief.jsonld"),
        "network.graphml": Attack("/v1/network.graphml"),
        "4 KB of gzip that is [[],[],...]": Attack("/v1/extractions", gzip.compress(lists), json | zipped),
        "1 MiB of names": Attack("/v1/extractions", (b"John Smith met Ann Lee. " * (_MIB // 24)), text),
        "300,000 unknown fields": Attack("/v1/extractions", unknown, json),
    }


def measure(folder: Path, seconds: int) -> None:
    """Print the medians of a list and of /healthz, one request after the other, alone and beside each attack."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    path = f"/v1/quotes?speaker={fill(url, QUOTES)}&limit={LIMIT}"
    with server.running(url, COMMUNIQUE_PROXIES="1", **_LIMITS) as there:  # so that callers have addresses
        found = attacks(_post_long(there))
        click.echo(f"{LIMIT} of {QUOTES:,} quotes, {CLIENTS} clients of an attack, {seconds} s each, times in ms")
        click.echo(
            f"{'':34}{'alone':>7}{'list':>8}{'of alone':>9}{'99 %':>8}{'healthz':>9}{'99 %':>8}{'MiB':>6}  answers"
        )
        for number, (name, attack) in enumerate(found.items(), 1):
            alone = ask(there, path, max(seconds // 3, 1))[0]
            attack_ = attack._replace(caller=f"10.0.0.{number}")
            with crowd(there.port, readers=50, senders=50), _attacking(there, attack_) as answers:
                list_, most, health, health_most = ask(there, path, seconds)
                memory = there.total_memory_mib()
            click.echo(
                f"{name:34}{alone:7.1f}{list_:8.1f}{list_ / alone:9.2f}{most:8.1f}{health:9.1f}{health_most:8.1f}"
                f"{memory:6.0f}  {answers()}"
            )
            _await_rest(there)
        ask(there, path, max(seconds // 3, 1))  # the server gives back memory while it works
        click.echo(f"all processes of the server in the end: {there.total_memory_mib():.0f} MiB")


def _post_long(there: server.Server) -> str:
    (seed,) = (file for file in files("seeds").iterdir() if file.name.endswith(".txt"))
    text = seed.read_bytes().decode()
    whole = "\n\n".join([text] * (_LONG_CHARACTERS // len(text))).encode()
    with closing(there.connect()) as connection:
        connection.timeout = 600
        status, body = server.request(connection, "POST", "/v1/articles", whole, Content_Type="text/plain")
    assert status == 201, body
    article_id: str = orjson.loads(body)["article"]["id"]
    return article_id


def _await_rest(there: server.Server) -> None:
    """Wait until nothing of an attack is worked on: its texts have deadlines."""
    with closing(there.connect()) as connection:
        connection.timeout = 600
        for _ in range(3):
            server.request(connection, "POST", "/v1/extractions", b"Iraq wants peace.", Content_Type="text/plain")
            time.sleep(2)


@contextmanager
def _attacking(there: server.Server, attack: Attack) -> Iterator[Callable[[], str]]:
    """Attack from another process while the block runs; yield a function that then describes the answers."""
    results: Any = multiprocessing.Queue()
    process = multiprocessing.Process(target=_attack, args=(there, attack, results), daemon=True)
    process.start()
    try:
        yield partial(_summary, results)
    finally:
        process.kill()
        process.join()


def _attack(there: server.Server, attack: Attack, results: Any) -> None:
    threads = [Thread(target=_repeat, args=(there, attack, results)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _repeat(there: server.Server, attack: Attack, results: Any) -> None:
    method = "GET" if attack.body is None else "POST"
    while True:
        start = time.perf_counter()
        with suppress(OSError), closing(there.connect()) as connection:
            headers = attack.headers | {"X_Forwarded_For": attack.caller}
            status, _ = server.request(connection, method, attack.path, attack.body, **headers)
            results.put((status, time.perf_counter() - start))
            if status in (429, 503):  # it says after how long to come again, but who means harm does not wait
                time.sleep(_PAUSE_S)


def _summary(results: Any) -> str:
    statuses: Counter[int] = Counter()
    times: dict[int, list[float]] = {}
    while not results.empty():
        status, seconds = results.get()
        statuses[status] += 1
        times.setdefault(status, []).append(seconds)
    return (
        ", ".join(f"{n} {status} ({median(times[status]):.1f} s)" for status, n in sorted(statuses.items())) or "none"
    )
