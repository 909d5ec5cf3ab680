"""Corrections, additions and history over HTTP."""

import pytest

from ontology.enums import QuoteKind, Scope
from services import api_keys, articles
from services.jobs import jobs
from tests.factories import NOW, TEXT, make_extraction, make_quote

EXACT = {"exact": "wants peace"}


@pytest.fixture
def article(session, monkeypatch):
    monkeypatch.setattr("extraction.extract", lambda _text, _published_at: make_extraction())
    return articles.ingest(session, text=TEXT)[0]


@pytest.fixture
def paths(article):
    """The path of a fact of each kind; the actor is the minister."""
    return {
        "quote": f"/v1/quotes/{article.quotes[0].id}",
        "event": f"/v1/events/{article.events[0].id}",
        "position": f"/v1/positions/{article.positions[0].id}",
        "actor": f"/v1/articles/{article.id}/actors/{article.appearances[1].actor.id}",
    }


@pytest.fixture
def patch(client):
    def send(path, given, match="*", **options):
        return client.patch(path, json=given, headers={"If-Match": match} if match else {}, **options)

    return send


CORRECTIONS = {
    "quote": {"kind": "direct", "speaker": None, "content": [EXACT]},
    "event": {"where": {"country": "IQ"}, "when": {"edtf": "2021", "span": EXACT}, "modality": "denied"},
    "position": {"issue": "War in Iraq", "stance": "opposes"},
    "actor": {"name": "Fuad Hussein", "country": "IQ", "mentions": [{"exact": "minister", "occurrence": 1}]},
}


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_correction_is_answered_with_the_fact_and_its_etag(client, patch, paths, kind):
    before = client.get(paths[kind])
    answer = patch(paths[kind], CORRECTIONS[kind], before.headers["ETag"])

    assert answer.status_code == 200
    after = client.get(paths[kind])
    assert (answer.json, answer.headers["ETag"]) == (after.json, after.headers["ETag"])
    assert (after.json["status"], after.json["origin"], after.json["reviewed_by"]) == ("corrected", "machine", None)
    assert patch(paths[kind], {"status": "confirmed"}, before.headers["ETag"]).status_code == 412
    assert patch(paths[kind], {"status": "confirmed"}, answer.headers["ETag"]).json["status"] == "confirmed"

    history = client.get(f"{paths[kind]}/revisions").json
    assert [each["number"] for each in history["items"]] == [2, 1, 0]
    assert history["items"][0]["before"]["status"] == "corrected"
    restored = client.post(f"{paths[kind]}/revisions/0/restore")
    assert restored.json | {"updated_at": None} == before.json | {"updated_at": None}


def test_values_are_as_they_are_served(client, patch, paths):
    """What a client reads, it can send back."""
    for path in paths.values():
        served = client.get(path).json
        fields = client.get(f"{path}/revisions").json["items"][0]["after"].keys() - {"status", "keys", "label", "link"}
        assert patch(path, {name: served[name] for name in fields}).json == served


def test_history_comes_in_pages(client, patch, paths):
    for _ in range(2):
        patch(paths["quote"], {"status": "confirmed", "note": "Read again."})
    page = client.get(f"{paths['quote']}/revisions?limit=2&count=true").json
    assert ([each["number"] for each in page["items"]], page["total"]) == ([2, 1], 3)
    assert [each["number"] for each in client.get(page["next"]).json["items"]] == [0]
    assert page["items"][0]["note"] == "Read again."


def test_rejected_fact_is_asked_for_by_its_status(client, patch, paths):
    patch(paths["quote"], {"status": "rejected"})
    assert client.get("/v1/quotes").json["items"] == []
    assert client.get("/v1/positions").json["items"][0]["quote_id"] is None
    (found,) = client.get("/v1/quotes?status=rejected").json["items"]
    assert client.get(paths["quote"]).json == found
    assert client.get("/v1/quotes?origin=person").json["items"] == []


def test_reviewer_is_the_label_of_the_key(client, paths, session):
    _, key = api_keys.create(session, label="Ada", scopes=[Scope.REVIEW, Scope.READ])
    headers = {"Authorization": f"Bearer {key}"}
    client.patch(paths["quote"], json={"status": "confirmed"}, headers=headers | {"If-Match": "*"})
    assert client.get(f"{paths['quote']}/revisions", headers=headers).json["items"][0]["by"] == "Ada"
    (found,) = client.get("/v1/quotes?reviewed_by=Ada", headers=headers).json["items"]
    assert found["reviewed_by"] == "Ada"


