"""Explanations of the facts of POST /v1/extractions."""

import json

import pytest
from marshmallow import Schema

from schemas.briefs.explained import ExplainedBriefOut
from services import articles
from tests.api.resources.test_articles import TEXT

KINDS = ("actors", "quotes", "events", "positions")
PATH = "/v1/extractions"


def without_explanations(brief):
    return brief | {
        kind: [{k: v for k, v in fact.items() if k != "explanation"} for fact in brief[kind]] for kind in KINDS
    }


@pytest.mark.parametrize("body", [{"json": {"text": TEXT}}, {"data": TEXT, "content_type": "text/plain"}])
def test_explain_adds_an_explanation_to_each_fact(client, body):
    plain, explained = client.post(PATH, **body), client.post(f"{PATH}?explain=true", **body)
    assert explained.status_code == 200
    assert without_explanations(explained.json) == plain.json
    (quote,) = explained.json["quotes"]
    (finding,) = quote["explanation"]["findings"]
    assert finding["rule"] == "direct:behind"
    assert [words["span"]["exact"] for words in finding["words"]] == ["said", "We will help,"]
    assert finding["words"][0]["scores"].keys() == {"CUE", "none"}
    assert all(fact["explanation"]["findings"] for kind in KINDS for fact in explained.json[kind])


@pytest.mark.parametrize("query", ["", "?explain=false"])
def test_explanations_are_left_out_unless_they_are_asked_for(client, query):
    answer = client.post(PATH + query, json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.json == without_explanations(answer.json)


def test_explanations_are_in_ndjson_and_not_in_csv(client):
    plain, explained = (client.post(f"{PATH}.csv{query}", json={"text": TEXT}).data for query in ("", "?explain=true"))
    assert explained == plain
    rows = client.post(f"{PATH}.ndjson?explain=true", json={"text": TEXT}).text.splitlines()
    assert {row["record"] for row in map(json.loads, rows) if "explanation" in row} >= {"actor", "quote", "event"}


@pytest.mark.parametrize("body", [{"json": {"text": TEXT}}, {"data": TEXT, "content_type": "text/plain"}])
@pytest.mark.parametrize("query", ["explain=maybe", "explain=true&explain=true", "explain=", "explained=true"])
def test_other_values_are_refused(client, body, query):
    refused = client.post(f"{PATH}?{query}", **body)
    assert refused.status_code == 400
    assert refused.json["errors"][0]["parameter"] == query.partition("=")[0]


def test_stored_articles_take_no_explain(client):
    assert client.post("/v1/articles?explain=true", json={"text": TEXT}).status_code == 400
    assert client.post(PATH, json={"text": TEXT, "explain": True}).status_code == 422


def test_compiled_dump_is_that_of_marshmallow():
    article = articles.preview(None, text=TEXT, explain=True)
    assert ExplainedBriefOut().dump(article) == Schema.dump(ExplainedBriefOut(), article)
