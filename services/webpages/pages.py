"""Main text of a web page: read in a process of its own, for a hostile page can hold a parser for minutes."""

import re

from services.errors import Unreadable
from services.processes import pool
from services.submission import Metadata

_SECONDS = 5.0
"""Of computing, a page. Real ones take a tenth of one."""

_SHORT = 600  # characters
# Text that replaces an article when a page requires something first or does not exist.
_WALL = re.compile(
    r"(?i)enable (?:javascript|cookies)|(?:javascript|cookies) (?:is|are) (?:disabled|required|not enabled)"
    r"|(?:verify|confirm) (?:that )?you are (?:a )?human|are you a robot|unusual traffic|access denied|403 forbidden"
    r"|(?:page|article|file) (?:was |could )?not (?:be )?found|page (?:you requested )?(?:does not exist|was removed)"
    r"|(?:subscribe|log in|sign in|register) to (?:read|continue|view)"
)
_SENTENCE = re.compile(r"[^\W\d_][\])\"”’']*[.!?…](?:[\s\"”’)]|$)")


class WebPage(Metadata):
    """Text of a web page and its metadata."""

    text: str


def read(page: bytes, content_type: str = "") -> WebPage:
    """Read the main text of a page and its metadata; raises Unreadable.

    `content_type` is the header of the HTTP request: its charset overrides that of the page.
    """
    try:
        with pool.turns:
            found: WebPage = pool.pool.run("read_page", page, content_type, seconds=_SECONDS)
    except pool.Ended as ended:
        raise Unreadable(f"The page {'takes too long to read' if ended.too_slow else 'cannot be read'}.") from ended
    if reason := _why_no_article(found["text"]):
        raise Unreadable(reason)
    return found


def _why_no_article(text: str) -> str | None:
    """Return the reason why the main text of a page is no article, None when it is one."""
    if not text.strip():
        return "There is no main text in the page."
    if len(text) < _SHORT and (wall := _WALL.search(text)):
        return f"The page has no article: its text is a notice ({wall[0]!r})."
    if any(map(str.isalpha, text)) and not _SENTENCE.search(text):
        return "The page has no article: its main text has no sentence."
    return None