NEW = {
    "quote": {"kind": "direct", "content": [{"exact": "peace"}]},
    "event": {"type": "AGREE", "triggers": [{"exact": "peace"}], "modality": "planned"},
    "position": {"issue": {"label": "War"}, "stance": "opposes", "evidence": {"exact": "peace"}, "basis": "stated"},
    "actor": {"type": "person", "name": "Fuad Hussein", "mentions": [{"exact": "minister"}]},
}


@pytest.mark.parametrize("kind", NEW)
def test_what_the_machine_missed_is_posted_and_deleted(client, article, kind):
    given = NEW[kind] | ({"holder": article.appearances[0].actor.id} if kind == "position" else {})
    brief = client.get(f"/v1/articles/{article.id}/brief").json
    answer = client.post(f"/v1/articles/{article.id}/{kind}s", json=given)

    assert answer.status_code == 201
    assert (answer.json["origin"], answer.json["status"]) == ("person", "confirmed")
    path = answer.headers["Location"]
    served = client.get(path)
    assert (served.json, served.headers["ETag"]) == (answer.json, answer.headers["ETag"])
    assert len(client.get(f"/v1/articles/{article.id}/brief").json[f"{kind}s"]) == len(brief[f"{kind}s"]) + 1
    assert client.post(f"/v1/articles/{article.id}/{kind}s", json=given).status_code == 409

    assert client.delete(path).status_code == 428
    assert client.delete(path, headers={"If-Match": '"old"'}).status_code == 412
    assert client.delete(path, headers={"If-Match": served.headers["ETag"]}).status_code == 204
    assert client.get(path).status_code == client.delete(path, headers={"If-Match": "*"}).status_code == 410
    assert client.get(f"/v1/articles/{article.id}/brief").json == brief


@pytest.mark.parametrize("kind", NEW)
def test_removed_fact_is_gone_and_one_that_never_was_is_not_found(client, session, article, paths, kind, set_clock):
    set_clock(NOW)
    gone = client.delete(f"/v1/articles/{article.id}", headers={"If-Match": "*"})
    assert gone.status_code == 204
    for path in (paths[kind], f"{paths[kind]}/revisions", f"/v1/articles/{article.id}"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert answer.json["title"] == "Gone"
        assert answer.json["detail"].endswith(" was removed at 2026-01-02T03:04:05Z.")
    never = paths[kind][:-1] + ("a" if paths[kind][-1] != "a" else "b")
    assert client.get(never).status_code == 404
    articles.ingest(session, text=TEXT)
    assert client.get(paths[kind]).status_code == 200


def test_gone_names_who_has_deleted_and_what_has_read_again(client, session, article, paths, monkeypatch):
    _, secret = api_keys.create(session, label="Ada", scopes=[Scope.REVIEW, Scope.READ], days=None)
    headers = {"Authorization": f"Bearer {secret}", "If-Match": "*"}
    added = client.post(f"/v1/articles/{article.id}/quotes", json=NEW["quote"], headers=headers).headers["Location"]
    assert client.delete(added, headers=headers).status_code == 204
    monkeypatch.setattr("extraction.extract", lambda *_: make_extraction(engine="next", quotes=(), positions=()))
    assert client.post(f"/v1/articles/{article.id}/extractions", headers=headers).status_code == 200
    assert client.get(added, headers=headers).json["detail"].endswith("Z by Ada.")
    for path, kind in ((paths["quote"], "quote"), (paths["position"], "position")):
        assert client.get(path, headers=headers).json["detail"].endswith("Z. Read again by next.")
        given = {"decisions": [{"kind": kind, "id": path.rpartition("/")[2], "status": "confirmed"}]}
        (outcome,) = client.post("/v1/reviews", json=given, headers=headers).json["items"]
        assert outcome["status"] == 410


@pytest.mark.parametrize(
    ("kind", "given", "pointer", "detail"),
    [
        ("quote", {"kind": "loud"}, "#/kind", "Must be one of: direct, indirect, mixed."),
        ("quote", {"kind": None}, "#/kind", "Field may not be null."),
        ("quote", {"colour": "red"}, "#/colour", "Unknown name."),
        ("quote", {"status": "corrected"}, "#/status", "Must be one of: confirmed, rejected, machine."),
        ("quote", {"content": []}, "#/content", "Length must be between 1 and 1000."),
        ("quote", {"content": [{"start": 1}]}, "#/content/0", "Must have start and end, or exact"),
        ("quote", {"content": [{"start": "1", "end": 2}]}, "#/content/0/start", "Not a valid integer."),
        ("quote", {"content": [{"start": True, "end": 2}]}, "#/content/0/start", "Not a valid integer."),
        ("quote", {"content": [{"exact": "war"}]}, "#/content/0", "It does not ground: the text does not contain"),
        ("quote", {"speaker": {"actor_id": "x"}}, "#/speaker/actor_id", "The article has no actor x"),
        ("quote", {"note": " ", "kind": "mixed"}, "#/note", "Must not be blank."),
        ("event", {"where": {"country": "XX"}}, "#/where/country", "Must be a country code"),
        ("event", {"when": {"edtf": "yesterday", "span": EXACT}}, "#/when/edtf", "yesterday"),
        ("event", {"figures": [{"kind": "killed"}]}, "#/figures/0/unit", "Missing data for required field."),
        (
            "event",
            {"figures": [{"kind": "killed", "min": 1, "unit": "USD", "span": EXACT}]},
            "#/figures/0",
            "'USD' is not a unit of killed.",
        ),
        ("position", {"issue": 3}, "#/issue", "Must be the id of an issue, its label"),
        ("position", {"issue": "iss_aaaaaaaaaaaaaaaa"}, "#/issue", "There is no issue iss_aaaaaaaaaaaaaaaa"),
        ("actor", {"name": ""}, "#/name", "Length must be between 1 and 500."),
        ("actor", {"name": "a\0b"}, "#/name", "NUL"),
        ("quote", {"speaker": {"actor_id": "a\0b"}}, "#/speaker/actor_id", "NUL"),
        ("event", {"actors": ["a\0b"]}, "#/actors/0", "NUL"),
        ("position", {"holder": "a\0b"}, "#/holder", "NUL"),
        ("position", {"quote_id": "a\0b"}, "#/quote_id", "NUL"),
    ],
)
def test_wrong_patch_says_where(client, patch, paths, kind, given, pointer, detail):
    before = client.get(paths[kind]).json
    answer = patch(paths[kind], given)
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json["errors"]} >= {pointer}, answer.json
    assert any(detail in error["detail"] for error in answer.json["errors"]), answer.json
    assert client.get(paths[kind]).json == before


