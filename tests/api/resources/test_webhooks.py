"""Webhooks over HTTP."""

from datetime import timedelta

import pytest
from standardwebhooks import Webhook as Verifier

from api.http.objects import entries
from ontology.enums import Scope
from services import api_keys, clock
from services.webhooks import addresses, deliver
from tests.receiver import receiving

POSTED = {"text": "Iraq wants peace, the minister said. Iran wants trade, the minister said."}
JSON = "application/json"


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def webhook(client, receiver):
    return client.post("/v1/webhooks", json={"url": receiver.url}).json


@pytest.fixture
def run(sessions, webhook):
    """Delivers what is due."""
    return lambda: deliver.deliver(sessions, webhook["id"], entries, lambda *_: None)


def path(webhook, *parts):
    return "/".join(("/v1/webhooks", webhook["id"], *parts))


def test_create(client, receiver):
    given = {"url": receiver.url, "description": "A copy", "kinds": ["quote"], "articles": ["art_aaaaaaaaaaaaaaaa"]}
    created = client.post("/v1/webhooks", json=given)
    assert created.status_code == 201
    assert created.headers["Location"] == path(created.json)
    assert given.items() <= created.json.items()
    assert created.json["secret"].startswith("whsec_")
    shown = client.get(path(created.json)).json
    assert shown == {name: value for name, value in created.json.items() if name != "secret"}
    assert shown.items() >= {"status": "active", "reason": None, "failures": 0, "attempted_at": None}.items()


@pytest.mark.usefixtures("receiver")
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"url": "ftp://hooks.example/"},
        {"url": "hooks.example"},
        {"url": "https://me:secret@hooks.example/"},
        {"url": "https://hooks.example/#a"},
        {"url": "https://hooks.example/ä"},
        {"url": "https://hooks.example/a b"},
        {"url": "https://hooks.example:0/"},
        {"url": "https://hooks.example:port/"},
        {"url": "https:///path"},
        {"url": f"https://hooks.example/{'x' * 2000}"},
        {"url": "http://10.0.0.1/"},
        {"url": "http://[::ffff:169.254.169.254]/"},
        {"url": "https://hooks.invalid/"},
        {"url": "http://127.0.0.1/", "kinds": ["fact"]},
        {"url": "http://127.0.0.1/", "articles": ["act_aaaaaaaaaaaaaaaa"]},
        {"url": "http://127.0.0.1/", "status": "paused"},
        {"url": "http://127.0.0.1/", "description": "a\0b"},
    ],
)
def test_wrong_webhooks(client, given):
    refused = client.post("/v1/webhooks", json=given)
    assert refused.status_code in (400, 422), refused.json
    assert client.get("/v1/webhooks").json["items"] == []


def test_refusal_says_what_would_be_right(client):
    refused = client.post("/v1/webhooks", json={"url": "http://localhost/"}).json
    assert refused["errors"][0]["pointer"] == "#/url"
    assert "is not on the public internet" in refused["detail"]
    assert "COMMUNIQUE_WEBHOOK_NETWORKS" in refused["detail"]


def test_delivery_is_the_entry_of_the_feed_and_is_signed(client, webhook, receiver, run):
    client.post("/v1/articles", json=POSTED)
    run()
    feed = client.get("/v1/changes?include=object").json["items"]
    verified = [Verifier(webhook["secret"]).verify(each.body, each.headers) for each in receiver.messages]
    assert [each["data"] for each in verified] == feed
    assert [each["type"] for each in verified] == [f"{each['kind']}.{each['operation']}" for each in feed]
    assert [each["timestamp"] for each in verified] == [each["at"] for each in feed]


def test_deliveries_can_be_read(client, webhook, receiver, run, queries_sent):
    receiver.answer = lambda message: 500 if message.data["kind"] == "article" else 200
    article = client.post("/v1/articles", json=POSTED).json["article"]
    run()
    with queries_sent:
        listed = client.get(path(webhook, "deliveries")).json["items"]
    assert len(queries_sent) == 2
    assert len(listed) == len(receiver.messages)
    (failed,) = client.get(path(webhook, "deliveries?status=waiting")).json["items"]
    assert failed == listed[-1] == client.get(path(webhook, "deliveries", failed["id"])).json
    assert (failed["kind"], failed["object_id"], failed["operation"]) == ("article", article["id"], "create")
    assert (failed["response_status"], failed["response_body"]) == (500, "It is 500.")
    assert (failed["attempts"], failed["error"]) == (1, "The answer is 500.")
    assert failed["next_at"] > failed["attempted_at"] > failed["at"]
    assert client.get(path(webhook, f"deliveries?object={article['id']}")).json["items"] == [failed]
    first = client.get(path(webhook, "deliveries?limit=1")).json
    assert first["items"] == listed[:1]
    assert client.get(first["next"]).json["items"] == listed[1:2]


