"""Markdown in which no text of an article is markup, of whatever brief."""

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from api.renditions import article_markdown, cross_markdown
from api.renditions.markdown import date
from tests.api.renditions.briefs import actors_of, make_brief, make_cross_brief

FREE = {"title", "publisher", "name", "role", "exact", "label", "place"}

HOSTILE = [
    "`code` ``code``",
    "*emphasis* **strong** _emphasis_ __strong__",
    "snake_case_name _x",
    "[text](https://evil.example) ![image](x) [ref][ref]",
    "<b>bold</b> <script>alert(1)</script> <!-- comment --> <https://evil.example>",
    "https://evil.example/a?b=c www.evil.example WWW.evil.example ftp://evil.example",
    "mail@evil.example mailto:mail@evil.example xmpp:mail@evil.example/a",
    "~struck~ ~~struck~~",
    "&lt;b&gt; &#42; &#x202e; &amp; AT&T",
    "a | b",
    "# heading #",
    "> quoted",
    "- [x] done",
    "1. first",
    "```",
    "---",
    "one\\",
    "\\*two\\*",
    "one  \n\n# two\r\n\r\n- three\n| a | b |\n|---|---|\n",
    "one\u2028# two\u2029- three\x85+ four\x0b\x0c",
]


def changed(value, text):
    """The brief with another text wherever an article's own words stand."""
    match value:
        case dict():
            lists = {key: [text] for key in value.keys() & {"aliases", "warnings"}}
            return {key: text if key in FREE else changed(each, text) for key, each in value.items()} | lists
        case list():
            return [changed(each, text) for each in value]
    return value


def article(text, url=None):
    """The brief of an article that has this text wherever it can have any."""
    brief = changed(make_brief(title="A title", publisher="A publisher"), text)
    brief["article"]["url"] = url
    return article_markdown.markdown(brief)


def across(text, url=None):
    """The brief across articles that have this text wherever they can have any, as has the query."""
    brief = changed(make_cross_brief(title="A title", publisher="A publisher"), text)
    for fact in brief["quotes"]["items"] + brief["timeline"]["items"]:
        fact["source"]["url"] = url
    return cross_markdown.markdown(brief, {"issue": [text], "from": ["2021"]}, actors_of(brief))


briefs = pytest.mark.parametrize("brief", [article, across])


def html(markdown):
    return cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)


def tags(markdown):
    return re.findall(r"<[^>]*>", html(markdown))


@briefs
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup(brief, text):
    assert tags(brief(text)) == tags(brief("harmless"))
    shown = unescape(re.sub(r"<[^>]*>", "", html(brief(text)))).replace("\u2060", "")
    assert shown.count(" ".join(text.split())) >= 13


@briefs
@settings(max_examples=50, deadline=None)
@given(text=st.text("\\`*_[]()<>#+-.!|~&;:@/\"'=$^{} \n\u202ehwtpsx1é", min_size=1, max_size=30))
def test_no_text_whatever_is_markup(brief, text):
    assert tags(brief(f"x{text}")) == tags(brief("harmless"))
    assert tags(brief(f"{text}x")) == tags(brief("harmless"))


@briefs
@pytest.mark.parametrize("character", [*"\x1b\x07\x9b\x7f\u061c\u200e\u200f\u202a\u202e\u2066\u2069"])
def test_nothing_steers_the_terminal_or_turns_the_direction(brief, character):
    text = brief(f"a{character}b")

    assert character not in text
    assert text.count("a\ufffdb") >= 13


@briefs
@pytest.mark.parametrize("url", ["https://a.example/<b>`c`|[d](e) f\n\u202e\x1b", "https://a.example/%20?b=c&lt;#d"])
def test_url_is_one_link(brief, url):
    shown = html(brief("harmless", url))

    assert len(re.findall('<a href="https://a.example/', shown)) == len(re.findall("<a ", shown)) == 1
    assert "<b>" not in shown
    assert "<code>" not in shown
    assert not set("\u202e\x1b") & set(shown)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-07-26", "2021-07-26"),
        ("../2021-12-31", "until 2021-12-31"),
        ("2014/..", "since 2014"),
        ("2014/2021-07", "2014 to 2021-07"),
        ("2021-22", "summer 2021"),
        ("201X/2021-24", "2010s to winter 2021"),
        ("2021-12", "2021-12"),
        ("2021-07-24", "2021-07-24"),
        (None, ""),
    ],
)
def test_dates_are_read_without_the_standard(edtf, words):
    assert date(edtf) == words
