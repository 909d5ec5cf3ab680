"""Briefs in all their formats, over HTTP and in the documentation."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from tests.factories import create_article, create_brief, create_quote, make_span

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."
FORMATS = {
    "json": "application/json",
    "md": "text/markdown",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
}
suffixes = pytest.mark.parametrize("suffix", FORMATS)


@pytest.fixture
def url(session):
    return f"/v1/articles/{create_brief(session).id}/brief"


def spans_in(value):
    if isinstance(value, dict) and "start" in value:
        yield value["start"], value["end"]
    elif isinstance(value, dict):
        for each in value.values():
            yield from spans_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans_in(each)


@suffixes
def test_format_is_asked_for_by_suffix_or_accept(client, url, suffix):
    by_suffix = client.get(f"{url}.{suffix}")
    by_header = client.get(url, headers={"Accept": FORMATS[suffix]})

    assert by_suffix.status_code == 200
    assert by_suffix.mimetype == by_header.mimetype == FORMATS[suffix]
    assert by_suffix.data == by_header.data
    assert "Accept" in by_header.headers["Vary"].split(", ")


@suffixes
def test_posted_text_is_answered_in_any_format(client, suffix):
    article = {"text": TEXT, "published_at": "2021-07-26"}

    for path, status in (("extractions", 200), ("articles", 201), ("articles", 200)):
        posted = client.post(f"/v1/{path}", json=article, headers={"Accept": FORMATS[suffix]})
        assert (posted.status_code, posted.mimetype) == (status, FORMATS[suffix])
        assert "We will help" in posted.text

    assert client.get(f"{posted.headers['Location']}/brief.{suffix}").data == posted.data


def test_answer_that_is_asked_for_again_comes_in_the_format_that_is_asked_for(client):
    headers = {"Idempotency-Key": "one"}
    first = client.post("/v1/articles.md", json={"text": TEXT}, headers=headers)
    again = client.post("/v1/articles.csv", json={"text": TEXT}, headers=headers)

    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.mimetype, again.mimetype) == ("text/markdown", "text/csv")


@pytest.mark.parametrize("accept", ["application/pdf", "text/html", "application/json;q=0, application/xml"])
def test_other_formats_are_refused_and_nothing_is_stored(client, url, accept):
    headers = {"Accept": accept}

    refused = client.get(url, headers=headers)
    assert (refused.status_code, refused.mimetype) == (406, "application/problem+json")
    assert all(media_type in refused.json["detail"] for media_type in FORMATS.values())
    assert client.post("/v1/articles", json={"text": TEXT}, headers=headers).status_code == 406
    assert client.get("/v1/articles?count=true").json["total"] == 1


@pytest.mark.parametrize("path", ["/v1/quotes.md", "/v1/actors.jsonld", "/v1/brief.md"])
def test_what_is_no_brief_of_an_article_has_not_its_formats(client, path):
    assert client.get(path).status_code == 406


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/*", "text/markdown"),
        ("text/markdown; charset=UTF-8", "text/markdown"),
        ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "application/ld+json"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/csv;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
    ],
)
def test_client_gets_the_format_it_likes_best(client, url, accept, mimetype):
    assert client.get(url, headers={"Accept": accept}).mimetype == mimetype


def test_each_format_has_its_own_tag(client, url):
    tags = [client.get(f"{url}.{suffix}").headers["ETag"] for suffix in FORMATS]

    assert len(set(tags)) == len(FORMATS)
    for suffix, tag in zip(FORMATS, tags, strict=True):
        have = client.get(url, headers={"Accept": FORMATS[suffix], "If-None-Match": tag})
        assert (have.status_code, have.data, have.headers["ETag"]) == (304, b"", tag)
        assert "Accept" in have.headers["Vary"].split(", ")
        others = ", ".join(other for other in tags if other != tag)
        assert client.get(f"{url}.{suffix}", headers={"If-None-Match": others}).status_code == 200


@pytest.mark.parametrize("suffix", ["md", "jsonld"])
def test_large_briefs_are_compressed(client, session, suffix):
    url = f"/v1/articles/{create_brief(session, 20).id}/brief.{suffix}"

    assert client.get(url, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@suffixes
def test_every_format_takes_the_same_queries_however_long(client, session, queries_sent, suffix):
    for size in (1, 5):
        article = create_brief(session, size)
        with queries_sent:
            client.get(f"/v1/articles/{article.id}/brief.{suffix}")
        assert len(queries_sent) == 5


def test_records_are_the_facts(client, url):
    brief = client.get(url).json
    facts = [
        {"record": record, **fact} for record in ("actor", "quote", "event", "position") for fact in brief[f"{record}s"]
    ]

    lines = [json.loads(line) for line in client.get(f"{url}.ndjson").data.splitlines()]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{url}.csv").text)))

    assert lines == facts
    assert [(row["record"], row["id"]) for row in rows] == [(fact["record"], fact["id"]) for fact in facts]
    actor, quote, event, position = rows
    assert (actor["name"], actor["mentions"], actor["stance"]) == ("Iraq", "Iraq", "")
    assert (quote["speaker.mention.exact"], quote["content"]) == ("the minister", "Iraq wants peace")
    assert (event["type"], event["actors"], event["when.edtf"]) == ("REQUEST", actor["id"], "")
    assert (position["issue.label"], position["evidence.start"]) == ("Peace in Iraq", "0")


def test_table_of_nothing_has_its_header_and_no_formula(client, session):
    text = "=1+1, the minister said."
    article = create_article(session, text=text)
    url = f"/v1/articles/{article.id}/brief"
    (header,) = client.get(f"{url}.csv").data.splitlines()
    assert header.startswith(b"record,id,article_id,")
    assert client.get(f"{url}.ndjson").data == b""

    create_quote(session, article, content=(make_span("=1+1", text),))

    (row,) = csv.DictReader(io.StringIO(client.get(f"{url}.csv").text))
    assert row["content"] == "'=1+1"


def test_seed_has_all_its_spans_in_json_ld(client, seed_text):
    text = "🕊 " + seed_text
    brief = client.post("/v1/articles", json={"text": text, "published_at": "2021-07"}).json
    url = f"/v1/articles/{brief['article']['id']}/brief"

    document = client.get(f"{url}.jsonld").json

    found = list(spans_in(document["items"]))
    assert len(found) > 100
    assert sorted(found) == sorted(spans_in(brief))


def test_example_of_each_format_is_what_is_answered(client):
    document = client.get("/openapi.json").json
    examples = document["components"]["examples"]
    operations = [document["paths"]["/v1/articles/{article_id}/brief"]["get"]]
    operations += [document["paths"][f"/v1/{name}"]["post"] for name in ("articles", "extractions")]
    answers = [answer for operation in operations for status, answer in operation["responses"].items() if status < "3"]

    assert len(answers) == 4
    for content in (answer["content"] for answer in answers):
        assert list(content) == list(FORMATS.values())
        for documented in content.values():
            name = documented["examples"]["brief"]["$ref"].rpartition("/")[2]
            schema = documented["schema"] | {"components": document["components"]}
            assert Draft202012Validator(schema).is_valid(examples[name]["value"])
    assert examples["brief.text.markdown"]["value"].startswith("# Iraq and the US meet\n")
    assert examples["brief.application.json"]["value"]["positions"]
