"""Clients that give and take next to nothing, all of them in one thread."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from threading import Event, Thread

_INTERVAL_S = 0.5
_TAKEN_BYTES = 1024  # by a reader in an interval; a sender gives one
_RECEIVE_BUFFER_BYTES = 4096

READ = b"GET /v1/quotes.ndjson HTTP/1.1\r\nHost: localhost\r\n\r\n"
SEND = (
    b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n"
    b"President"
)


@contextmanager
def crowd(port: int, *, readers: int = 0, senders: int = 0, idle: int = 0) -> Iterator[None]:
    """Keep so many slow readers of all quotes, slow senders of an article and idle connections for the block."""
    with ExitStack() as stack:
        readers_ = [stack.enter_context(connected(port, READ)) for _ in range(readers)]
        senders_ = [stack.enter_context(connected(port, SEND)) for _ in range(senders)]
        for _ in range(idle):
            stack.enter_context(connected(port))
        end = Event()
        thread = Thread(target=_go_on, args=(readers_, senders_, end))
        thread.start()
        stack.callback(thread.join)
        stack.callback(end.set)
        yield


@contextmanager
def connected(port: int, request: bytes = b"") -> Iterator[socket.socket]:
    """Open a connection that takes little in advance, and send this."""
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        client.settimeout(60)
        client.connect(("127.0.0.1", port))
        client.sendall(request)
        yield client


def _go_on(readers: Sequence[socket.socket], senders: Sequence[socket.socket], end: Event) -> None:
    for client in (*readers, *senders):
        client.setblocking(False)
    while not end.wait(_INTERVAL_S):
        for reader in readers:
            with suppress(OSError):
                reader.recv(_TAKEN_BYTES)
        for sender in senders:
            with suppress(OSError):
                sender.send(b"a")
