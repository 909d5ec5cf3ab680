"""A receiver of webhooks: a real HTTP server on this machine that answers as a test tells it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import MappingProxyType
from typing import Any

from services.webhooks import addresses

Answer = int | str | tuple[int, str]
"""A status, also with Retry-After, or what it does instead: hang, drip, redirect, flood, babble."""


@dataclass
class Message:
    """A message that was received."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.body)["data"]


class Receiver:
    """The messages so far, and how the next ones are answered."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server, self.port = server, server.server_port
        self.url = f"http://127.0.0.1:{self.port}/hook?a=b"
        self.messages: list[Message] = []
        self.answer: Callable[[Message], Answer] = lambda _: 200
        self.ends = Event()

    def ids(self) -> list[str]:
        """The ids of the changed objects, in the order of the messages."""
        return [message.data["id"] for message in self.messages]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver for the block; webhooks may reach it."""
    addresses.allow(["127.0.0.0/8"])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            message = Message(self.path, {k.lower(): v for k, v in self.headers.items()}, body, time.time())
            receiver.messages.append(message)
            with suppress(OSError):
                self.reply(receiver.answer(message))

        def reply(self, answer: Answer) -> None:
            match answer:
                case int():
                    self.send(answer, b"It is %d." % answer)
                case (status, retry_after):
                    self.send(status, b"Wait.", {"Retry-After": retry_after})
                case "hang":
                    receiver.ends.wait(30)
                case "redirect":
                    self.send_response(307)
                    self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
                    self.end_headers()
                case "flood":
                    self.send(200, b"x" * 50_000_000)
                case "babble":
                    self.wfile.write(b"What?\r\n\r\n")
                case "drip":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
                    while not receiver.ends.wait(0.02):
                        self.wfile.write(b"x")

        def send(self, status: int, body: bytes, headers: Mapping[str, str] = MappingProxyType({})) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(server)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield receiver
        finally:
            addresses.allow([])
            receiver.ends.set()
            server.shutdown()
            thread.join()
