"""Prefer: respond-async on POST /v1/articles, and the jobs that come of it."""

from threading import Thread

import pytest

from api.resources import jobs as waiting
from services.jobs import jobs

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington."

pytestmark = pytest.mark.database("postgres")


@pytest.fixture
def post(client):
    def post(body=TEXT, prefer="respond-async", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()} | {"Prefer": prefer}
        return client.post("/v1/articles", data=body, content_type="text/plain", headers=headers)

    return post


@pytest.fixture
def work(sessions):
    """Does what a worker does with a job."""

    def work(response):
        with sessions() as own:
            jobs.run(own, response.json["id"])

    return work


def test_article_is_left_to_a_job(client, post, work):
    accepted = post()
    assert accepted.status_code == 202
    assert accepted.headers["Preference-Applied"] == "respond-async"
    assert accepted.headers["Retry-After"] == "1"
    location = accepted.headers["Location"]
    assert location == f"/v1/jobs/{accepted.json['id']}"
    assert (accepted.json["status"], accepted.json["attempts"], accepted.json["error"]) == ("queued", 0, None)
    assert client.get(f"/v1/articles/{accepted.json['article_id']}").status_code == 404
    work(accepted)
    ended = client.get(location)
    assert (ended.json["status"], ended.json["attempts"]) == ("succeeded", 1)
    assert "Retry-After" not in ended.headers
    assert client.get(f"/v1/articles/{accepted.json['article_id']}/brief").json["events"]


@pytest.mark.parametrize(
    ("prefer", "status"),
    [
        ("respond-async, wait=10", 202),
        ('handling=lenient; a="b,c", Respond-Async', 202),
        ("respond-async; x=1", 202),
        ("wait=10", 201),
        ('note="respond-async"', 201),
        ("respond-asynchronously", 201),
    ],
)
def test_preferences(post, prefer, status):
    assert post(prefer=prefer).status_code == status


@pytest.mark.database("sqlite")
def test_without_workers_the_preference_is_not_applied(client, post):
    stored = post()
    assert stored.status_code == 201
    assert "Preference-Applied" not in stored.headers
    assert client.get("/v1/jobs").json["items"] == []


def test_stored_text_is_answered_with_its_brief(post):
    stored = post(prefer="")
    again = post()
    assert (again.status_code, again.json) == (200, stored.json)
    assert "Preference-Applied" not in again.headers


def test_what_is_wrong_is_told_at_once(client, post):
    assert post(" ").status_code == 422
    assert post("他们在华盛顿会晤，讨论了伊拉克的局势。" * 5).status_code == 422
    assert client.get("/v1/jobs").json["items"] == []


def test_idempotency_key_is_answered_with_the_job(post, work):
    first = post(Idempotency_Key="k")
    work(first)
    again = post(Idempotency_Key="k")
    assert (again.status_code, again.headers["Location"]) == (202, first.headers["Location"])
    assert again.json["status"] == "succeeded"
    assert post(prefer="", Idempotency_Key="k").status_code == 202


def test_list(client, post, work):
    done, waits = post(), post(f"{TEXT} They talked.")
    work(done)
    assert [item["id"] for item in client.get("/v1/jobs").json["items"]] == [waits.json["id"], done.json["id"]]
    for query, expected in {
        "status=queued": waits,
        "status=succeeded": done,
        f"id={done.json['id']}": done,
        f"article={waits.json['article_id']}": waits,
        "sort=created_at&limit=1": done,
    }.items():
        assert [item["id"] for item in client.get(f"/v1/jobs?{query}").json["items"]] == [expected.json["id"]]
    assert client.get("/v1/jobs?status=failed&count=true").json == {
        "items": [],
        "next": None,
        "total": 0,
        "capped": None,
    }
    assert client.get("/v1/jobs?status=lost").status_code == 400
    names = "id,status,article_id,article.title,article.published_at,attempts,error,difference,created_at,updated_at"
    assert client.get("/v1/jobs.csv").text.startswith(f"{names}\r\n")


def test_wait_ends_with_the_job(client, post, work):
    accepted = post()
    worker = Thread(target=work, args=(accepted,))
    worker.start()
    assert client.get(f"{accepted.headers['Location']}?wait=60").json["status"] == "succeeded"
    worker.join()


def test_wait_ends_with_its_time(client, post, monkeypatch):
    monkeypatch.setattr(waiting, "_POLL_INTERVAL_S", 10)
    location = post().headers["Location"]
    waited = client.get(f"{location}?wait=1")
    assert (waited.json["status"], waited.headers["Retry-After"]) == ("queued", "1")


@pytest.mark.parametrize("wait", ["-1", "61", "1.5", "", "for ever"])
def test_wrong_wait(client, post, wait):
    refused = client.get(f"{post().headers['Location']}?wait={wait}")
    assert refused.status_code == 400
    assert refused.json["detail"] == "wait: Must be a whole number of seconds from 0 to 60."


def test_where_too_many_wait_nobody_else_does(client, post, monkeypatch):
    location = post().headers["Location"]
    for _ in range(waiting.MAX_WAITING):
        waiting._waiting.acquire()
    try:
        monkeypatch.setattr(waiting, "_wait", None)
        assert client.get(f"{location}?wait=60").status_code == 200
    finally:
        for _ in range(waiting.MAX_WAITING):
            waiting._waiting.release()


def test_there_is_no_other_job(client):
    missing = client.get("/v1/jobs/job_aaaaaaaaaaaaaaaa?wait=60")
    assert (missing.status_code, missing.json["detail"]) == (404, "There is no job job_aaaaaaaaaaaaaaaa.")
