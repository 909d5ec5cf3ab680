"""Run the service in a separate process, as `communique serve` starts it, on a temporary database."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from bench import machine

_START = 300  # seconds: the model, the migrations and the seed, on a busy machine


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port and its process."""

    port: int
    pid: int

    def connect(self, timeout: float = 60) -> http.client.HTTPConnection:
        """Open a keep-alive connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    @property
    def worker(self) -> int:
        """The process that answers requests; the other children, which fork others, have sessions of their own."""
        (worker,) = (child for child in machine.children(self.pid) if os.getsid(child) == os.getsid(self.pid))
        return worker

    def total_memory_mib(self) -> float:
        """Return the memory of all processes of the service, in MiB; what they share counts once."""
        return machine.total_memory_mib(self.pid)

    def memory_mib(self) -> tuple[float, float]:
        """Return the current and the peak resident memory of the worker, in MiB, without those that extract."""
        return machine.memory_mib(self.worker)


@contextmanager
def running(database_url: str, **settings: str) -> Iterator[Server]:
    """Run the service for the block; it is ready when the block begins."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    limits = {"COMMUNIQUE_RATE_LIMIT": "", "COMMUNIQUE_WRITE_LIMIT": ""}
    with started(command, ready="/readyz", DATABASE_URL=database_url, **(limits | settings)) as server:
        yield server


@contextmanager
def worker(database_url: str) -> Iterator[int]:
    """Run `communique worker` for the block, and give its process."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "worker"]
    environment = os.environ | {"DATABASE_URL": database_url}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


@contextmanager
def started(command: Sequence[str], *, ready: str, **environment: str) -> Iterator[Server]:
    """Run any server that takes `--port` for the block; it is ready once the path `ready` answers 200."""
    port = free_port()
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(port, process.pid)
        _wait(server, ready, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def request(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, bytes]:
    """Return the status and the body of an answer; underscores in header names stand for hyphens."""
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    with connection.getresponse() as response:
        return response.status, response.read()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, ready: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with status {process.returncode}")
        with suppress(OSError), closing(server.connect()) as connection:
            if request(connection, "GET", ready)[0] == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{process.args} does not answer 200 to {ready} after {_START} seconds")
