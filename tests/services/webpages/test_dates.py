"""When a page was published, by what it says where."""

import json

import pytest

from tests.services.webpages.test_webpage import WORDS, meta, page, read

META = meta("article:published_time", "2021-02-02", "property")
TIME = '<header><time datetime="2021-04-04">4 April</time></header>'


def linked(*things):
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def thing(kind, date, **others):
    return {"@context": "https://schema.org", "@type": kind, "datePublished": date, **others}


def date_of(head, body=""):
    return read(page(head, f"{body}<p>{WORDS}</p>"))["published_at"]


@pytest.mark.parametrize(
    "data",
    [
        thing("NewsArticle", "2021-01-01"),
        thing(["ReportageNewsArticle", "Thing"], "2021-01-01T10:00:00Z"),
        thing("BlogPosting", "2021-01-01"),
        [thing("WebPage", "2020-12-12"), thing("Article", "2021-01-01")],
        {"@graph": [thing("Organization", "1950-01-01"), thing("NewsArticle", "2021-01-01")]},
        thing("WebPage", "2020-12-12", mainEntity=thing("NewsArticle", "2021-01-01")),
        thing("NewsArticle", "2021-01-01", comment=[thing("Comment", "2021-05-05")]),
    ],
)
def test_data_of_the_article_come_first(data):
    assert date_of(META + linked(data), TIME) == "2021-01-01"


@pytest.mark.parametrize(
    "data",
    [
        thing("VideoObject", "2021-01-01"),
        thing("WebPage", "2021-01-01"),
        thing("ItemList", None, itemListElement=[thing("NewsArticle", "2021-01-01")]),
        thing("Organization", "2021-01-01"),
        {"@type": "NewsArticle", "datePublished": {"@value": "2021-01-01"}},
        thing("NewsArticle", "last week"),
    ],
)
def test_data_of_something_else_do_not(data):
    assert date_of(META + linked(data), TIME) == "2021-02-02"


def test_data_of_the_page_come_after_meta_and_before_time():
    assert date_of(linked(thing("WebPage", "2021-01-01")), TIME) == "2021-01-01"


def test_broken_data_are_believed_where_they_have_one_date():
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s",}</script>'
    assert date_of(broken % "2021-01-01") == "2021-01-01"
    assert date_of(broken % '2021-01-01", "a": {"datePublished": "2020-01-01"}, "b": "') is None


@pytest.mark.parametrize(
    "body",
    [
        TIME,
        '<time pubdate datetime="2021-04-04">',
        '<b itemprop="datePublished" content="2021-04-04">4 April</b>',
    ],
)
def test_time_comes_last(body):
    assert date_of("", body) == "2021-04-04"
    assert date_of(META, body) == "2021-02-02"


@pytest.mark.parametrize("around", ["p", "li", "nav", "aside", "footer", "blockquote"])
def test_time_of_something_else_is_none(around):
    assert date_of("", f'<{around}>The war began on <time datetime="2003-03-20">20 March</time>.</{around}>') is None
