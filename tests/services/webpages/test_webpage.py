"""What is taken from a page, and what is not."""

import socket

import pytest

from services.webpages import webpage

WORDS = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington on Monday. “We will help,” Biden said."
LINKED = (
    """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", %s}</script>"""
)


def page(head="", body=f"<p>{WORDS}</p>"):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


def read(source, content_type="text/html"):
    return webpage.read(source.encode() if isinstance(source, str) else source, content_type)


def meta(name, content, attribute="name"):
    return f'<meta {attribute}="{name}" content="{content}">'


def test_paragraphs_are_parted_by_a_blank_line():
    text = read(page(body=f"<h2>The visit</h2><p>{WORDS}</p><p>He\n went <b>home</b>.<br>Soon.</p>"))["text"]
    assert text == f"The visit\n\n{WORDS}\n\nHe went home.\n\nSoon."


def test_what_is_around_the_article_is_left_out():
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>"
    source = f"<html><body>{menu}<article><p>{WORDS}</p></article><script>alert('Iraq')</script></body></html>"
    assert read(source)["text"] == WORDS


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    links = '<link rel="canonical" href="https://example.org/a"><link rel="stylesheet" href="https://example.org/b">'
    frame = '<iframe src="https://example.org/c"></iframe><img src="https://example.org/d">'
    entity = '<!DOCTYPE html [<!ENTITY a SYSTEM "https://example.org/e">]>'
    assert read(entity + page(links, f"<p>{WORDS} &a;</p>{frame}"))["url"] == "https://example.org/a"


def test_metadata_is_that_of_the_page():
    head = (
        meta("og:title", "Biden meets al-Kazemi", "property")
        + meta("og:site_name", "Example News", "property")
        + meta("article:published_time", "2021-07-26T23:30:00-05:00", "property")
        + '<link rel="canonical" href="https://example.org/2021/a">'
    )
    assert read(page(head)) == {
        "text": WORDS,
        "title": "Biden meets al-Kazemi",
        "publisher": "Example News",
        "url": "https://example.org/2021/a",
        "published_at": "2021-07-26",
    }


def test_metadata_is_in_linked_data():
    data = '"headline": "A visit", "datePublished": "2021-07-26", "publisher": {"name": "Example News"}'
    found = read(page(LINKED % data))
    assert (found["title"], found["published_at"], found["publisher"]) == ("A visit", "2021-07-26", "Example News")


def test_what_the_page_does_not_tell_is_null():
    assert read(page()) == {"text": WORDS, "title": None, "publisher": None, "url": None, "published_at": None}


@pytest.mark.parametrize("data", ['"headline": ["A"]', '"headline": {"a": 1}', '"headline": ', "[" * 5000])
def test_linked_data_of_another_form_is_left_alone(data):
    assert read(page(LINKED % data))["title"] is None


@pytest.mark.parametrize("escaped", ["\\u0000", "\\ud800", "\\u0001"])
def test_linked_data_may_escape_what_is_forbidden(escaped):
    data = f'"headline": "A{escaped} visit", "publisher": {{"name": "{escaped}Example News"}}'
    found = read(page(LINKED % data))
    assert (found["title"], found["publisher"]) == ("A visit", "Example News")


def test_host_is_no_publisher():
    assert read(page('<link rel="canonical" href="https://www.example.org/a">'))["publisher"] is None


@pytest.mark.parametrize("href", ["/a", "javascript:alert(1)", "https://"])
def test_link_to_no_page_is_no_url(href):
    assert read(page(f'<link rel="canonical" href="{href}">'))["url"] is None


@pytest.mark.parametrize("name", ["article:published_time", "DC.date.issued", "date"])
@pytest.mark.parametrize("attribute", ["name", "property", "itemprop"])
def test_date_has_many_names(name, attribute):
    assert read(page(meta(name, "2021-07-26 10:00", attribute)))["published_at"] == "2021-07-26"


@pytest.mark.parametrize(
    ("stated", "date"), [("2021-07", "2021-07"), ("2021", "2021"), (" 1987-07-26T10:00:00Z", "1987-07-26")]
)
def test_date_is_as_exact_as_it_is_stated(stated, date):
    assert read(page(meta("date", stated)))["published_at"] == date


@pytest.mark.parametrize(
    "stated", ["07/08/2021", "2021/07/08", "20210726", "2021-02-30", "2021-13", "yesterday", "", "0000-01-01"]
)
def test_date_that_may_mean_two_things_is_null(stated):
    assert read(page(meta("date", stated)))["published_at"] is None


@pytest.mark.parametrize(
    "head",
    [
        meta("article:modified_time", "2021-07-26", "property"),
        "<title>What happened on March 20, 2003</title>",
        meta("description", "2003-03-20 was the day"),
        LINKED % '"dateModified": "2021-07-26"',
        '<link rel="canonical" href="https://example.org/2021/07/26/a">',
    ],
)
def test_other_dates_are_not_that_of_publication(head):
    assert read(page(head, f"<p>{WORDS}</p><p>The war began on 20 March 2003.</p>"))["published_at"] is None


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8-sig", "text/html; charset=windows-1251", ""),
        ("cp1252", "text/html", ""),
        ("cp1252", "text/html", "<meta charset=iso-8859-1>"),
        ("cp1252", 'text/html; charset="windows-1252"', "<meta charset=utf-8>"),
        ("utf-16", "text/html", ""),
        ("utf-8", "text/html", "<meta charset=nonsense>"),
        ("utf-8", "text/html; charset=punycode", ""),
        ("utf-8", "text/html", "<meta charset=zlib>"),
    ],
)
def test_page_is_decoded_as_a_browser_would(encoding, content_type, head):
    assert read(page(head).encode(encoding), content_type)["text"] == WORDS


@pytest.mark.parametrize("source", ["", " ", "<!--", "<html></html>", "<script>let a = 1</script>", "\ufeff"])
def test_page_without_a_text(source):
    assert read(source)["text"] == ""


@pytest.mark.parametrize("character", ["\0", "\1", "\x1f", "&#0;", "&#1;", "&#xFFFF;", "&#xD800;", "&#x110000;"])
def test_control_characters_do_not_cost_the_text(character):
    text = read(page(body=f"<p>{character}{WORDS}</p>"))["text"]
    assert text.lstrip("\ufffd") == WORDS


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<" * 10_000,
        "</p>" * 10_000,
        f"<p title='{'a' * 1_000_000}'>",
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + "&b;" * 10_000,
        "<table><tr><td>" * 10_000,
        "<svg><math><select><template>" * 1_000,
    ],
)
def test_hostile_page_is_read(hostile):
    assert isinstance(read(f"<html><body>{hostile}<p>{WORDS}</p></body></html>")["text"], str)


@pytest.mark.parametrize("element", ["template", "noscript"])
def test_what_a_browser_does_not_show_is_not_read(element):
    hidden = f"<{element}><p>Iran attacked Iraq on Friday. Nobody knows why.</p></{element}>"
    assert read(page(body=f"{hidden}<p>{WORDS}</p>{hidden}"))["text"] == WORDS
    assert read(page(f"<{element}>{meta('date', '2021-07-26')}</{element}>"))["published_at"] is None


def test_page_saved_as_one_file_is_read():
    saved = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: image/png\r\n\r\n...\r\n"
        "--x\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"<html><body><p>{WORDS}</p></body></html>\r\n--x--\r\n"
    )
    assert webpage.read(saved.encode("cp1252"), "")["text"] == WORDS
    assert webpage.read(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nIraq", "") == {"text": ""}
