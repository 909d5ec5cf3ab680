import http.server
import itertools
import os
import signal
import subprocess
import threading
import time
from contextlib import suppress

import pytest
from lxml import etree

from bench import machine
from bench.soak import acts, watch
from bench.soak.__main__ import Soaked, _faults
from bench.soak.asking import NO_ANSWER, Caller, Outcome, Tally
from bench.soak.picture import Panel, picture
from bench.soak.schedule import CALM, act_at, schedule
from tests.hostile.attacks import Attack


@pytest.fixture
def caller():
    """A caller of a server that answers with the status in the path, and with Retry-After where that says so."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/endless":
                self.trickle()
                return
            status, _, later = self.path.strip("/").partition("-")
            self.send_response(int(status))
            if later:
                self.send_header("Retry-After", "1")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def trickle(self):
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(b"a")
                    time.sleep(0.02)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield Caller("127.0.0.2", server.server_port)
        server.shutdown()


def test_rounds_begin_calm_and_so_does_the_end():
    played = schedule(["a", "b"], 140.0, start=1000.0)
    assert [act.name for act in played] == [CALM, "a", "b", CALM, "a", "b", CALM]
    assert [act.round for act in played] == [0, 0, 0, 1, 1, 1, 2]
    assert played[0].start == 1000
    assert played[-1].end == pytest.approx(1140)
    assert all(one.end == pytest.approx(other.start) for one, other in itertools.pairwise(played))
    assert act_at(played, 0) == CALM
    assert act_at(played, played[1].start) == "a"
    assert act_at(played, 9999) == CALM


@pytest.mark.parametrize(
    ("path", "what", "fault"),
    [("/200", "200", False), ("/404", "404", False), ("/503-later", "503", False), ("/503", "503", True),
     ("/500-later", "500", True)],
)  # fmt: skip
def test_only_503_with_retry_after_is_no_fault(caller, path, what, fault):
    asked = caller.ask("GET", path)
    sent = caller.send(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode(), "GET", 60)
    for outcome in (asked, sent):
        assert (outcome.what, outcome.fault) == (what, fault)


def test_no_answer_is_an_outcome(caller):
    assert Caller(caller.address, 1).ask("GET", "/").what == NO_ANSWER
    assert Caller(caller.address, 1).send(b"", "GET", 60).what == NO_ANSWER


def test_answer_that_does_not_end_is_no_answer(caller):
    assert caller.ask("GET", "/endless", timeout=0.2).what == NO_ANSWER


def test_a_lie_about_the_length_is_sent_as_it_is():
    sent = acts._on_the_wire(Attack("header", "POST", "/v1/articles", "a=%00", b"abc", {"Content-Length": "9"}))
    assert sent == (
        b"POST /v1/articles?a=%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc"
    )


def test_processes_are_counted_with_their_children():
    with subprocess.Popen(["sh", "-c", "sleep 600 & echo; wait"], stdout=subprocess.PIPE) as parent:
        parent.stdout.readline()
        _, child = family = machine.family(parent.pid)
        found = watch.sample([parent.pid], 5.0)
        os.kill(child, signal.SIGKILL)
    assert (found.moment, found.processes) == (5, len(family))
    assert found.descriptors >= 6
    assert 0 < found.memory_mib < 50


def soaked(*, outcome=None, caller="readers", memory=(100.0,) * 7, restarts=0):
    played = schedule(["a"], 140.0, start=0.0)
    tally = Tally()
    if outcome:
        tally.add("a", caller, outcome)
    samples = [watch.Sample((act.start + act.end) / 2, held, 10, 2) for act, held in zip(played, memory, strict=True)]
    return Soaked(played, tally, samples, restarts)


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (soaked(), None),
        (soaked(outcome=Outcome("503", 1.0)), None),
        (soaked(outcome=Outcome("500", 1.0, fault=True), caller="hostile"), "1 times 500: hostile, a"),
        (soaked(outcome=Outcome(NO_ANSWER, 1.0), caller="hostile"), None),
        (soaked(outcome=Outcome(NO_ANSWER, 1.0)), "1 times no answer: readers, a"),
        (soaked(restarts=1), "the server was restarted"),
        (soaked(memory=(50, 900, 100, 900, 100, 900, 105)), None),
        (soaked(memory=(50, 900, 100, 900, 100, 900, 115)), "memory grew from 100 to 115 MiB"),
    ],
)  # fmt: skip
def test_faults_are_found(found, fault):
    assert list(_faults(found)) == ([fault] if fault else [])


def test_picture_is_svg_with_a_line_for_each_figure():
    panel = Panel("memory, MiB", {"memory": [(0.0, 1.0), (1.0, 300.0)]}, [0.5])
    drawn = etree.fromstring(picture({"sqlite": [panel, panel], "<postgres>": [panel]}))
    lines = [each for each in drawn.iter() if each.tag.endswith("polyline")]
    assert [line.get("points") for line in lines] == ["0.0,129.7 430.0,52.0"] * 3
    assert "<postgres>" in {each.text for each in drawn.iter()}
