"""Requests as bytes, to the service as it is served: what servers hand on, and what they do by themselves."""

import socket

import pytest

from bench.server import Server, running

JSON = b'{"text": "Iraq wants peace, the minister said."}'
POST = "POST /v1/extractions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
TIMEOUT_S = 60


@pytest.fixture
def server(database_url):
    with running(database_url) as server:
        yield server


def answer(server: Server, head: str, body: bytes = b"", *, more: bool = True) -> str:
    """The first line of the answer to these bytes, after its version; with `more`, the client might go on."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=TIMEOUT_S) as connection:
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode("latin-1") + body)
        if not more:
            connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    return received.decode().partition("\r\n")[0].partition(" ")[2]


@pytest.mark.database("sqlite")
def test_requests_of_hostile_clients(server):
    for head, body, expected in [
        ("GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\n", b"", "200 OK"),
        ("GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n", b"", "400 Bad Request"),
        ("GET /v1/quotes HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n", b"", "400 Bad Request"),
        ("GET /v1/quotes HTTP/1.1\r\n", b"", "400 Bad Request"),
        ("GET /v1/quotes HTTP/1.1\r\nHost: \xff\r\n", b"", "400 Bad Request"),
        ("GET /v1/quotes HTTP/1.0\r\n", b"", "200 OK"),
        ("GET /v1/quotes HTTP/1.1\r\nHost: evil.example\r\n", b"", "403 Forbidden"),
        ("GET http://evil.example/v1/quotes HTTP/1.1\r\n", b"", "403 Forbidden"),
        ("GET /v1//quotes HTTP/1.1\r\nHost: localhost\r\n", b"", "404 Not Found"),
        ("GET //v1/quotes HTTP/1.1\r\nHost: localhost\r\n", b"", "404 Not Found"),
        (f"{POST}Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(JSON), JSON), "411 Length Required"),
        (f"{POST}Content-Length: {len(JSON)}\r\n", JSON, "200 OK"),
    ]:
        assert answer(server, head, body) == expected, head

    cut_short = f"{len(JSON):x}\r\n".encode() + JSON
    assert answer(server, f"{POST}Transfer-Encoding: chunked\r\n", cut_short, more=False) == "411 Length Required"

    # What is refused is not asked for.
    asks = "Expect: 100-continue\r\nContent-Length: "
    for head, expected in [
        (f"{POST}{asks}100000000\r\n", "413 "),
        (f"{POST.replace('application/json', 'image/png')}{asks}1000\r\n", "415 "),
        (f"{POST.replace('extractions', 'nothing')}{asks}1000\r\n", "404 "),
        (f"{POST}Origin: https://evil.example\r\n{asks}1000\r\n", "403 "),
    ]:
        assert answer(server, head).startswith(expected), head
