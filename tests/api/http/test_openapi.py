"""The document is valid, describes everything, and is true of what is sent."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.factories import (
    create_actor,
    create_brief,
    create_delivery,
    create_event,
    create_job,
    create_quote,
    create_webhook,
    make_span,
)

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def document(shared_app):
    return shared_app.test_client().get("/openapi.json").json


def operations(document):
    for path, item in document["paths"].items():
        for method in item.keys() & {"get", "post", "put", "patch", "delete"}:
            operation = item[method]
            yield method, path, operation, item.get("parameters", []) + operation.get("parameters", [])


def resolve(document, value):
    while "$ref" in value:
        target = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        value = target
    return value


def test_document_is_valid(document):
    assert document["openapi"].startswith("3.1.")
    validate(document)


def test_every_route_is_documented(document, shared_app):
    served = {
        (method.lower(), rule.rule)
        for rule in shared_app.url_map.iter_rules()
        if not rule.endpoint.startswith(("docs.", "reader.", "api-docs.", "static"))
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert len(document["paths"]) >= 20
    assert len(served) == len(list(operations(document)))


def test_every_operation_is_named_and_summed_up(document):
    names = [operation["operationId"] for _, _, operation, _ in operations(document)]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for _, _, operation, _ in operations(document))


def test_every_parameter_is_described_with_an_example(document):
    for method, path, _, parameters in operations(document):
        for parameter in parameters:
            place = (method, path, parameter["name"])
            assert parameter["description"], place
            assert "example" in parameter or parameter["schema"]["examples"], place


def test_every_field_is_described_with_an_example(document):
    for name, schema in document["components"]["schemas"].items():
        for field, definition in schema["properties"].items():
            assert definition["description"], (name, field)
            assert "examples" in definition or "$ref" in json.dumps(definition), (name, field)


def test_every_schema_is_described(document):
    assert all(schema["description"].endswith(".") for schema in document["components"]["schemas"].values())


def test_fields_of_a_list_are_named(document):
    for _, path, operation, parameters in operations(document):
        for parameter in parameters:
            if parameter["name"] == "fields":
                content = operation["responses"]["200"]["content"]["application/json"]
                page = resolve(document, content["schema"])
                names = resolve(document, page["properties"]["items"]["items"])["properties"].keys()
                pattern = parameter["schema"]["pattern"]
                assert re.fullmatch(pattern, ",".join(names)), path
                assert not re.fullmatch(pattern, "colour"), path
                assert re.fullmatch(pattern, parameter["schema"]["examples"][0]), path


def test_dates_are_as_the_pattern_says(document, client):
    (pattern,) = {
        parameter["schema"]["pattern"]
        for _, _, _, parameters in operations(document)
        for parameter in parameters
        if parameter["name"] in {"published_at", "published_from", "published_to", "date_from", "date_to", "from", "to"}
    }
    for date in ("2021", "2021-07", "2021-07-26", "2021-07-26T12:00:00Z", "2021-07-26T12:00:00+02:00", "0001"):
        assert re.fullmatch(pattern, date)
        assert client.get("/v1/articles", query_string={"published_from": date}).status_code == 200
    for date in ("21", "2021-13", "2021-00", "2021-07-32", "2021-07-26T24:00:00Z", "2021-21", "2021/2022", "../2021"):
        assert not re.fullmatch(pattern, date)
        assert client.get("/v1/articles", query_string={"published_from": date}).status_code == 400


def test_query_has_no_null(document):
    for _, path, _, parameters in operations(document):
        for parameter in parameters:
            assert "null" not in parameter["schema"].get("type", ""), (path, parameter["name"])


def test_posted_examples_are_real(document, client):
    article = document["components"]["schemas"]["ArticleIn"]["properties"]
    example = {name: definition["examples"][0] for name, definition in article.items()}
    posted = client.post("/v1/articles", json=example)
    assert posted.status_code == 201
    shown = document["components"]["schemas"]["ArticleOut"]["properties"]["text_sha256"]["examples"]
    assert shown == [posted.json["article"]["text_sha256"]]
    assert posted.json["quotes"]
    for path in ("/v1/articles", "/v1/extractions"):
        for media_type in ("text/plain", "text/html"):
            content = document["paths"][path]["post"]["requestBody"]["content"][media_type]
            (body,) = content["schema"]["examples"]
            assert client.post(path, data=body, content_type=media_type).status_code in (200, 201), media_type


def test_examples_are_of_their_type(document):
    for name, schema in document["components"]["schemas"].items():
        for field, definition in schema["properties"].items():
            if "$ref" not in json.dumps(definition):
                for example in definition["examples"]:
                    assert Draft202012Validator(definition).is_valid(example), (name, field)


def test_errors_are_documented_as_they_are_sent(document):
    for method, path, operation, parameters in operations(document):
        responses = operation["responses"]
        expected = {"default", "400", "406", "414"}
        if "security" in operation:
            expected |= {"401", "403", "429", "503"}
        if any(parameter["in"] == "path" for parameter in parameters):
            expected.add("404")
        if "requestBody" in operation:
            expected |= {"413", "415", "422"}
        assert expected <= responses.keys(), (method, path)
        for status, response in responses.items():
            if status[0] not in "23":
                content = resolve(document, response)["content"]
                assert content == {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}


def test_every_answer_documents_the_headers_it_has_everywhere(document):
    limits = {"RateLimit", "RateLimit-Policy"}
    more = {"401": {"WWW-Authenticate"}, "403": {"WWW-Authenticate"}, "429": {"Retry-After"}, "503": {"Retry-After"}}
    for method, path, operation, _ in operations(document):
        for status, response in operation["responses"].items():
            headers = resolve(document, response)["headers"]
            expected = {"X-Request-Id"} | more.get(status, set())
            if "429" in operation["responses"]:
                expected |= limits
            assert expected <= headers.keys(), (method, path, status)
            for header in expected:
                definition = resolve(document, headers[header])
                assert definition["description"]
                assert Draft202012Validator(definition["schema"]).is_valid(definition["schema"]["examples"][0])


def test_key_is_documented_where_it_is_needed(document):
    scheme = document["components"]["securitySchemes"]["key"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    paths = document["paths"]
    assert paths["/v1/articles"]["post"]["security"] == [{"key": ["write"]}]
    assert paths["/v1/articles"]["get"]["security"] == [{"key": ["read"]}]
    assert paths["/metrics"]["get"]["security"] == [{"key": ["admin"]}]
    assert "security" not in paths["/healthz"]["get"]
    assert "429" not in paths["/healthz"]["get"]["responses"]


def test_lists_document_their_link(document):
    lists = [op for _, _, op, params in operations(document) if any(p["name"] == "cursor" for p in params)]
    assert len(lists) == 22
    assert all("Link" in operation["responses"]["200"]["headers"] for operation in lists)


def test_posted_article_is_json_text_or_a_web_page(document):
    for path in ("/v1/articles", "/v1/extractions"):
        operation = document["paths"][path]["post"]
        assert operation["requestBody"]["content"].keys() == {"application/json", "text/plain", "text/html"}
        assert "published_at" in [parameter["name"] for parameter in operation["parameters"]]


def test_unsupported_media_types_document_what_is_told_of_others(document):
    response = resolve(document, document["paths"]["/v1/articles"]["post"]["responses"]["415"])
    assert response["headers"].keys() >= {"Accept", "Accept-Encoding"}


def test_what_stores_an_article_documents_its_idempotency_key(document):
    stores, extracts = (document["paths"][path]["post"] for path in ("/v1/articles", "/v1/extractions"))
    assert "Idempotency-Key" in [parameter["name"] for parameter in stores["parameters"]]
    assert {"409", "410"} <= stores["responses"].keys()
    assert "Idempotency-Key" not in [parameter["name"] for parameter in extracts["parameters"]]


def test_answers_are_as_documented(document, client, session):
    article = create_brief(session)
    create_quote(session, article)
    create_event(session, article, when_edtf="2021", when_span=make_span("peace"), country="IQ")
    create_job(session)
    one, other = (create_actor(session, name=name).id for name in ("Iraq", "Irak"))
    client.post("/v1/judgements", json={"kind": "unsure", "one": one, "other": other})
    ids = {"article_id": article.id, "delivery_id": create_delivery(session, create_webhook(session)).id}
    for name in (
        "actors",
        "quotes",
        "events",
        "occurrences",
        "positions",
        "issues",
        "contradictions",
        "judgements",
        "jobs",
        "webhooks",
    ):
        ids[f"{name[:-1]}_id"] = client.get(f"/v1/{name}").json["items"][-1]["id"]
    for method, path, operation, _ in operations(document):
        if method == "get":
            check(document, operation, client.get(path.format(**ids)))


def test_problems_are_as_documented(document, client):
    operation = document["paths"]["/v1/quotes"]["get"]
    check(document, operation, client.get("/v1/quotes?limit=0"))
    check(document, document["paths"]["/v1/articles"]["post"], client.post("/v1/articles", json={"text": ""}))


def check(document, operation, response):
    documented = resolve(document, operation["responses"][str(response.status_code)])["content"]
    schema = documented[response.mimetype]["schema"]
    # The document goes with the schema, so that its references resolve.
    body = response.json if "json" in response.mimetype else response.text
    Draft202012Validator(schema | {"components": document["components"]}).validate(body)
