import asyncio
import threading
from dataclasses import dataclass, field

import pytest

from api import gateway
from api.gateway import Gateway
from api.http.bodies import MAX_BODY_BYTES
from api.http.refusals import LATE, REFUSAL, TOO_MANY
from api.http.waiting import Pause
from api.settings import Settings
from services.processes import clients

SCOPE = {
    "method": "POST",
    "raw_path": b"/v1/quotes",
    "query_string": b"",
    "server": ("127.0.0.1", "8000"),
    "client": ("192.0.2.1", "40000"),
    "http_version": "1.1",
    "scheme": "http",
    "headers": [],
}
GONE = {"type": "http.disconnect"}


def part(body, *, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


@dataclass
class Client:
    """What a client sends, and what it has got; after what it sends it is silent."""

    messages: list = field(default_factory=list)
    got: list = field(default_factory=list)
    takes: int = 1000
    """So many parts; then it takes no more, and goes."""

    def __post_init__(self):
        self.has_gone = asyncio.Event()

    async def receive(self):
        if self.messages:
            return self.messages.pop(0)
        await self.has_gone.wait()
        return GONE

    async def send(self, message):
        self.got.append(message)
        if len(self.got) >= self.takes:
            self.has_gone.set()
            await asyncio.sleep(0)

    @property
    def body(self):
        return b"".join(message.get("body", b"") for message in self.got)


class Application:
    """WSGI: keep each environment with its body, and answer the same."""

    def __init__(self, parts=None):
        self.environs, self.bodies, self.closed = [], [], 0
        self.parts = [b"done"] if parts is None else parts

    def __call__(self, environ, start_response):
        self.environs.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        start_response("200 OK", [("X-Made-By", "é")])
        return self.parts


class Refusing:
    """WSGI: refuse all requests by their heads."""

    def __call__(self, _environ, start_response):
        start_response("415 Unsupported Media Type", [])
        return [b"refused"]


class Parts:
    """A stream that tells which of its parts have been made."""

    def __init__(self, count, size=10):
        self.count, self.size = count, size
        self.made, self.is_closed = 0, False

    def __iter__(self):
        for _ in range(self.count):
            self.made += 1
            yield b"x" * self.size

    def close(self):
        self.is_closed = True


def ask(app, client=None, *, settings=None, headers=(), **scope):
    client = client or Client()
    served = Gateway(app, Settings.load(settings or {}), 2)
    asyncio.run(served(SCOPE | {"headers": list(headers)} | scope, client.receive, client.send))
    return client


def test_request_is_told_as_pep_3333_has_it():
    app = Application()
    headers = [(b"content-type", b"text/plain"), (b"x-forwarded-for", b"192.0.2.7"), (b"x-forwarded-for", b"192.0.2.8")]
    client = ask(app, headers=[*headers, (b"cookie", b"a=1"), (b"cookie", b"b=2")], raw_path=b"/v1/%ff%C3%A9")
    (environ,) = app.environs
    assert environ["PATH_INFO"].encode("latin-1") == b"/v1/\xff\xc3\xa9"
    assert environ["REMOTE_ADDR"] == "192.0.2.1"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.7,192.0.2.8"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert client.got[0] == {"type": "http.response.start", "status": 200, "headers": [(b"x-made-by", b"\xe9")]}
    assert client.body == b"done"


def test_header_that_could_be_taken_for_another_is_left_out():
    app = Application()
    ask(app, headers=[(b"x_forwarded_for", b"192.0.2.7")])
    assert "HTTP_X_FORWARDED_FOR" not in app.environs[0]


def test_body_has_come_when_the_application_is_asked():
    app = Application()
    ask(app, Client([part(b"ab", more=True), part(b"cd", more=True), part(b"")]), headers=[(b"content-length", b"4")])
    assert app.bodies == [b"abcd"]
    assert app.environs[0][REFUSAL] is None


def test_body_that_is_cut_short_is_handed_on_as_far_as_it_came():
    app = Application()
    ask(app, Client([part(b"ab", more=True), GONE]), headers=[(b"content-length", b"4")])
    assert app.bodies == [b"ab"]


def test_large_body_is_read_but_not_kept():
    app, client = Application(), Client([part(b"x" * MAX_BODY_BYTES, more=True), part(b"x"), part(b"next")])
    ask(app, client, headers=[(b"content-length", str(MAX_BODY_BYTES + 1).encode())])
    assert app.bodies == [b""]
    assert client.messages == [part(b"next")]


def test_body_in_chunks_is_read_but_not_kept():
    app, client = Application(), Client([part(b"x", more=True), part(b"x"), part(b"next")])
    ask(app, client, headers=[(b"transfer-encoding", b"chunked")])
    assert app.bodies == [b""]
    assert client.messages == [part(b"next")]


ASKS = [(b"content-length", b"2"), (b"expect", b"100-continue")]


def test_body_is_not_asked_for_when_it_is_not_read():
    client = Client([part(b"ab")])
    ask(Refusing(), client, headers=ASKS)
    assert client.messages == [part(b"ab")]
    assert client.got[0]["status"] == 415


def test_body_is_asked_for_when_it_is_read():
    app, client = Application(), Client([part(b"ab")])
    ask(app, client, headers=ASKS)
    assert app.bodies == [b"ab"]
    assert client.body == b"done"


@pytest.mark.parametrize("name", ["COMMUNIQUE_IDLE_TIMEOUT", "COMMUNIQUE_BODY_TIMEOUT"])
def test_body_that_does_not_come_is_refused(name):
    app = Application()
    ask(app, Client([part(b"ab", more=True)]), settings={name: "1"}, headers=[(b"content-length", b"4")])
    assert app.environs[0][REFUSAL] == LATE


def test_bodies_are_bounded_together(monkeypatch):
    monkeypatch.setattr(gateway, "MAX_HELD_BYTES", 5)
    app = Application()
    served = Gateway(app, Settings.load({}), 2)

    async def both():
        slow = Client([part(b"abc", more=True)])
        waiting = asyncio.create_task(served(scope, slow.receive, slow.send))
        await asyncio.sleep(0)
        for _ in range(2):
            other = Client([part(b"def")])
            await served(scope, other.receive, other.send)
            slow.has_gone.set()
            await waiting

    scope = SCOPE | {"headers": [(b"content-length", b"4")]}
    asyncio.run(both())
    refusals = [environ[REFUSAL] for environ in app.environs]
    assert refusals == [TOO_MANY, None, None]
    assert app.bodies == [b"", b"abc", b"def"]


def test_stream_is_sent_in_slices_and_closed():
    parts = Parts(3, gateway._SLICE_BYTES + 1)
    client = ask(Application(parts))
    assert client.body == b"x" * 3 * (gateway._SLICE_BYTES + 1)
    assert [message["more_body"] for message in client.got[1:]] == [True] * 6 + [False]
    assert parts.is_closed


def test_part_of_a_stream_is_made_when_the_last_one_was_taken():
    parts, made = Parts(3), []

    class Counting(Client):
        async def send(self, message):
            made.append(parts.made)
            await super().send(message)

    ask(Application(parts), Counting())
    assert made == [1, 1, 2, 3, 3]  # the head, three parts, the end


def test_stream_ends_when_its_client_goes():
    parts = Parts(100)
    client = ask(Application(parts), Client(takes=5))
    assert parts.made < 10
    assert parts.is_closed
    assert client.got[-1]["more_body"], "a stream that is cut short must not look whole"


def test_empty_stream_is_closed():
    parts = Parts(0)
    client = ask(Application(parts))
    assert client.got[1:] == [{"type": "http.response.body", "body": b"", "more_body": False}]
    assert parts.is_closed


def test_work_is_ended_when_its_client_goes():
    is_ended = threading.Event()

    class Leaving(Client):
        async def receive(self):
            return GONE

    def app(_environ, start_response):
        with clients.ending(is_ended.set):
            assert is_ended.wait(60)
        start_response("200 OK", [])
        return [b"done"]

    ask(app, Leaving())
    assert is_ended.is_set()


def test_stream_that_pauses_takes_no_thread_from_others():
    over, made = threading.Event(), []

    def waits(_environ, start_response):
        start_response("200 OK", [])

        def pieces():
            pause = Pause()
            pause.seconds, pause.ends = 60, over.is_set
            yield pause
            made.append("waited")
            yield b"done"

        return pieces()

    async def ask_many():
        served = Gateway(lambda environ, start: app(environ, start), Settings.load({}), 1)
        waiting = [Client() for _ in range(20)]
        nonlocal app
        app = waits
        asked = [asyncio.ensure_future(served(SCOPE, client.receive, client.send)) for client in waiting]
        while not all(client.got for client in waiting):
            await asyncio.sleep(0)
        assert not made
        app = Application()
        other = Client()
        await served(SCOPE, other.receive, other.send)
        assert other.body == b"done"
        assert not made
        over.set()
        await asyncio.gather(*asked)
        assert all(client.body == b"done" for client in waiting)

    app = waits
    asyncio.run(ask_many())


def test_pause_ends_when_its_client_goes():
    def waits(_environ, start_response):
        start_response("200 OK", [])
        pause = Pause()
        pause.seconds, pause.ends = 3600, bool
        return iter([b"first", pause, b"never"])

    assert ask(waits, Client(takes=2)).body == b"first"
