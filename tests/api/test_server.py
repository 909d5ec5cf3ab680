import json
import logging
import socket
from http.client import HTTPResponse

import pytest
from gunicorn.config import Config
from gunicorn.http import errors

from api import server


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


def test_message_of_gunicorn_goes_the_way_of_all_others_without_the_query(caplog):
    logger = server._Logger(Config())
    try:
        raise RuntimeError("broken pipe")
    except RuntimeError:
        logger.exception("Error handling request %s %s", "GET", "/v1/search?q=secrets")
    (record,) = caplog.records
    assert record.getMessage() == "Error handling request GET /v1/search"
    assert record.exc_info
    assert logging.getLogger("gunicorn.error").handlers == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.LimitRequestLine(9000, 8190), 414),
        (errors.LimitRequestHeaders("too many"), 431),
        (errors.ExpectationFailed("a miracle"), 417),
        (errors.UnsupportedTransferCoding("zip"), 501),
        (errors.InvalidRequestLine("GET"), 400),
        (errors.InvalidHeader("\x00"), 400),
    ],
)
def test_what_is_no_request_is_answered_with_a_problem(error, status):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker = object.__new__(server.Worker)
        worker.handle_error(None, ours, None, error)
        response = HTTPResponse(theirs)
        response.begin()
        body = json.load(response)
    assert (response.status, body["status"]) == (status, status)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["detail"] == str(error)
    assert body["request_id"] == response.headers["X-Request-Id"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