@pytest.mark.parametrize("field", ["id", "article_id"])
def test_decision_on_an_id_with_a_nul(client, field):
    decision = {"kind": "actor", "id": "x", "article_id": "y", "status": "confirmed"} | {field: "a\0b"}
    answer = client.post("/v1/reviews", json={"decisions": [decision]})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == f"#/decisions/0/{field}"


def test_wrong_requests(client, patch, paths):
    path = paths["quote"]
    assert patch(path, {}, match=None).status_code == 428
    assert patch(path, {}, match='"x"').status_code == 412
    assert patch(path, []).status_code == 422
    assert client.patch(path, data="{", headers={"If-Match": "*"}).status_code == 400
    assert client.patch(path, headers={"If-Match": "*"}, content_type="application/json").status_code == 400
    wrong = client.patch(path, data="x=1", content_type="application/x-www-form-urlencoded", headers={"If-Match": "*"})
    assert (wrong.status_code, wrong.headers["Accept-Patch"]) == (
        415,
        "application/json, application/merge-patch+json",
    )
    merge = client.patch(
        path, data='{"status": "confirmed"}', content_type="application/merge-patch+json", headers={"If-Match": "*"}
    )
    assert merge.json["status"] == "confirmed"
    assert patch(f"{path}?fields=id", {}).status_code == 400
    assert patch(path[:-1] + ("a" if path[-1] != "a" else "b"), {}).status_code == 404
    assert client.post(f"{path}/revisions/7/restore").status_code == 404
    assert client.post(f"{path}/revisions/99999999999/restore").status_code == 404
    assert client.post(f"{path}/revisions/0/restore", headers={"If-Match": '"x"'}).status_code == 412
    assert client.delete(path, headers={"If-Match": "*"}).status_code == 409
    other = paths["actor"].replace("actors/act_", "actors/act_")[:-16] + "a" * 16
    assert client.get(other).status_code == 404


def test_lists_take_the_same_number_of_statements(client, patch, paths, queries_sent):
    for path in paths.values():
        patch(path, {"status": "confirmed"})
    for path in ("/v1/quotes", "/v1/positions", f"{paths['quote']}/revisions"):
        with queries_sent:
            assert client.get(path).status_code == 200
        assert len(queries_sent) <= 2, path


