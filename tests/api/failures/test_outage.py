"""The database goes away under load, and comes back."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPMessage
from itertools import count
from threading import Event

import orjson
import pytest

from bench.server import Server, running
from tests.databases import Embedded, embedded

pytestmark = pytest.mark.slow

READ = ("/v1/quotes", "/v1/articles?limit=1", "/v1/search?q=biden", "/readyz", "/v1/actors")
NUMBERS = count()
TEXT = "Report {}. President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."


@dataclass(frozen=True)
class Answer:
    begun: float
    ended: float
    status: int
    headers: HTTPMessage
    body: bytes


class Client:
    """Sends requests until it is told to stop; every one of them has to be answered."""

    def __init__(self, there: Server, stop: Event) -> None:
        self.connection, self.stop = there.connect(), stop
        self.answers: list[Answer] = []
        self.stored: list[str] = []

    def send(self, method: str, path: str, **options: object) -> Answer:
        begun = time.monotonic()
        self.connection.request(method, path, **options)
        with self.connection.getresponse() as response:
            body = response.read()
        answer = Answer(begun, time.monotonic(), response.status, response.headers, body)
        self.answers.append(answer)
        return answer

    def read(self) -> None:
        while not self.stop.is_set():
            for path in READ:
                self.send("GET", path)
                time.sleep(0.01)

    def post(self) -> None:
        """Each article under a key of its own, until it is taken."""
        while not self.stop.is_set():
            number = next(NUMBERS)
            text, headers = TEXT.format(number), {"Content-Type": "text/plain", "Idempotency-Key": f"report-{number}"}
            while (answer := self.send("POST", "/v1/articles", body=text, headers=headers)).status not in (200, 201):
                assert answer.status == 503, answer
                time.sleep(0.05)
            self.stored.append(orjson.loads(answer.body)["article"]["text_sha256"])


@pytest.fixture(scope="module")
def postgres():
    """A server of its own, which keeps what it has confirmed."""
    with embedded() as server:
        yield server


@pytest.fixture(scope="module")
def there(postgres):
    with running(postgres.url.render_as_string(hide_password=False)) as server:
        yield server


def under_load(there: Server, work: Callable[[], None]) -> tuple[list[Answer], list[str]]:
    """All answers to two readers and a poster while the work is done, and the articles that were stored."""
    stop = Event()
    clients = [Client(there, stop) for _ in range(3)]
    with ThreadPoolExecutor() as pool:
        *readers, poster = clients
        busy = [*(pool.submit(reader.read) for reader in readers), pool.submit(poster.post)]
        try:
            work()
        finally:
            stop.set()
        for each in busy:
            each.result()
    for client in clients:
        client.connection.close()
    return [answer for client in clients for answer in client.answers], poster.stored


def articles(there: Server) -> list[str]:
    """The SHA-256 of the text of every article."""
    with closing(there.connect()) as connection:
        connection.request("GET", "/v1/articles", headers={"Accept": "application/x-ndjson"})
        return [orjson.loads(line)["text_sha256"] for line in connection.getresponse().read().splitlines()]


@pytest.mark.parametrize(("mode", "seconds"), [("fast", 20), ("immediate", 3)])
def test_postgres_stopped_and_started_again(postgres: Embedded, there: Server, mode: str, seconds: int):
    worker, before = there.worker, articles(there)
    times = []

    def work() -> None:
        time.sleep(1)
        postgres.stop(mode)
        times.append(time.monotonic())
        time.sleep(seconds)
        times.append(time.monotonic())
        postgres.start()
        times.append(time.monotonic())
        time.sleep(1)

    answers, stored = under_load(there, work)
    gone, coming, back = times

    assert {answer.status for answer in answers} == {200, 201, 503}
    assert {answer.status for answer in answers if gone < answer.begun and answer.ended < coming} == {503}
    assert {answer.status for answer in answers if back < answer.begun} == {200, 201}
    assert max(answer.ended - answer.begun for answer in answers) < 5
    for answer in answers:
        if answer.status == 503:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert int(answer.headers["Retry-After"]) > 0
    assert there.worker == worker
    assert sorted(articles(there)) == sorted([*before, *stored])
