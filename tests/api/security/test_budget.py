"""Heavy work has bounded slots, and leaves room for other requests and other callers."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import extraction
from api import server
from api.http.problems import ProblemError
from api.security import budget
from api.security.budget import Slots
from store import queries
from tests.factories import create_article, make_extraction
from tests.waiting import until

ARTICLE = {"text": "Iraq wants peace, the minister said."}


@pytest.fixture
def slots():
    return Slots("texts are being read or are waiting", turns=2, places=4, patience=60)


@pytest.fixture
def hold(slots):
    """Hold a slot for a caller in another thread until the test ends; return the future and its two events."""
    let_go = []

    def hold(caller, slots=slots):
        at_work, end = threading.Event(), threading.Event()
        let_go.append(end)

        def work():
            with slots.slot(caller, lambda: None):
                at_work.set()
                assert end.wait(60)

        return pool.submit(work), at_work, end

    with ThreadPoolExecutor(10) as pool:
        yield hold
        for end in let_go:
            end.set()


@pytest.fixture
def held(monkeypatch):
    """Extraction that waits for an event; returns the callers inside, and the event."""
    inside, go = threading.Semaphore(0), threading.Event()

    def extract(*_):
        inside.release()
        assert go.wait(60)
        return make_extraction()

    monkeypatch.setattr(extraction, "extract", extract)
    yield inside, go
    go.set()


def refusal(slots, caller):
    with pytest.raises(ProblemError) as refused, slots.slot(caller, lambda: None):
        pass
    assert refused.value.code == 503
    assert refused.value.headers == {"Retry-After": "2"}
    return refused.value.description


def test_server_has_threads_to_spare():
    assert server.THREADS > budget.THREADS


def test_one_caller_never_has_all_turns(hold):
    _, first, end_first = hold("a")
    assert first.wait(60)
    waiting, second, _ = hold("a")
    _, other, _ = hold("b")
    assert other.wait(60)
    assert not second.is_set()
    assert waiting.running()
    end_first.set()
    assert second.wait(60)


def test_one_caller_never_has_all_places(slots, hold):
    for _ in range(2):
        hold("a")
    until(lambda: slots._admitted["a"] == 2)
    assert refusal(slots, "a") == (
        "2 of your texts are being read or are waiting, the most allowed for one caller. "
        "Nothing was done; send the request again."
    )
    _, other, _ = hold("b")
    assert other.wait(60)


def test_when_all_places_are_taken_the_next_caller_is_refused(slots, hold):
    for caller in "abcd":
        hold(caller)
    until(lambda: slots._admitted.total() == 4)
    assert refusal(slots, "e") == (
        "4 texts are being read or are waiting, the most allowed at a time. Nothing was done; send the request again."
    )


def test_who_gets_no_turn_is_refused_in_time(hold):
    impatient = Slots("texts are being read or are waiting", turns=2, places=4, patience=0.01)
    _, at_work, _ = hold("a", impatient)
    assert at_work.wait(60)
    assert refusal(impatient, "a").startswith(
        "Texts are being read or are waiting: none was finished within 0 seconds."
    )
    assert impatient._admitted == {"a": 1}


def test_nothing_is_kept_of_who_has_gone(slots):
    for caller in "abc":
        with pytest.raises(KeyError), slots.slot(caller, lambda: None):
            raise KeyError
    assert slots._admitted == slots._at_work == {}


@pytest.mark.parametrize("path", ["/v1/extractions", "/v1/articles"])
def test_refused_caller_is_told_and_others_are_served(app, held, path):
    inside, go = held

    def post(number, path="/v1/extractions"):
        return app.test_client().post(path, json=ARTICLE, environ_overrides={"REMOTE_ADDR": f"10.0.0.{number}"})

    with ThreadPoolExecutor(budget.TEXTS.places) as pool:
        jobs = [pool.submit(post, number) for number in range(budget.TEXTS.places)]
        until(lambda: budget.TEXTS._admitted.total() == budget.TEXTS.places)
        assert inside.acquire(timeout=60)
        refused = post(9, path)
        assert refused.status_code == 503
        assert refused.content_type == "application/problem+json"
        assert refused.headers["Retry-After"] == "2"
        assert "6 texts" in refused.json["detail"]
        assert app.test_client().get("/healthz").status_code == 200
        assert app.test_client().get("/v1/articles").json["items"] == []
        go.set()
        assert {job.result().status_code for job in jobs} == {200}
    assert post(9, path).status_code in (200, 201)


def test_slot_is_taken_before_the_body_is_read(app, monkeypatch):
    monkeypatch.setattr(budget.TEXTS, "places", 0)
    for path in ("/v1/articles", "/v1/extractions", "/v1/imports"):
        assert app.test_client().post(path, data=b"no JSON", content_type="text/nothing").status_code == 503


def test_slot_is_given_back_after_a_failure(client):
    for _ in range(budget.TEXTS.places + 1):
        assert client.post("/v1/extractions", json={"text": " "}).status_code == 422


@pytest.mark.parametrize(
    "path", ["/v1/search?q=a", "/v1/network", "/v1/brief?country=IQ", "/matrix", "/timeline", "/compare"]
)
def test_large_answers_have_slots(client, monkeypatch, path):
    assert client.get(path).status_code == 200
    monkeypatch.setattr(budget.ANSWERS, "places", 0)
    assert client.get(path).status_code == 503
    assert client.get("/v1/quotes").status_code == 200


@pytest.mark.parametrize("path", ["/v1/articles/{}/brief", "/v1/articles/{}/brief.jsonld", "/articles/{}"])
@pytest.mark.parametrize(("length", "status"), [(budget.LONG, 200), (budget.LONG + 1, 503)])
def test_briefs_of_long_texts_have_slots(client, session, monkeypatch, path, length, status):
    article = create_article(session, text="a" * length)
    session.commit()
    monkeypatch.setattr(budget.ANSWERS, "places", 0)
    assert client.get(path.format(article.id)).status_code == status


def test_unknown_article_is_not_found(client):
    assert client.get("/v1/articles/art_aaaaaaaaaaaaaaaa/brief").status_code == 404


def test_query_that_takes_too_long_is_ended(client, session, monkeypatch):
    forever = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(600)",
    }
    endless = forever[session.get_bind().dialect.name]
    monkeypatch.setattr(queries, "list_hits", lambda session, **_: session.connection().exec_driver_sql(endless).all())
    monkeypatch.setitem(budget._HEAVY, "search.search", budget._ANSWER._replace(seconds=0.05))
    refused = client.get("/v1/search?q=a")
    assert refused.status_code == 503
    assert refused.json["detail"].startswith("The queries for this answer take too long")
    assert client.get("/v1/quotes").status_code == 200