def test_metadata_of_an_article(client, patch, article):
    path = f"/v1/articles/{article.id}"
    before = client.get(path)
    answer = patch(path, {"title": "Peace", "publisher": "News"}, before.headers["ETag"])
    assert (answer.json["title"], answer.json["title_basis"], answer.json["publisher"]) == ("Peace", "stated", "News")
    assert client.get(path).headers["ETag"] == answer.headers["ETag"]
    assert patch(path, {"title": None}, before.headers["ETag"]).status_code == 412
    assert patch(path, {"title": None}, None).status_code == 428
    wrong = patch(path, {"published_at": "yesterday", "text": "Other."})
    assert {error["pointer"] for error in wrong.json["errors"]} == {"#/text"}
    assert patch(path, {"published_at": "yesterday"}).json["errors"][0]["pointer"] == "#/published_at"
    assert patch(path[:-1] + ("a" if path[-1] != "a" else "b"), {}).status_code == 404


def test_queue_decisions_and_summary(client, article):
    page = client.get("/v1/reviews?limit=2&count=true").json
    assert (len(page["items"]), page["total"]) == (2, 3)
    assert page["items"][0]["confidence"] <= page["items"][1]["confidence"]
    assert page["items"][0]["sentence"]["exact"] == TEXT
    assert len(page["items"][0]["together"]) == 2
    assert len(client.get(page["next"]).json["items"]) == 1

    decisions = [
        {"kind": item["kind"], "id": item["id"], "status": "confirmed", "note": "Right."} for item in page["items"]
    ]
    decisions.append({"kind": "actor", "id": article.appearances[0].actor.id, "status": "rejected"})
    answer = client.post("/v1/reviews", json={"decisions": decisions})
    assert [each["status"] for each in answer.json["items"]] == [200, 200, 404]
    assert [each["fact_status"] for each in answer.json["items"]] == ["confirmed", "confirmed", None]
    assert client.get("/v1/reviews").json["items"][0]["together"] == []

    summary = client.get("/v1/reviews/summary").json
    assert sum(tally["confirmed"] for tally in summary["kinds"]) == 2
    assert summary["kinds"][0]["right"] == 1.0
    wrong = client.post("/v1/reviews", json={"decisions": [{"kind": "quote", "id": "x"}]})
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "#/decisions/0/status")
    many = client.post("/v1/reviews", json={"decisions": decisions[:1] * 501})
    assert (many.status_code, many.json["errors"][0]["pointer"]) == (422, "#/decisions")
    assert client.get("/v1/reviews?kind=loud").status_code == 400


def test_article_is_read_again(client, article, patch, paths, monkeypatch):
    patch(paths["quote"], {"status": "confirmed"})
    newer = make_extraction(engine="newer", quotes=(make_quote(kind=QuoteKind.MIXED),), events=())
    monkeypatch.setattr("extraction.extract", lambda _text, _published_at: newer)
    path = f"/v1/articles/{article.id}/extractions"
    before = client.get(paths["quote"]).json

    planned = client.post(f"{path}?dry_run=true")
    assert planned.status_code == 200
    assert client.get(paths["quote"]).json == before
    assert client.post(path).json == planned.json
    assert {
        name: [each["kind"] for each in found] for name, found in planned.json.items() if found and name in NAMES
    } == {
        "removed": ["event"],
        "contested": ["quote"],
    }
    contested = client.get(paths["quote"]).json
    assert (contested["status"], contested["found"]["kind"], contested["kind"]) == ("contested", "mixed", "indirect")
    assert client.get("/v1/quotes?status=contested").json["items"] == [contested]
    assert client.get(f"/v1/articles/{article.id}").json["engine"] == planned.json["engine"] == "newer"
    assert client.get(f"/v1/articles/{article.id}/brief").json["quotes"][0]["found"] == contested["found"]
    assert patch(paths["quote"], {"status": "machine"}).json["kind"] == "mixed"

    empty = {"engine_before": "newer"} | {name: [] for name in NAMES}
    assert client.post(path).json.items() >= empty.items()
    assert client.post(f"{path}?dry_run=maybe").json["errors"][0]["parameter"] == "dry_run"
    assert client.post("/v1/articles/art_aaaaaaaaaaaaaaaa/extractions").status_code == 404


NAMES = ("added", "removed", "changed", "contested")


@pytest.mark.database("postgres")
def test_worker_reads_an_article_again(client, article, session):
    path = f"/v1/articles/{article.id}/extractions"
    answer = client.post(path, headers={"Prefer": "respond-async"})
    assert (answer.status_code, answer.json["article_id"]) == (202, article.id)
    jobs.run(session, answer.json["id"])
    job = client.get(answer.headers["Location"]).json
    assert (job["status"], job["difference"]["changed"]) == ("succeeded", 0)
    assert client.post(f"{path}?dry_run=true", headers={"Prefer": "respond-async"}).status_code == 200
    missing = client.post("/v1/articles/art_aaaaaaaaaaaaaaaa/extractions", headers={"Prefer": "respond-async"})
    assert missing.status_code == 404
