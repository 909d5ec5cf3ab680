"""Markdown that reads well as it stands, in which no text of an article is markup."""

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from api.renditions.article_markdown import markdown
from tests.api.renditions.briefs import make_brief

GOLDEN = """\
# Peace \\[in\\] Iraq

- Publisher: Example News
- URL: <https://example.org/a>
- Published: 2021-07 (stated)
- Language: en
- Article: {id}
- Engine: test

## Actors

- **Iraq**: state, IQ; 1 mention
- **the minister**: person, minister; 1 mention

## Quotes

- **the minister** (indirect):
  “Iraq wants peace”

## Events

- **Iraq wants peace** (REQUEST, occurred)
  - When: 2021 (“peace”)
  - Where: Baghdad, IQ
  - By: Iraq
  - To or with: the minister

## Positions

- **Iraq**
  - supports **Peace in Iraq** (stated):
    “wants peace”

## Dates

- 2021: “peace”
- P2D: “wants”
- unknown: “said”

## Warnings

- Warning: odd
"""

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


def rendered(brief):
    return cmarkgfm.github_flavored_markdown_to_html(markdown(brief), options=Options.CMARK_OPT_UNSAFE)


def tags(html):
    return re.findall(r"<[^>]*>", html)


def test_golden():
    brief = make_brief(
        title="Peace [in] Iraq", publisher="Example News", url="https://example.org/a", published_at="2021-07"
    )

    assert markdown(brief) == GOLDEN.format(id=brief["article"]["id"])


def test_unknown_is_left_out_and_empty_sections_say_so():
    brief = make_brief()
    brief["quotes"] = brief["warnings"] = []
    brief["events"][0] |= {"when": None, "where": {"country": "IQ", "place": None}, "recipients": []}

    text = markdown(brief)

    assert text.startswith("# Untitled article\n\n- Language: en\n")
    assert "## Quotes\n\nNone.\n" in text
    assert text.endswith("## Warnings\n\nNone.\n")
    assert "(REQUEST, occurred)\n  - Where: IQ\n  - By: Iraq\n\n" in text


def test_speaker_is_named_as_well_as_can_be():
    brief = make_brief()
    quote = brief["quotes"][0]
    mention = quote["speaker"]["mention"] | {"exact": "he"}

    for speaker, expected in (
        ({"actor_id": brief["actors"][0]["id"], "mention": mention}, "**Iraq**, “he” (indirect)"),
        ({"actor_id": None, "mention": mention}, "**he** (indirect)"),
        (None, "Nobody named (indirect)"),
    ):
        quote["speaker"] = speaker
        assert f"- {expected}:\n  “Iraq wants peace”" in markdown(brief)


def test_pieces_of_a_quote_and_names_of_an_actor_stand_in_one_line():
    brief = make_brief()
    brief["quotes"][0]["content"] *= 2
    brief["actors"][0] |= {"aliases": ["Baghdad", "the country"], "mentions": brief["actors"][0]["mentions"] * 2}

    assert "“Iraq wants peace … Iraq wants peace”" in markdown(brief)
    assert "- **Iraq**: state, IQ; also Baghdad, the country; 2 mentions\n" in markdown(brief)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup(text):
    brief = make_brief(title="A title", publisher="A publisher")

    html = rendered(changed(brief, text))

    assert tags(html) == tags(rendered(changed(brief, "harmless")))
    shown = unescape(re.sub(r"<[^>]*>", "", html)).replace("\u2060", "")
    assert shown.count(" ".join(text.split())) >= 15


@settings(max_examples=50, deadline=None)
@given(text=st.text("\\`*_[]()<>#+-.!|~&;:@/\"'=$^{} \n\u202ehwtpsx1é", min_size=1, max_size=30))
def test_no_text_whatever_is_markup(text):
    brief = make_brief(title="A title", publisher="A publisher")

    assert tags(rendered(changed(brief, f"x{text}"))) == tags(rendered(changed(brief, "harmless")))
    assert tags(rendered(changed(brief, f"{text}x"))) == tags(rendered(changed(brief, "harmless")))


@pytest.mark.parametrize("character", [*"\x1b\x07\x9b\x7f\u061c\u200e\u200f\u202a\u202e\u2066\u2069"])
def test_nothing_steers_the_terminal_or_turns_the_direction(character):
    text = markdown(changed(make_brief(title="A title"), f"a{character}b"))

    assert character not in text
    assert text.startswith("# a\ufffdb\n")


@pytest.mark.parametrize("url", ["https://a.example/<b>`c`|[d](e) f\n\u202e\x1b", "https://a.example/%20?b=c&lt;#d"])
def test_url_is_one_link(url):
    brief = make_brief()
    brief["article"]["url"] = url

    html = rendered(brief)

    assert len(re.findall('<a href="https://a.example/', html)) == len(re.findall("<a ", html)) == 1
    assert len(tags(html)) == len(tags(rendered(make_brief()))) + 4  # an item of a list, and the link
    assert not set("\u202e\x1b") & set(html)


def test_participant_that_is_no_actor_of_the_brief_has_its_id():
    brief = make_brief()
    brief["actors"] = []

    assert f"By: {brief['events'][0]['actors'][0]}\n" in markdown(brief)
    assert f"- **{brief['positions'][0]['holder']}**\n" in markdown(brief)
