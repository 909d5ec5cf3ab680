"""What a line of the log looks like, and what never gets into it."""

import io
import json
import logging

import pytest
import structlog

from api import logs
from api.app import create_app

KEY = "cmq_" + "a" * 16 + "_" + "b" * 43


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def configured(monkeypatch):
    """Configures the log, and puts back what was there before."""
    monkeypatch.setattr("api.middleware.request_log._log", structlog.get_logger())  # it keeps its first configuration
    root = logging.getLogger()
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()

    def configure(stream):
        root.handlers.clear()
        logs.configure(stream)
        return stream

    yield configure
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_messages_of_ours_and_of_libraries_look_alike(configured):
    stream = configured(io.StringIO())
    structlog.get_logger().info("request", status=200)
    logging.getLogger("_granian").error("It is %s", "late")
    ours, theirs = lines(stream)
    assert ours.pop("timestamp").endswith("Z")
    assert theirs.pop("timestamp").endswith("Z")
    assert ours == {"event": "request", "level": "info", "status": 200}
    assert theirs == {"event": "It is late", "level": "error"}


def test_message_inside_a_request_has_its_id(configured, database_url):
    stream = configured(io.StringIO())
    app = create_app({"DATABASE_URL": database_url})

    @app.get("/crash")
    def crash():
        raise RuntimeError("broken")

    app.test_client().get("/crash", headers={"X-Request-Id": "r1"}, buffered=True)
    trace, line = lines(stream)
    assert trace["request_id"] == line["request_id"] == "r1"
    assert "RuntimeError: broken" in trace["exception"]


def test_libraries_are_heard_from_warnings_on(configured):
    stream = configured(io.StringIO())
    logging.getLogger("sqlalchemy").info("SELECT")
    logging.getLogger("sqlalchemy").warning("careful")
    assert [line["event"] for line in lines(stream)] == ["careful"]


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_traceback_is_there_without_the_values_of_variables(configured, stream):
    configured(stream)
    secret = "what the article says"
    try:
        len(secret) / 0
    except ZeroDivisionError:
        logging.getLogger("api").exception("Exception on /v1/articles [POST]")
    assert "ZeroDivisionError: division by zero" in stream.getvalue()
    assert "test_logs.py" in stream.getvalue()
    assert secret not in stream.getvalue()


def test_terminal_gets_readable_lines(configured):
    stream = configured(Terminal())
    structlog.get_logger().info("request", status=200)
    (line,) = stream.getvalue().splitlines()
    assert "request" in line
    assert not line.startswith("{")


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_key_does_not_get_out(configured, stream):
    configured(stream)
    structlog.get_logger().info(f"A key: {KEY}", header=f"Bearer {KEY}")
    logging.getLogger("_granian").error("Invalid header %s", KEY)
    assert "b" * 43 not in stream.getvalue()
    assert stream.getvalue().count("a" * 16) == 3  # which key it was is told


def test_odd_characters_break_nothing(configured):
    stream = configured(io.StringIO())
    structlog.get_logger().info("half \ud800, a\nbreak", value=object)
    (line,) = lines(stream)
    assert line["event"] == "half \ud800, a\nbreak"
