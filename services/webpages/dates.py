"""When a web page says that it was published, by what is believed first: data of the article, meta, `time`."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree, html

from ontology.edtf import Edtf

_LINKED_DATA = etree.XPath("//script[@type='application/ld+json']/text()")
_META = etree.XPath("//meta[@content]")
_MARKED = etree.XPath("//*[@itemprop='datePublished' and not(self::meta)] | //time[@pubdate]")
# One in a sentence or beside the article is of something else.
_TIME = etree.XPath(
    "(//article | //main | //header)//time[@datetime]"
    "[not(ancestor::p or ancestor::li or ancestor::nav or ancestor::aside or ancestor::footer or ancestor::blockquote)]"
)
_META_NAMES = ("name", "property", "itemprop", "http-equiv")
# In the order in which they are believed.
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
    """The date, month or year of publication that a page states."""
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
    """The types and the date of publication of each thing that linked data describes for itself."""
    for text in _LINKED_DATA(tree):
        try:
            data = orjson.loads(str(text))  # orjson takes no subclass of str
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
    """The things at the top; what lies in others, such as comments and further articles, is not the page's."""
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
    """The date, month or year of an ISO 8601 value; what is in another form may mean two things."""
    found = _DAY.match(value.strip())
    try:
        return found[0] if found and Edtf.point(found[0]) else None
    except ValueError:
        return None
