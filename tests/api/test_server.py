import os
import signal

import pytest

from api import server
from bench.server import running


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],  # noqa: S104
)
def test_loopback_is_what_only_this_machine_reaches(host, expected):
    assert server.is_loopback(host) is expected


def test_name_that_also_means_another_address_is_not_loopback(monkeypatch):
    answers = [(0, 0, 0, "", (address, 0)) for address in ("127.0.0.1", "192.0.2.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers)
    assert not server.is_loopback("house.example")


def test_ends_what_is_under_way(database_url):
    with running(database_url) as there:
        connection = there.connect()
        connection.request("GET", "/v1/articles", headers={"Connection": "keep-alive"})
        os.kill(there.pid, signal.SIGTERM)
        assert connection.getresponse().status == 200


def test_longest_url(client):
    assert client.get(f"/v1/quotes?{'x' * 8179}").status_code == 400
    response = client.get(f"/v1/quotes?{'x' * 8180}")
    assert response.status_code == 414
    assert response.json["detail"] == "The URL is longer than 8190 bytes."
