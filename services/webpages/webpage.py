"""Main text and metadata of a web page. Nothing is fetched.

Runs in processes apart from the server (`services.processes`): its parsers can take minutes on a hostile page, and only
the end of their process stops them.
"""

import re
from copy import deepcopy
from email import message_from_bytes
from typing import Any

from lxml import etree, html
from trafilatura import extract, extract_metadata
from w3lib.encoding import html_to_unicode

from services.webpages.dates import published_at

# Characters that XML forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\n\f\r]+")
_ABOUT = etree.XPath("//title | //h1 | //meta | //link[@rel] | //script[@type='application/ld+json']")
# The start of a page that a browser saved as one file (MHTML).
_SAVED = re.compile(rb"(?:From: <Saved by|MIME-Version:|Content-Type: multipart/related)", re.IGNORECASE)
# Elements that browsers do not show, or show only without scripts.
_UNSEEN = ("template", "noscript")


def read(page: bytes, content_type: str) -> dict[str, str | None]:
    """Return the text of a page ("" if none) and its title, url, publisher and published_at (null if unknown).

    The text has a blank line between its paragraphs. `content_type` is that of the HTTP request.
    """
    if _SAVED.match(page):
        page, content_type = _unpacked(page)
    source = _decoded(page, content_type)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # the page is empty
        return {"text": ""}
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    _normalize(tree)
    text = extract(tree, include_comments=False, include_tables=False) or ""
    return {"text": re.sub(r"\n+", "\n\n", text), **_metadata(tree)}


def _unpacked(saved: bytes) -> tuple[bytes, str]:
    """Return the HTML part of an MHTML file, and the header with its charset."""
    for part in message_from_bytes(saved).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return (page, part.get("Content-Type", "")) if isinstance(page, bytes) else (b"", "")
    return b"", ""


def _decoded(page: bytes, content_type: str) -> str:
    try:
        return html_to_unicode(content_type, page, auto_detect_fun=_undeclared)[1]
    except (LookupError, UnicodeError):  # a Python codec that is no charset, such as zlib or punycode
        return page.decode(errors="replace")


def _undeclared(page: bytes) -> str:
    try:
        page.decode()
    except UnicodeDecodeError:
        return "cp1252"  # browsers accept it, too
    return "utf-8"


def _normalize(tree: html.HtmlElement) -> None:
    """Return white space as rendered, without forbidden characters such as &#1;."""
    verbatim = {element for pre in tree.iter("pre") for element in pre.iter()}
    for element in tree.iter():
        if element.text:
            element.text = _normalized(element.text, element in verbatim)
        if element.tail:
            element.tail = _normalized(element.tail, element.getparent() in verbatim)


def _normalized(text: str, verbatim: bool) -> str:
    text = _FORBIDDEN.sub("", text)
    return text if verbatim else _SPACE.sub(" ", text)


def _metadata(tree: html.HtmlElement) -> dict[str, str | None]:
    about = html.Element("html")
    etree.SubElement(about, "head").extend(map(deepcopy, _ABOUT(tree)))  # and no text from which a date may be guessed
    document = extract_metadata(about, date_config={"extensive_search": False})
    url, publisher = _stated(document.url), _stated(document.sitename)
    if url and publisher and "." in publisher and publisher.lower() in url.lower():
        publisher = None  # derived from the url
    return {
        "title": _stated(document.title),
        "url": url,
        "publisher": publisher,
        "published_at": published_at(tree),
    }


def _stated(value: Any) -> str | None:
    """Return a stated text; JSON-LD may have any type in place of a name."""
    return _FORBIDDEN.sub("", value).strip() or None if isinstance(value, str) else None
