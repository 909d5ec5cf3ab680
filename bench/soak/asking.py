"""One request, what came of it, and the count of outcomes."""

import http.client
import socket
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

NO_ANSWER = "no answer"
_PIECE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a request: its status or NO_ANSWER, and the seconds that it took."""

    what: str
    seconds: float
    fault: bool = False
    """The server failed: a 5xx other than a 503 that says when to come back."""


@dataclass(slots=True)
class Tally:
    """Outcomes counted by act, kind of caller and outcome; the latencies of those that ask for them."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    faults: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    latencies: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Moment and seconds of each answer, by kind of caller."""

    def add(self, act: str, caller: str, outcome: Outcome) -> None:
        """Count an outcome."""
        key = (act, caller, outcome.what)
        self.counts[key] += 1
        if outcome.fault:
            self.faults[key] += 1

    def merge(self, other: "Tally") -> None:
        """Add the counts of another process."""
        self.counts += other.counts
        self.faults += other.faults
        for caller, found in other.latencies.items():
            self.latencies.setdefault(caller, []).extend(found)


@dataclass(frozen=True, slots=True)
class Caller:
    """A client at an address of its own, so that limits by caller tell the calm from the others."""

    address: str
    port: int

    def connect(self, timeout: float = 60) -> http.client.HTTPConnection:
        """Open a keep-alive connection from this address."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout, source_address=(self.address, 0))

    def send(self, data: bytes, method: str, timeout: float) -> Outcome:
        """Send the bytes of a request as they are and read the answer."""
        begun = time.monotonic()
        try:
            with closing(socket.create_connection(("127.0.0.1", self.port), timeout, (self.address, 0))) as connection:
                connection.sendall(data)
                return _outcome(http.client.HTTPResponse(connection, method=method), begun, timeout)
        except (OSError, http.client.HTTPException):
            return Outcome(NO_ANSWER, time.monotonic() - begun)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> Outcome:
        """Send one request on a new connection and read all of the answer, which must end within the timeout."""
        with closing(self.connect(timeout)) as connection:
            return ask(connection, method, path, body, headers, timeout)


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> Outcome:
    """Send one request and read all of the answer; a connection that fails is closed, and opens again when used."""
    begun = time.monotonic()
    try:
        connection.request(method, path, body, dict(headers or {}))
        return _outcome(connection.getresponse(), begun, timeout)
    except (OSError, http.client.HTTPException):
        connection.close()
        return Outcome(NO_ANSWER, time.monotonic() - begun)


def answered(status: int, retry_after: object, begun: float) -> Outcome:
    """Return the outcome of a request that was answered; 5xx is a fault but for 503 with Retry-After."""
    fault = status >= 500 and not (status == 503 and retry_after)
    return Outcome(str(status), time.monotonic() - begun, fault)


def _outcome(response: http.client.HTTPResponse, begun: float, timeout: float) -> Outcome:
    with response:
        if response.headers is None:  # the caller has not read the head yet
            response.begin()
        while response.read1(_PIECE_BYTES):
            if time.monotonic() > begun + timeout:
                raise TimeoutError
        return answered(response.status, response.headers["Retry-After"], begun)
