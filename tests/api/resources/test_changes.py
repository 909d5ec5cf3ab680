"""The feed of changes over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import delete, func, select

from api.resources import changes as resource
from ontology.enums import Scope
from services import api_keys, clock
from services.changes import feed
from store.models import Change

POSTED = {"text": "Iraq wants peace, the minister said. Iran wants trade, the minister said."}


@pytest.fixture
def article(client):
    return client.post("/v1/articles", json=POSTED).json["article"]


def changes(client, **query):
    answer = client.get("/v1/changes", query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_empty_feed_has_a_cursor(client):
    found = changes(client)

    assert found["items"] == []
    assert changes(client, since=found["cursor"])["items"] == []
    assert changes(client, since="now")["cursor"] == found["cursor"]


def test_article_comes_with_its_facts_and_records_and_the_cursor_advances(client, article):
    found = changes(client)

    assert found["items"][0]["kind"] == "article"
    assert {each["operation"] for each in found["items"]} == {"create"}
    assert {each["article_id"] for each in found["items"] if each["kind"] == "quote"} <= {article["id"]}
    assert found["cursor"] == found["items"][-1]["cursor"]
    assert changes(client, since=found["cursor"])["items"] == []
    assert client.get(found["next"]).json["cursor"] == found["cursor"]


@pytest.mark.usefixtures("article")
def test_pages_together_are_the_feed(client):
    whole, pages, path = changes(client)["items"], [], "/v1/changes?limit=2"
    while items := (page := client.get(path).json)["items"]:
        assert len(items) <= 2
        pages += items
        path = page["next"]

    assert pages == whole


@pytest.mark.usefixtures("article")
def test_ndjson_is_the_whole_feed(client):
    answer = client.get("/v1/changes", headers={"Accept": "application/x-ndjson"})

    assert [orjson.loads(line) for line in answer.data.splitlines()] == changes(client)["items"]
    assert answer.headers["Feed-Cursor"] == changes(client)["cursor"]


def test_filters(client, article):
    everything = changes(client)["items"]

    assert changes(client, kind="actor")["items"] == [each for each in everything if each["kind"] == "actor"]
    assert changes(client, article=article["id"])["items"] == [
        each for each in everything if each["article_id"] == article["id"]
    ]
    assert changes(client, kind="judgement")["cursor"] == everything[-1]["cursor"]


@pytest.mark.usefixtures("article")
def test_objects_are_those_that_are_served(client):
    for each in changes(client, include="object")["items"]:
        served = client.get(f"/v1/{each['kind']}s/{each['id']}").json
        assert each["object"].items() <= {**served, "text": None}.items() or each["kind"] in ("issue", "occurrence")


def test_deletion_has_the_object_as_it_was(client, article):
    before = {each["id"]: each["object"] for each in changes(client, include="object")["items"]}
    at = changes(client)["cursor"]

    client.delete(f"/v1/articles/{article['id']}", headers={"If-Match": "*"})

    gone = changes(client, since=at, include="object")["items"]
    assert {each["operation"] for each in gone} == {"delete"}
    assert {each["id"] for each in gone} == before.keys()
    assert all(each["object"] == before[each["id"]] for each in gone if each["kind"] != "issue")


def test_update_names_what_has_changed(client, article):
    at = changes(client)["cursor"]

    client.patch(f"/v1/articles/{article['id']}", json={"title": "Peace"}, headers={"If-Match": "*"})

    (change,) = changes(client, since=at)["items"]
    assert (change["operation"], change["id"]) == ("update", article["id"])
    assert {"title", "updated_at"} <= set(change["changed"])


def test_request_that_alters_nothing_has_no_entry(client, article):
    at = changes(client)["cursor"]

    client.post("/v1/articles", json=POSTED)
    client.patch(f"/v1/articles/{article['id']}", json={"language": "en"}, headers={"If-Match": "*"})

    assert changes(client, since=at)["items"] == []


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("since", ["7-00000000", "999999999999999999-00000000"])
def test_cursor_of_another_store_has_expired(client, since):
    answer = client.get("/v1/changes", query_string={"since": since})

    assert answer.status_code == 410
    assert answer.json["code"] == "cursor_expired"
    assert "Feed-Cursor" in answer.json["detail"]


@pytest.mark.usefixtures("article")
def test_cursor_before_deleted_changes_has_expired(client, session):
    first, *_, last = changes(client)["items"]
    session.execute(delete(Change).where(Change.pk < select(func.max(Change.pk)).scalar_subquery()))
    session.commit()

    assert client.get("/v1/changes", query_string={"since": first["cursor"]}).status_code == 410
    assert changes(client, since=last["cursor"])["items"] == []


@pytest.mark.parametrize(
    "since", ["", "yesterday", "-1", "1", "1-5F3A9C21", "9" * 30 + "-00000000", "1-0000000\x00", "١-00000000"]
)
def test_wrong_cursor(client, since):
    answer = client.get("/v1/changes", query_string={"since": since})

    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == "since"


def test_old_changes_are_deleted_but_the_last_of_them(session, set_clock, client, article, monkeypatch):
    count = len(changes(client)["items"])
    monkeypatch.setattr(feed._Keeping, "pruned_at", 0.0)
    set_clock(clock.now() + timedelta(days=91))

    client.delete(f"/v1/articles/{article['id']}", headers={"If-Match": "*"})

    left = session.scalars(select(Change).order_by(Change.pk)).all()
    assert len(left) == count + 1
    assert left[0].operation == "create"
    assert {each.operation for each in left[1:]} == {"delete"}


def test_changes_name_the_key_that_made_them(client, sessions, article):
    with sessions() as session:
        _, key = api_keys.create(session, label="Ada, newsroom", scopes=list(Scope))
    headers = {"Authorization": f"Bearer {key}"}
    client.patch(f"/v1/articles/{article['id']}", json={"title": "P"}, headers={**headers, "If-Match": "*"})

    items = client.get("/v1/changes", headers=headers).json["items"]
    assert items[0]["by"] is None
    assert items[-1]["by"] == "Ada, newsroom"


def test_wait_without_a_change_gives_the_cursor(client, article):
    at = changes(client)["cursor"]

    found = changes(client, since=at, wait=1)

    assert (found["items"], found["cursor"]) == ([], at)
    assert found["next"] == f"/v1/changes?wait=1&since={at}"
    assert article["id"]


@pytest.mark.usefixtures("article")
def test_wait_ends_with_the_first_change(app, client):
    at = changes(client)["cursor"]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(app.test_client().get, f"/v1/changes?since={at}&wait=60&kind=article")
        client.post("/v1/articles", json={"text": "Iran wants peace, the president said."})
        found = waiting.result().json

    assert [each["kind"] for each in found["items"]] == ["article"]


def events(answer):
    """Return the data of the events of a stream, and the id of the last one."""
    lines = answer.data.decode().splitlines()
    data = [orjson.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    return data, [line.removeprefix("id: ") for line in lines if line.startswith("id: ")][-1]


@pytest.mark.usefixtures("article")
def test_event_stream_continues_after_the_last_event(client, monkeypatch):
    monkeypatch.setattr(resource, "_STREAM_S", 0.1)
    headers = {"Accept": "text/event-stream"}

    data, last = events(client.get("/v1/changes", headers=headers))
    client.post("/v1/articles", json={"text": "Iran wants peace, the president said."})
    more, end = events(client.get("/v1/changes", headers={**headers, "Last-Event-ID": last}))

    assert data + more == changes(client)["items"]
    assert data
    assert more
    assert end == changes(client)["cursor"]


def test_event_stream_refuses_an_expired_cursor(client):
    headers = {"Accept": "text/event-stream", "Last-Event-ID": "7-00000000"}

    assert client.get("/v1/changes", headers=headers).status_code == 410


def test_event_stream_names_the_header_that_has_no_cursor(client):
    answer = client.get("/v1/changes", headers={"Accept": "text/event-stream", "Last-Event-ID": "evil"})

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")
    assert answer.json["detail"] == "Last-Event-ID: Not a cursor of the feed."


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("kind", ["article", "actor", "quote", "event", "position", "issue", "occurrence", "judgement"])
@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_every_list_has_its_cursor_in_a_header(client, kind, accept):
    answer = client.get(f"/v1/{kind}s", headers={"Accept": accept})

    assert answer.headers["Feed-Cursor"] == changes(client)["cursor"]
