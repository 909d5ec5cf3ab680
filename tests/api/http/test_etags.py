"""ETags: 304 for what the client has, 412 and 428 for who would change what it has not seen."""

import gzip

import pytest

from api.http import etags
from services import articles
from store import queries
from store.engine import begin_write
from tests.factories import create_brief, create_quote

TEXT = "Norway\u2019s foreign minister said that the talks would go on. " * 40


@pytest.fixture
def article(client):
    return client.post("/v1/articles", json={"text": TEXT}).json["article"]


def paths(article):
    url = f"/v1/articles/{article['id']}"
    return [
        url,
        f"{url}/brief",
        "/v1/articles",
        "/v1/quotes?kind=indirect",
        "/v1/actors",
        "/v1/brief?country=NO",
        "/",
        "/openapi.json",
        "/docs",
    ]


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("weak", ["", "W/"])
def test_what_the_client_has_is_not_sent_again(client, article, number, weak):
    path = paths(article)[number]
    first = client.get(path)
    tag = weak + first.headers["ETag"].removeprefix("W/")

    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name], name
    assert "Content-Type" not in again.headers
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_tag_of_a_compressed_body_is_known_too(client, article):
    path = f"/v1/articles/{article['id']}/brief"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.data) == client.get(path).data
    assert client.get(path, headers={"If-None-Match": packed.headers["ETag"]}).status_code == 304
    assert client.delete(path.removesuffix("/brief"), headers={"If-Match": packed.headers["ETag"]}).status_code == 412


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_large_bodies_are_compressed_as_the_client_likes(client, article, coding):
    path = f"/v1/articles/{article['id']}/brief"

    packed = client.get(path, headers={"Accept-Encoding": f"{coding}, identity;q=0.5"})

    assert packed.headers["Content-Encoding"] == coding
    assert len(packed.data) < len(client.get(path).data) / 2
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": coding}).headers


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotes", "/v1/actors?type=person"])
def test_list_changes_with_every_write(client, session, path):
    tag = client.get(path).headers["ETag"]
    posted, _ = articles.ingest(session, text=TEXT)
    stored = client.get(path, headers={"If-None-Match": tag})
    articles.delete(session, posted.id)

    assert stored.status_code == 200
    assert client.get(path, headers={"If-None-Match": stored.headers["ETag"]}).status_code == 200


def test_other_builds_make_other_lists(client, monkeypatch):
    tag = client.get("/v1/quotes").headers["ETag"]
    monkeypatch.setattr(etags, "_BUILD", "another")
    assert client.get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("name", "counts"), [("a.py", True), ("a.tsv", True), ("a.pyc", False)])
def test_build_is_the_code_and_its_tables(tmp_path, name, counts):
    digests = []
    for content in ("one", "other", "one"):
        (tmp_path / name).write_text(content)
        digests.append(etags.digest_of(tmp_path))
    assert digests[0] == digests[2]
    assert (digests[0] != digests[1]) is counts


def test_key_in_a_cookie_opens_nothing_to_a_shared_cache(client, article):
    for path in paths(article):
        kept_apart = "Cookie" in client.get(path).vary
        assert kept_apart == (path.startswith("/v1/") or path == "/docs"), path  # a page has a theme
    tag = client.get("/v1/quotes").headers["ETag"]
    assert "Cookie" in client.get("/v1/quotes", headers={"If-None-Match": tag}).vary
    assert "Cookie" in client.get("/overview", headers={"Accept": "text/html"}).vary
    assert "Cookie" not in client.get("/static/docs.js").vary


def test_lists_of_other_filters_have_other_tags(client, session):
    create_brief(session)

    tags = {client.get(f"/v1/quotes?{query}").headers["ETag"] for query in ("", "limit=1", "kind=direct")}

    assert len(tags) == 3


def test_list_that_the_client_has_is_not_read(client, session, queries_sent):
    create_brief(session)
    tag = client.get("/v1/quotes").headers["ETag"]

    with queries_sent:
        assert client.get("/v1/quotes", headers={"If-None-Match": tag}).status_code == 304

    assert queries_sent.statements == []


def test_head_has_the_headers_of_get(client, article):
    for path in paths(article):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", got.headers["ETag"])


def test_article_is_deleted_by_who_has_seen_it(client, article):
    url = f"/v1/articles/{article['id']}"

    refused = client.delete(url)
    assert (refused.status_code, refused.json["title"]) == (428, "Precondition Required")
    for stale in ('"other"', "W/" + client.get(url).headers["ETag"]):
        refused = client.delete(url, headers={"If-Match": stale})
        assert (refused.status_code, refused.mimetype) == (412, "application/problem+json")
    assert client.get(url).status_code == 200

    assert client.delete(url, headers={"If-Match": client.get(url).headers["ETag"]}).status_code == 204
    assert client.delete(url, headers={"If-Match": "*"}).status_code == 410


def test_problems_have_no_tag(client):
    assert "ETag" not in client.get("/v1/articles/art_aaaaaaaaaaaaaaaa").headers


def test_wrong_cursor_is_not_what_the_client_has(client):
    assert client.get("/v1/quotes?cursor=wrong", headers={"If-None-Match": "*"}).status_code == 400


def test_list_is_read_in_the_state_that_its_tag_is_of(client, session, monkeypatch):
    read = queries.list_quotes
    create_quote(session)

    def meanwhile(connection, **filters):
        begin_write(session)
        create_quote(session)
        return read(connection, **filters)

    monkeypatch.setattr(queries, "list_quotes", meanwhile)
    first = client.get("/v1/quotes")
    monkeypatch.undo()

    assert len(first.json["items"]) == 1
    assert client.get("/v1/quotes", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
