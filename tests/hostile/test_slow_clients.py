"""Clients that give or take nothing, against a server as `communique serve` starts it."""

import os
import signal
import socket
from contextlib import ExitStack, closing
from pathlib import Path

import orjson
import pytest

from bench import server as servers
from bench.api.fill import fill
from bench.server import request
from bench.slow_clients import READ, SEND, connected, crowd
from tests.waiting import until

QUOTES = 20_000  # some megabytes, more than the server and the kernel hold for a client
TEXT = b"President Joe Biden met Prime Minister Mustafa al-Kadhimi in Washington."
QUICK = {"COMMUNIQUE_IDLE_TIMEOUT": "2", "COMMUNIQUE_BODY_TIMEOUT": "5"}


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('slow')}/slow.sqlite3"
    fill(url, QUOTES)
    return url


@pytest.fixture(scope="module")
def patient(url):
    """A server that waits longer than any test."""
    with servers.running(url, COMMUNIQUE_IDLE_TIMEOUT="600", COMMUNIQUE_BODY_TIMEOUT="600") as there:
        yield there


@pytest.fixture(scope="module")
def quick(url):
    """A server that soon cuts off who gives or takes nothing."""
    with servers.running(url, **QUICK) as there:
        yield there


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


def get(there, path):
    with closing(there.connect()) as connection:
        return request(connection, "GET", path)


def export(there):
    """All quotes as NDJSON, once the streams of clients that have gone are over."""
    found = {}
    until(lambda: found.update([get(there, "/v1/quotes.ndjson")]) or 200 in found)
    return found[200]


def head_of(client):
    """The head of an answer, or what has come of it."""
    head = b""
    while b"\r\n\r\n" not in head and (piece := client.recv(1)):
        head += piece
    return head


def answer_of(client):
    """All that comes until the server closes the connection."""
    answer = b""
    while piece := client.recv(65536):
        answer += piece
    return answer


def is_open(port, of):
    """The server at a port has a connection to another port of this machine."""
    ends = [line.split()[1:3] for line in Path("/proc/net/tcp").read_text().splitlines()]
    return [f"0100007F:{port:04X}", f"0100007F:{of:04X}"] in ends


@pytest.mark.parametrize("of", [{"readers": 50}, {"senders": 50}, {"idle": 500}])
def test_others_are_served(patient, of):
    with crowd(patient.port, **of):
        for _ in range(5):
            assert get(patient, "/healthz")[0] == 200
            assert len(orjson.loads(get(patient, "/v1/quotes?limit=50")[1])["items"]) == 50
        with closing(patient.connect()) as connection:
            assert request(connection, "POST", "/v1/extractions", TEXT, Content_Type="text/plain")[0] == 200
        assert export(patient).count(b"\n") == QUOTES


def test_streams_are_bounded(patient, stack):
    def status():
        return head_of(stack.enter_context(connected(patient.port, READ))).split(b" ")[1]

    export(patient)
    with ExitStack() as readers:
        heads = [head_of(readers.enter_context(connected(patient.port, READ))) for _ in range(80)]
        assert {head.split(b" ")[1] for head in heads} == {b"200"}
        refused = head_of(stack.enter_context(connected(patient.port, READ)))
        assert refused.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nretry-after: 10\r\n" in refused
        assert get(patient, "/v1/quotes?limit=50")[0] == 200
        assert head_of(stack.enter_context(connected(patient.port, READ.replace(b"GET", b"HEAD")))).split()[1] == b"200"
    until(lambda: status() == b"200")


def test_export_that_is_read_slowly_is_whole(patient):
    lines = export(patient)
    with connected(patient.port, READ.replace(b"HTTP/1.1", b"HTTP/1.0")) as client:
        head_of(client)
        assert answer_of(client) == lines


def test_body_that_stops_is_refused(quick):
    with connected(quick.port, SEND) as client:
        answer = answer_of(client)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"detail":"The body did not arrive in time."' in answer


def test_body_that_trickles_is_refused(quick):
    with connected(quick.port, SEND) as client, crowd(quick.port, senders=1):
        client.settimeout(0.5)
        answer = b""

        def has_ended():
            nonlocal answer
            client.send(b"a")
            try:
                answer += client.recv(65536)
            except TimeoutError:
                return False
            return True

        until(has_ended)
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_connection_that_is_idle_is_closed(quick):
    with connected(quick.port) as client:
        assert client.recv(1) == b""
    with connected(quick.port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n") as client:  # a head without its end
        assert client.recv(1) == b""


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux only")
def test_reader_that_takes_nothing_is_cut_off(quick):
    with connected(quick.port, READ) as client:
        head_of(client)
        assert is_open(quick.port, client.getsockname()[1])
        until(lambda: not is_open(quick.port, client.getsockname()[1]))  # its own end is not told
    assert get(quick, "/healthz")[0] == 200


def test_body_on_its_way_is_awaited_at_the_end(url):
    with servers.running(url) as there, connected(there.port, SEND.replace(b"100000", b"%d" % len(TEXT))) as client:
        get(there, "/healthz")  # asked later: the head of the other request has been read
        os.kill(there.pid, signal.SIGTERM)
        client.sendall(TEXT.removeprefix(b"President"))
        assert head_of(client).split()[1] == b"201"
