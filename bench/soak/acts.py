"""The slow, the greedy and the hostile: one function for each kind of caller.

Each plays against the server from the address 127.0.0.1 until its time is over, and counts what it is answered.
"""

import gzip
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from urllib.parse import quote

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from schemathesis import Case
from schemathesis.errors import SerializationNotPossible

from bench.soak.asking import NO_ANSWER, Caller, Outcome, Tally, answered
from bench.soak.schedule import CALM, Act
from tests.hostile import texts
from tests.hostile.attacks import Attack, Attacker

ADDRESS = "127.0.0.1"

_SLOW = 50
_IDLE = 500
_TOGETHER = 14
_STEP_S = 1.0  # between two pieces that a slow caller takes or gives
_PIECE_BYTES = 1024
_TEXT = {"Content-Type": "text/plain"}
_JSON = {"Content-Type": "application/json"}
_PAGE = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
_EXTRACT = "/v1/extractions"
# Deliveries would leave this machine.
_NEVER = "/v1/webhooks"
_HOSTILE_PATIENCE_S = 5  # a length that is a lie is waited for in vain
_ENDLESS = 10**9
_HEAVY = ("names", "dates", "paired brackets")


@dataclass
class Stage:
    """Where an act plays: the server, the end of the act, what it has to work with, and its outcomes."""

    caller: Caller
    act: Act
    ids: Mapping[str, str]
    """Ids that the service has, by the name of the parameter."""
    brief: str
    """The id of an article of 260 KB."""
    document: Mapping[str, object]
    draw: random.Random
    tally: Tally = field(default_factory=Tally)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def over(self) -> bool:
        """Whether the act has ended."""
        return time.monotonic() >= self.act.end

    @property
    def patience(self) -> float:
        """The seconds that a caller waits for an answer: until a little after the act."""
        return max(1.0, self.act.end - time.monotonic() + 2)

    def note(self, outcome: Outcome) -> None:
        """Count an outcome of this act."""
        with self.lock:
            self.tally.add(self.act.name, "hostile", outcome)

    def crowd(self, clients: int, request: Callable[[int], tuple[str, str, bytes | None, Mapping[str, str]]]) -> None:
        """Let clients send what `request` returns for ever new numbers, until the act is over."""

        def client(first: int) -> None:
            number = first
            while not self.over:
                method, path, body, headers = request(number)
                self.note(self.caller.ask(method, path, body, headers, self.patience))
                number += clients

        _together(clients, client)


def slow_readers(stage: Stage) -> None:
    """Read an export at 1 KiB a second."""
    _slowly(stage, _SLOW, b"GET /v1/quotes.ndjson HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", sends=False)


def slow_senders(stage: Stage) -> None:
    """Send a text of 100 KB at one byte a second."""
    head = f"POST {_EXTRACT} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n"
    _slowly(stage, _SLOW, head.encode(), sends=True)


def idle_connections(stage: Stage) -> None:
    """Open connections and say nothing."""
    _slowly(stage, _IDLE, b"", sends=False)


def hostile_texts(stage: Stage) -> None:
    """Have texts of 40 KB of each shape read."""
    shapes = list(texts.SHAPES)
    stage.draw.shuffle(shapes)
    stage.crowd(4, lambda number: _text(shapes[number % len(shapes)], 40_000))


def large_texts(stage: Stage) -> None:
    """Have texts of 1 MiB of names, dates and brackets read."""
    stage.crowd(2, lambda number: _text(_HEAVY[number % len(_HEAVY)], 1024 * 1024))


def gone_clients(stage: Stage) -> None:
    """Send a text of 40 KB and hang up."""
    shapes = list(texts.SHAPES)
    while not stage.over:
        _, path, body, headers = _text(stage.draw.choice(shapes), 40_000)
        with closing(stage.caller.connect()) as connection, suppress(OSError):
            connection.request("POST", path, body, dict(headers))
        stage.note(Outcome("hung up", 0.0))
        time.sleep(0.1)


def web_pages(stage: Stage) -> None:
    """Send pages of 6 KiB that unpack to 4 MiB."""
    page = gzip.compress(b"<html><body>" + b"<p>a<div>" * 460_000, mtime=0)
    stage.crowd(_TOGETHER, lambda _: ("POST", _EXTRACT, page, _PAGE))


def renditions(stage: Stage) -> None:
    """Read a large brief as linked data, and the network of all actors."""
    linked = ("GET", f"/v1/articles/{stage.brief}/brief.jsonld", None, dict[str, str]())
    network = ("GET", "/v1/network.graphml", None, dict[str, str]())
    stage.crowd(_TOGETHER, lambda number: network if number % 7 == 0 else linked)


def packed_json(stage: Stage) -> None:
    """Send 4 KB that unpack to a JSON list of empty lists."""
    body = gzip.compress(b"[" + b"[]," * 1_300_000 + b"[]]", mtime=0)
    stage.crowd(4, lambda _: ("POST", "/v1/articles", body, _JSON | {"Content-Encoding": "gzip"}))


def unknown_fields(stage: Stage) -> None:
    """Send an article with 300,000 fields that do not exist."""
    body = json.dumps({"text": "Norway agreed."} | {f"f{number}": 0 for number in range(300_000)}).encode()
    stage.crowd(2, lambda _: ("POST", "/v1/articles", body, _JSON))


def greedy_readers(stage: Stage) -> None:
    """Repeatedly export everything and search for words that occur everywhere."""
    paths = (
        "/v1/quotes.ndjson",
        "/v1/events.csv",
        "/v1/search?q=the&limit=200",
        "/v1/brief?country=IQ",
        "/v1/actors.csv",
    )
    stage.crowd(8, lambda number: ("GET", paths[number % len(paths)], None, {}))


