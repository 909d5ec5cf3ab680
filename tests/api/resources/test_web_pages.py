"""Articles posted as web pages."""

import gzip

import pytest

WORDS = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."
TEXT = f"The visit\n\n{WORDS}"
HEAD = """<title>The visit</title><meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://example.org/a"><meta name="date" content="%s">"""


def page(date="2021-07-26", body=f"<h1>The visit</h1><p>{WORDS}</p>"):
    return f"<html><head>{HEAD % date}</head><body><article>{body}</article></body></html>".encode()


@pytest.fixture
def post(client):
    def post(body, query="", path="/v1/articles", content_type="text/html", **options):
        return client.post(f"{path}{query}", data=body, content_type=content_type, **options)

    return post


def test_text_of_the_page_is_stored_and_offsets_count_in_it(client, post):
    posted = post(page())
    assert posted.status_code == 201
    article = client.get(posted.headers["Location"]).json
    assert article["text"] == TEXT
    (quote,) = posted.json["quotes"]
    (span,) = quote["content"]
    assert TEXT[span["start"] : span["end"]] == span["exact"] == "We will help,"


def test_page_tells_its_metadata(post):
    article = post(page(), path="/v1/extractions").json["article"]
    assert article["title"] == "The visit"
    assert article["publisher"] == "Example News"
    assert article["url"] == "https://example.org/a"
    assert article["published_at"] == "2021-07-26"
    assert article["published_at_basis"] == "stated"


def test_query_goes_before_the_page(post):
    query = "?title=A%20meeting&publisher=Me&url=https://example.org/b&published_at=2021&language=en-GB"
    article = post(page(), query, "/v1/extractions").json["article"]
    assert article["title"] == "A meeting"
    assert article["publisher"] == "Me"
    assert article["url"] == "https://example.org/b"
    assert article["published_at"] == "2021"
    assert article["language"] == "en-GB"


def test_same_text_is_the_same_article_whatever_it_came_in(client, post):
    first = post(page())
    again = client.post("/v1/articles", json={"text": TEXT})
    assert again.status_code == 200
    assert again.headers["Location"] == first.headers["Location"]


def test_charset_and_packing(post):
    body = gzip.compress(page().decode().encode("cp1252"))
    content_type = "text/html; charset=windows-1252"
    posted = post(body, "", "/v1/extractions", content_type, headers={"Content-Encoding": "gzip"})
    assert posted.json["quotes"][0]["content"][0]["exact"] == "We will help,"


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/extractions"])
@pytest.mark.parametrize(
    ("body", "query", "status", "detail"),
    [
        (b"", "", 422, "There is no main text in the page."),
        (b"<html><body></body></html>", "", 422, "There is no main text in the page."),
        (page(body="<p>12 345</p>"), "", 422, "body: The text has no letter in it."),
        (page("9998-01-01"), "", 422, "body: The published_at of the page cannot be used: '9998-01-01' is in the "),
        (page(), "?published_at=9998", 400, "published_at: '9998' is in the future"),
        (page(), "?title=", 400, "title: Length must be between 1 and 500."),
        (page(), "?text=a", 400, "text: Unknown name."),
        (page("2021").replace(b"The visit", b"v" * 501), "", 422, "body: The title of the page cannot be used: "),
        (b"x" * (4 * 1024 * 1024 + 1), "", 413, "The body is larger than 4194304 bytes."),
    ],
)
def test_page_is_refused(client, post, path, body, query, status, detail):
    response = post(body, query, path)
    assert response.status_code == status
    assert response.json["detail"].startswith(detail)
    assert client.get("/v1/articles").json["items"] == []


def test_what_the_page_tells_wrong_can_be_given(post):
    assert post(page("9998-01-01"), "?published_at=2021").json["article"]["published_at"] == "2021"
