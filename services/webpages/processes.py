"""Web page parsing in separate processes: a hostile page kills one of them, not the server."""

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import orjson

from services.errors import Unreadable
from services.submission import Metadata

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
    with _at_once:
        reader = _reader()
        found = reader.read(page, content_type)
        _idle.append(reader)
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


class _Reader:
    """Process that reads pages one by one; it ends with the server, even if the server is killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "services.webpages.webpage"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C must not interrupt requests
        )
        if not self.process.stdout or not self.process.stdout.readline():
            raise RuntimeError("The reader of web pages does not start.")

    def read(self, page: bytes, content_type: str) -> WebPage:
        """Read a page; raises Unreadable when the process dies."""
        assert self.process.stdin  # noqa: S101
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(orjson.dumps([len(page), content_type]) + b"\n" + page)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if answer.endswith(b"\n"):  # it may have died half way through
            found: WebPage = orjson.loads(answer)
            return found
        with suppress(BrokenPipeError), self.process:  # closes its pipes and sends the pending input again
            too_slow = self.process.wait() == -signal.SIGPROF
        raise Unreadable("The page takes too long to read." if too_slow else "The page cannot be read.")


_idle: list[_Reader] = []
_at_once = threading.Semaphore(os.cpu_count() or 1)  # each process takes 90 MB


def _reader() -> _Reader:
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return _Reader()
        if reader.process.poll() is None:
            return reader