def hostile_requests(stage: Stage) -> None:
    """Send hostile requests at random, as many as are answered."""

    def client(draw: random.Random) -> None:
        attacker = Attacker(dict(stage.document), stage.ids, draw)
        for attack in attacker.attacks(_ENDLESS):
            if stage.over:
                return
            if not attack.path.startswith(_NEVER):
                stage.note(stage.caller.send(_on_the_wire(attack), attack.method, _HOSTILE_PATIENCE_S))

    _together(4, lambda _: client(random.Random(stage.draw.random())))


def _on_the_wire(attack: Attack) -> bytes:
    """Return the bytes of a request; what it says of its own length may be a lie."""
    headers = {"Host": "127.0.0.1", "Content-Length": str(len(attack.body)), "Connection": "close"} | attack.headers
    target = quote(attack.path, safe="%/{}:~") + (f"?{attack.query}" if attack.query else "")
    lines = [f"{attack.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + attack.body


def generated_cases(stage: Stage) -> None:
    """Send what schemathesis makes of the OpenAPI document."""
    schema = schemathesis.openapi.from_dict(dict(stage.document))
    operations = [found.ok() for found in schema.get_all_operations()]
    operations = [each for each in operations if not each.path.startswith(_NEVER)]
    quiet = settings(
        max_examples=20, deadline=None, database=None, phases=[Phase.generate], verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    def send(case: Case) -> None:
        if stage.over:
            return
        begun = time.monotonic()
        try:
            answer = case.call(f"http://127.0.0.1:{stage.caller.port}", timeout=_HOSTILE_PATIENCE_S)
        except SerializationNotPossible:  # of a body that the media type cannot hold
            return
        except (OSError, ValueError):  # of the connection, or of a header that cannot be sent
            stage.note(Outcome(NO_ANSWER, time.monotonic() - begun))
        else:
            stage.note(answered(answer.status_code, answer.headers.get("retry-after"), begun))

    while not stage.over:
        operation = stage.draw.choice(operations)
        try:
            seed(stage.draw.getrandbits(32))(quiet(given(case=operation.as_strategy())(send)))()
        except SerializationNotPossible:  # it cannot write any of the media types that the operation takes
            operations.remove(operation)


def _text(shape: str, size: int) -> tuple[str, str, bytes, Mapping[str, str]]:
    return "POST", _EXTRACT, texts.text(shape, size).encode(), _TEXT


def _together(clients: int, client: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _slowly(stage: Stage, clients: int, request: bytes, *, sends: bool) -> None:
    """Keep connections until the act is over: begin a request on each, then take or give a little every second."""
    connections = [_opened(stage, request) for _ in range(clients)]
    while not stage.over:
        for connection in filter(None, connections):
            if not _continued(stage, connection, sends=sends):
                connections[connections.index(connection)] = None
        time.sleep(min(_STEP_S, max(0.0, stage.act.end - time.monotonic())))
    for connection in filter(None, connections):
        connection.close()
        stage.note(Outcome("held until the end", 0.0))


def _opened(stage: Stage, request: bytes) -> socket.socket | None:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * _PIECE_BYTES)
    connection.bind((stage.caller.address, 0))
    connection.settimeout(stage.patience)
    try:
        connection.connect(("127.0.0.1", stage.caller.port))
        connection.sendall(request)
    except OSError:
        connection.close()
        stage.note(Outcome("refused", 0.0))
        return None
    connection.setblocking(False)
    return connection


def _continued(stage: Stage, connection: socket.socket, *, sends: bool) -> bool:
    """Take or give the next piece; return whether the connection is still open, and count what came of it if not."""
    try:
        if sends:
            connection.send(b"a")
        answer = connection.recv(_PIECE_BYTES)
    except BlockingIOError:
        return True
    except OSError:
        answer = b""
    status = answer[9:12].decode() if answer.startswith(b"HTTP/1.1 ") else ""
    if answer and (not sends and status in ("", "200")):
        return True
    connection.close()
    stage.note(answered(int(status), b"retry-after:" in answer.lower(), 0.0) if status else Outcome("cut off", 0.0))
    return False


ACTS: Mapping[str, Callable[[Stage], None]] = {
    "50 slow readers": slow_readers,
    "50 slow senders": slow_senders,
    "500 idle connections": idle_connections,
    "hostile texts, 40 KB": hostile_texts,
    "hostile texts, 1 MiB": large_texts,
    "clients who hang up": gone_clients,
    "pages that unpack to 4 MiB": web_pages,
    "a large brief as JSON-LD": renditions,
    "JSON that unpacks to 4 MiB": packed_json,
    "300,000 unknown fields": unknown_fields,
    "greedy readers": greedy_readers,
    "hostile requests": hostile_requests,
    "schemathesis": generated_cases,
}


def play(
    port: int, acts: Sequence[Act], ids: Mapping[str, str], brief: str, document: Mapping[str, object], seed: int
) -> Tally:
    """Play the acts one after the other, each beside the calm callers."""
    tally = Tally()
    draw = random.Random(seed)
    for act in acts:
        time.sleep(max(0.0, act.start - time.monotonic()))
        if act.name != CALM:
            stage = Stage(Caller(ADDRESS, port), act, ids, brief, document, random.Random(draw.random()))
            ACTS[act.name](stage)
            tally.merge(stage.tally)
    return tally
