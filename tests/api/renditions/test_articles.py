"""Briefs of articles in all their formats."""

import pytest

from ontology.date_expression import DateExpression
from tests.api.renditions.tables import lines_of, rows_of
from tests.factories import create_article, create_brief, make_span

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."
FORMATS = {
    "json": "application/json",
    "md": "text/markdown",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
}
suffixes = pytest.mark.parametrize("suffix", FORMATS)


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


def test_posted_text_is_not_stored_when_its_answer_would_be_refused(client):
    headers = {"Accept": "image/png"}

    assert client.post("/v1/articles", json={"text": TEXT}, headers=headers).status_code == 406
    assert client.get("/v1/articles?count=true").json["total"] == 0


def test_records_are_all_of_the_brief(client, session):
    warned = {
        "title": "Talks",
        "published_at": "2021",
        "warnings": ("odd",),
        "dates": (DateExpression("2021", None, make_span("peace")),),
    }
    article = create_brief(session, **warned)
    url = f"/v1/articles/{article.id}/brief"
    brief = client.get(url).json

    lines = lines_of(client.get(f"{url}.ndjson"))
    rows = rows_of(client.get(f"{url}.csv"))

    assert lines == [
        {"record": "article", **brief["article"]},
        *({"record": kind, **fact} for kind in ("actor", "quote", "event", "position") for fact in brief[f"{kind}s"]),
        {"record": "date", "article_id": article.id, **brief["dates"][0]},
        {"record": "warning", "article_id": article.id, "warning": "odd"},
    ]
    assert [(row["record"], row["id"]) for row in rows] == [(line["record"], line.get("id", "")) for line in lines]
    of_article, actor, quote, event, position, date, warning = rows
    assert (of_article["title"], of_article["engine"], of_article["status"]) == ("Talks", "test", "ready")
    assert (actor["name"], actor["mentions"], actor["stance"]) == ("Iraq", "Iraq", "")
    assert (quote["speaker.mention.exact"], quote["content"]) == ("the minister", "Iraq wants peace")
    assert (event["type"], event["actors"], event["when.edtf"]) == ("REQUEST", actor["id"], "")
    assert (position["issue.label"], position["evidence.start"]) == ("Peace in Iraq", "0")
    assert (date["edtf"], date["span.exact"], date["article_id"]) == ("2021", "peace", article.id)
    assert (warning["warning"], warning["article_id"]) == ("odd", article.id)


def test_brief_of_nothing_is_the_article(client, session):
    url = f"/v1/articles/{create_article(session, published_at='2021').id}/brief"

    assert [line["record"] for line in lines_of(client.get(f"{url}.ndjson"))] == ["article"]
    assert [row["record"] for row in rows_of(client.get(f"{url}.csv"))] == ["article"]


def test_seed_has_all_its_spans_in_json_ld(client, seed_text):
    text = "🕊 " + seed_text
    brief = client.post("/v1/articles", json={"text": text, "published_at": "2021-07"}).json
    url = f"/v1/articles/{brief['article']['id']}/brief"

    document = client.get(f"{url}.jsonld").json

    found = list(spans_in(document["items"]))
    assert len(found) > 100
    assert sorted(found) == sorted(spans_in(brief))
