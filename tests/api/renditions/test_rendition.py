"""Briefs of both kinds in all their formats, over HTTP and in the documentation."""

import pytest
from jsonschema import Draft202012Validator

from api.http.formats import DOCUMENT_SUFFIXES
from tests.api.renditions.tables import rows_of
from tests.factories import create_actor, create_appearance, create_article, create_brief, create_quote, make_span

FORMATS = {
    "json": "application/json",
    "md": "text/markdown",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
}
suffixes = pytest.mark.parametrize("suffix", FORMATS)
kinds = pytest.mark.parametrize("kind", ["article", "across"])


def url_of(kind, article, suffix=""):
    return f"/v1/articles/{article.id}/brief{suffix}" if kind == "article" else f"/v1/brief{suffix}?country=IQ"


@kinds
@suffixes
def test_format_is_asked_for_by_suffix_or_accept(client, session, kind, suffix):
    article = create_brief(session)
    by_suffix = client.get(url_of(kind, article, f".{suffix}"))
    by_header = client.get(url_of(kind, article), headers={"Accept": FORMATS[suffix]})

    assert by_suffix.status_code == 200
    assert by_suffix.mimetype == by_header.mimetype == FORMATS[suffix]
    assert by_suffix.data == by_header.data
    assert "Accept" in by_header.headers["Vary"].split(", ")


@kinds
@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/json;q=0, application/xml"])
def test_other_formats_are_refused(client, session, kind, accept):
    refused = client.get(url_of(kind, create_brief(session)), headers={"Accept": accept})

    assert (refused.status_code, refused.mimetype) == (406, "application/problem+json")
    assert all(media_type in refused.json["detail"] for media_type in FORMATS.values())


@pytest.mark.parametrize("path", ["/v1/quotes.md", "/v1/actors.jsonld"])
def test_what_is_no_brief_has_not_its_formats(client, path):
    assert client.get(path).status_code == 406


@kinds
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
def test_client_gets_the_format_it_likes_best(client, session, kind, accept, mimetype):
    url = url_of(kind, create_brief(session))

    assert client.get(url, headers={"Accept": accept}).mimetype == mimetype


@kinds
def test_each_format_has_its_own_tag(client, session, kind):
    article = create_brief(session)
    tags = [client.get(url_of(kind, article, f".{suffix}")).headers["ETag"] for suffix in FORMATS]

    assert len(set(tags)) == len(FORMATS)
    for suffix, tag in zip(FORMATS, tags, strict=True):
        headers = {"Accept": FORMATS[suffix], "If-None-Match": tag}
        have = client.get(url_of(kind, article), headers=headers)
        assert (have.status_code, have.data, have.headers["ETag"]) == (304, b"", tag)
        assert "Accept" in have.headers["Vary"].split(", ")
        head = client.head(url_of(kind, article, f".{suffix}"))
        assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", tag)
        others = ", ".join(other for other in tags if other != tag)
        assert client.get(url_of(kind, article, f".{suffix}"), headers={"If-None-Match": others}).status_code == 200


@kinds
@suffixes
def test_large_briefs_are_compressed(client, session, kind, suffix):
    url = url_of(kind, create_brief(session, 20), f".{suffix}")

    assert client.get(url, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@kinds
@suffixes
@pytest.mark.parametrize("size", [1, 5])
def test_every_format_takes_the_same_queries_however_long(client, session, queries_sent, kind, suffix, size):
    url = url_of(kind, create_brief(session, size), f".{suffix}")
    with queries_sent:
        assert client.get(url).status_code == 200

    # The length of an article, which decides whether it needs a slot, and its external ids; or the texts of spans.
    expected = 7 if kind == "article" else 6 if suffix == "jsonld" else 5
    assert len(queries_sent) == expected, queries_sent.statements


@kinds
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1"])
def test_no_cell_is_a_formula(client, session, kind, formula):
    text = f"{formula}, the minister said."
    article = create_article(session, text=text, title=formula, publisher=formula)
    speaker = create_actor(session, name=formula)
    create_appearance(session, article, speaker, mentions=("minister",))
    create_quote(
        session, article, speaker=speaker, speaker_mention=make_span(formula, text), content=(make_span(formula, text),)
    )

    cells = [cell for row in rows_of(client.get(url_of(kind, article, ".csv"))) for cell in row.values()]

    assert f"'{formula}" in cells
    assert not any(cell.lstrip().startswith(tuple("=+-@＝")) for cell in cells)


def test_example_of_each_format_is_what_is_answered(client):
    document = client.get("/openapi.json").json
    examples, paths = document["components"]["examples"], document["paths"]
    operations = [paths["/v1/articles/{article_id}/brief"]["get"], paths["/v1/brief"]["get"]]
    operations += [paths[f"/v1/{name}"]["post"] for name in ("articles", "extractions")]
    responses = (response for operation in operations for response in operation["responses"].items())
    answers = [answer for status, answer in responses if status in ("200", "201")]

    assert len(answers) == 5
    for content in (answer["content"] for answer in answers):
        assert list(content) == [*FORMATS.values(), *DOCUMENT_SUFFIXES.values()]
        for documented in map(content.get, FORMATS.values()):
            name = documented["examples"]["brief"]["$ref"].rpartition("/")[2]
            schema = documented["schema"] | {"components": document["components"]}
            Draft202012Validator(schema).validate(examples[name]["value"])
    assert examples["brief.text.markdown"]["value"].startswith("# Iraq and the US meet\n")
    assert examples["brief.application.json"]["value"]["positions"]
    assert examples["crossbrief.text.markdown"]["value"].startswith("# Brief: since 2021-07\n")
    shown = examples["crossbrief.application.json"]["value"]
    assert all(part["total"] for part in shown.values())
    assert shown["actors"]["items"][0]["name"] == "Mustafa al-Kazemi"
