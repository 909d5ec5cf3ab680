"""Publication date of a web page, from the most reliable source first: linked data of the article, meta, `time`."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree, html

from ontology.edtf import Edtf

_LINKED_DATA = etree.XPath("//script[@type='application/ld+json']/text()")
_META = etree.XPath("//meta[@content]")
_MARKED = etree.XPath("//*[@itemprop='datePublished' and not(self::meta)] | //time[@pubdate]")
# A `time` inside a sentence or beside the article belongs to something else.
_TIME = etree.XPath(
    "(//article | //main | //header)//time[@datetime]"
    "[not(ancestor::p or ancestor::li or ancestor::nav or ancestor::aside or ancestor::footer or ancestor::blockquote)]"
)
_META_NAMES = ("name", "property", "itemprop", "http-equiv")
# In order of reliability.
_PUBLISHED = (
    "article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate", "dcterms.date",
    "dc.date", "date",
)  # fmt: skip
_POSTS = frozenset(("Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting"))
_PAGES = frozenset(("WebPage", "ItemPage", "CreativeWork", "AboutPage"))
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]*)"')
_DAY = re.compile(r"\d{4}(-\d\d){0,2}(?![\d/-])")


def published_at(tree: html.HtmlElement) -> str | None:
    """Return the stated date, month or year of publication of a page."""
    return next(filter(None, map(_day, _stated(tree))), None)


def _stated(tree: html.HtmlElement) -> Iterator[str]:
    things = list(_things(tree))
    yield from (date for types, date in things if _is_article(types))
    meta = {each.get(name, "").lower(): each.get("content") for each in _META(tree) for name in _META_NAMES}
    yield from (meta[name] for name in _PUBLISHED if name in meta)
    yield from (date for types, date in things if not types or types & _PAGES)
    for element in (*_MARKED(tree), *_TIME(tree)):
        yield element.get("datetime") or element.get("content") or ""


def _things(tree: html.HtmlElement) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the types and the publication date of each top-level thing in the linked data."""
    for text in _LINKED_DATA(tree):
        try:
            data = orjson.loads(str(text))  # orjson rejects subclasses of str
        except ValueError:  # a trailing comma, a line feed in a string
            dates = set(_DATE_PUBLISHED.findall(text))
            if len(dates) == 1:
                yield frozenset(), dates.pop()
            continue
        for thing in _listed(data):
            found, types = thing.get("datePublished"), thing.get("@type")
            if isinstance(found, str):
                yield frozenset(each for each in _as_list(types) if isinstance(each, str)), found


def _listed(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the top-level things; nested ones, such as comments and further articles, do not describe the page."""
    for thing in _as_list(data):
        if isinstance(thing, dict):
            yield thing
            graph = _as_list(thing.get("@graph"))
            yield from (each for each in (*graph, thing.get("mainEntity")) if isinstance(each, dict))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_article(types: frozenset[str]) -> bool:
    return any(each.endswith("Article") or each in _POSTS for each in types)


def _day(value: str) -> str | None:
    """Return the date, month or year of an ISO 8601 value; other forms are ambiguous."""
    found = _DAY.match(value.strip())
    try:
        return found[0] if found and Edtf.point(found[0]) else None
    except ValueError:
        return None
