"""External ids of articles."""

import pytest

from ontology.enums import Scope
from services import api_keys, articles
from services.errors import ExternalIdInUse
from services.external_ids import External
from tests.factories import TEXT


def post(client, text=TEXT, **given):
    return client.post("/v1/articles", json={"text": text, **given})


def found(client, **query):
    return [item["id"] for item in client.get("/v1/articles", query_string=query).json["items"]]


def test_article_is_found_by_the_id_of_its_caller(client):
    brief = post(client, external_id="4711", source="wire").json
    post(client, f"{TEXT} Again.", external_id="4711", source="desk")
    article = brief["article"]

    assert article["external_ids"] == [{"external_id": "4711", "source": "wire"}]
    assert found(client, external_id="4711", source="wire") == [article["id"]]
    assert len(found(client, external_id="4711")) == 2
    assert found(client, source="wire") == [article["id"]]
    assert found(client, external_id="4712") == found(client, external_id="4711", source="other") == []
    for path in (f"/v1/articles/{article['id']}", "/v1/articles?external_id=4711&source=wire"):
        answer = client.get(path).json
        assert answer.get("items", [answer])[0]["external_ids"] == article["external_ids"]
    assert client.get(f"/v1/articles/{article['id']}/brief").json["article"] == article


def test_text_and_pages_have_it_in_the_query(client):
    url = "/v1/articles?external_id=7&source=wire"
    posted = client.post(url, data=TEXT.encode(), content_type="text/plain")

    assert posted.json["article"]["external_ids"] == [{"external_id": "7", "source": "wire"}]


def test_id_of_another_text_is_refused(client):
    first = post(client, external_id="1").json["article"]["id"]
    refused = post(client, f"{TEXT} Again.", external_id="1")

    assert (refused.status_code, refused.json["code"]) == (409, "external_id_in_use")
    assert refused.json["detail"] == f"The external_id '1' belongs to {first}, which has another text."
    assert found(client) == [first]
    assert post(client, f"{TEXT} Again.", external_id="1", source="wire").status_code == 201


def test_same_text_again_may_get_more_ids(client):
    post(client, external_id="2")
    for _ in range(2):
        again = post(client, external_id="1")
        assert again.status_code == 200
        assert [each["external_id"] for each in again.json["article"]["external_ids"]] == ["1", "2"]
    assert post(client, f"{TEXT} Again.", external_id="3").status_code == 201
    assert post(client, external_id="3").status_code == 409


def test_source_is_the_label_of_the_key(client, session):
    _, ada = api_keys.create(session, label="Ada", scopes=[Scope.READ, Scope.WRITE])
    _, ben = api_keys.create(session, label="Ben", scopes=[Scope.READ, Scope.WRITE])
    headers = [{"Authorization": f"Bearer {key}"} for key in (ada, ben)]

    sources = []
    for text, each in zip((TEXT, f"{TEXT} Again."), headers, strict=True):
        article = client.post("/v1/articles", json={"text": text, "external_id": "1"}, headers=each).json["article"]
        sources += [one["source"] for one in article["external_ids"]]

    assert sources == ["Ada", "Ben"]


def test_id_is_free_when_its_article_is_deleted(client):
    posted = post(client, external_id="1")
    client.delete(posted.headers["Location"], headers={"If-Match": "*"})

    assert found(client, external_id="1") == []
    assert post(client, f"{TEXT} Again.", external_id="1").status_code == 201


@pytest.mark.parametrize(
    "given", [{"source": "wire"}, {"external_id": ""}, {"external_id": "x" * 201}, {"external_id": "\0"},
              {"external_id": 7}, {"external_id": "1", "source": ""}]
)  # fmt: skip
def test_wrong_ids_are_refused(client, given):
    refused = post(client, **given)

    assert (refused.status_code, refused.json["code"]) == (422, "invalid_body")
    assert found(client) == []


def test_preview_takes_what_a_post_takes_and_stores_nothing(client):
    preview = client.post("/v1/extractions", json={"text": TEXT, "external_id": "1"})

    assert (preview.status_code, preview.json["article"]["external_ids"]) == (200, [])
    assert post(client, f"{TEXT} Again.", external_id="1").status_code == 201


def test_id_that_another_request_takes_during_the_extraction_is_refused(session, reader, monkeypatch):
    extract = articles.extract

    def slow(submission):
        monkeypatch.setattr(articles, "extract", extract)
        articles.ingest(reader, text=f"{TEXT} Faster.", external=External("1", "wire"))
        return extract(submission)

    monkeypatch.setattr(articles, "extract", slow)

    with pytest.raises(ExternalIdInUse):
        articles.ingest(session, text=TEXT, external=External("1", "wire"))


def test_another_id_of_a_stored_article_is_a_change_of_it(client):
    article = post(client).json["article"]
    cursor = client.get("/v1/changes?since=now").json["cursor"]

    post(client, external_id="1")
    post(client, external_id="1")

    (change,) = client.get(f"/v1/changes?since={cursor}").json["items"]
    assert (change["id"], change["operation"], change["changed"]) == (article["id"], "update", ["updated_at"])
    assert found(client, updated_from=client.get(f"/v1/articles/{article['id']}").json["updated_at"]) == [article["id"]]