def test_redeliver(client, webhook, receiver, run):
    receiver.answer = lambda _: 500
    client.post("/v1/articles", json=POSTED)
    run()
    failed = len(receiver.messages)
    receiver.answer = lambda _: 200
    assert client.post(path(webhook, "redeliver")).json == {"deliveries": failed}
    run()
    (delivery,) = client.get(path(webhook, "deliveries?limit=1")).json["items"]
    assert delivery["status"] == "delivered"
    assert client.post(path(webhook, "redeliver"), json={"deliveries": [delivery["id"]]}).json == {"deliveries": 1}
    refused = client.post(path(webhook, "redeliver"), json={"deliveries": ["dlv_aaaaaaaaaaaaaaaa"]})
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/deliveries")


def test_pause_resume_and_change(client, webhook, receiver, run):
    assert client.patch(path(webhook), json={"status": "paused"}).json["status"] == "paused"
    client.post("/v1/articles", json=POSTED)
    run()
    assert receiver.messages == []
    changed = client.patch(path(webhook), json={"status": "active", "kinds": ["article"], "description": None})
    assert (changed.json["status"], changed.json["kinds"]) == ("active", ["article"])
    run()
    assert [message.data["kind"] for message in receiver.messages] == ["article"]


@pytest.mark.parametrize("given", [{"status": "disabled"}, {"status": None}, {"url": "http://10.0.0.1/"}, {"id": "x"}])
def test_wrong_changes(client, webhook, given):
    assert client.patch(path(webhook), json=given).status_code == 422


def test_rotation(client, webhook, receiver, run):
    rotated = client.post(path(webhook, "secret")).json
    assert rotated["secret"] != webhook["secret"]
    assert rotated["old_secret_until"] > f"{clock.now() + timedelta(hours=23):%Y-%m-%dT%H:%M}"
    client.post("/v1/articles", json=POSTED)
    run()
    message = receiver.messages[0]
    for secret in (webhook["secret"], rotated["secret"]):
        assert Verifier(secret).verify(message.body, message.headers)


def test_test(client, webhook, receiver):
    client.patch(path(webhook), json={"status": "paused"})
    assert client.post(path(webhook, "test")).json == {"status": 200, "body": "It is 200.", "error": None}
    (message,) = receiver.messages
    assert Verifier(webhook["secret"]).verify(message.body, message.headers)["type"] == "webhook.test"
    receiver.answer = lambda _: 503
    assert client.post(path(webhook, "test")).json["error"] == "The answer is 503."
    assert client.get(path(webhook, "deliveries")).json["items"] == []


def test_address_is_checked_before_each_request(client, webhook, receiver):
    addresses.allow([])
    answer = client.post(path(webhook, "test")).json
    assert (answer["status"], answer["body"]) == (None, None)
    assert "127.0.0.1 is not on the public internet." in answer["error"]
    assert receiver.messages == []


def test_delete(client, webhook, run):
    client.post("/v1/articles", json=POSTED)
    run()
    assert client.delete(path(webhook)).status_code == 204
    assert client.get(path(webhook)).status_code == client.get(path(webhook, "deliveries")).status_code == 410
    assert client.delete(path(webhook)).status_code == 410
    assert client.get("/v1/webhooks").json["items"] == []


def test_list(client, webhook, receiver):
    other = client.post("/v1/webhooks", json={"url": receiver.url}).json
    client.patch(path(webhook), json={"status": "paused"})
    assert [each["id"] for each in client.get("/v1/webhooks").json["items"]] == [other["id"], webhook["id"]]
    (paused,) = client.get("/v1/webhooks?status=paused").json["items"]
    assert paused["id"] == webhook["id"]
    first = client.get("/v1/webhooks?limit=1").json
    assert [each["id"] for each in client.get(first["next"]).json["items"]] == [webhook["id"]]
    assert webhook["secret"] not in client.get("/v1/webhooks.ndjson").text
    assert client.get("/v1/webhooks?status=lost").status_code == 400


@pytest.mark.parametrize(
    ("method", "parts"),
    [("get", ()), ("patch", ()), ("delete", ()), ("post", ("secret",)), ("post", ("test",)), ("post", ("redeliver",))],
)
def test_there_is_no_other_webhook(client, method, parts):
    options = {"json": {}} if method == "patch" else {}
    missing = getattr(client, method)(path({"id": "whk_aaaaaaaaaaaaaaaa"}, *parts), **options)
    assert (missing.status_code, missing.json["detail"]) == (404, "There is no webhook whk_aaaaaaaaaaaaaaaa.")


def test_there_is_no_other_delivery(client, webhook):
    missing = client.get(path(webhook, "deliveries", "dlv_aaaaaaaaaaaaaaaa"))
    assert (missing.status_code, missing.json["detail"]) == (404, "There is no delivery dlv_aaaaaaaaaaaaaaaa.")


def test_only_admins_see_webhooks(client, session, webhook):
    for scope in Scope:
        _, key = api_keys.create(session, label=scope, scopes=[scope])
        answer = client.get(path(webhook), headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == (200 if scope is Scope.ADMIN else 403)
