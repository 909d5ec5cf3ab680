"""Web pages, read by processes apart from the server's: a hostile page ends one of them, and not the server."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import orjson

from services.errors import Unreadable
from services.submission import Metadata


class Page(Metadata):
    """A text with what the page tells of it."""

    text: str


def read(page: bytes, content_type: str = "") -> Page:
    """The main text of a page and its metadata; raises Unreadable.

    `content_type` is that of the HTTP request: its charset goes before what the page says of itself.
    """
    with _at_once:
        reader = _reader()
        found = reader.read(page, content_type)
        _idle.append(reader)
    if not found["text"].strip():
        raise Unreadable("There is no main text in the page.")
    return found


class _Reader:
    """A process that reads one page after the other; it ends with the server, whatever ends that."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "services.webpages.webpage"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C lets requests end
        )
        if not self.process.stdout or not self.process.stdout.readline():
            raise RuntimeError("The reader of web pages does not start.")

    def read(self, page: bytes, content_type: str) -> Page:
        """What is in the page; raises Unreadable when the process did not live to tell."""
        assert self.process.stdin  # noqa: S101
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(orjson.dumps([len(page), content_type]) + b"\n" + page)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if answer.endswith(b"\n"):  # it may have died half way through
            found: Page = orjson.loads(answer)
            return found
        with suppress(BrokenPipeError), self.process:  # closes its pipes, and sends what it has not taken again
            too_slow = self.process.wait() == -signal.SIGPROF
        raise Unreadable("The page takes too long to read." if too_slow else "The page cannot be read.")


_idle: list[_Reader] = []
_at_once = threading.Semaphore(os.cpu_count() or 1)  # each reader takes 90 MB


def _reader() -> _Reader:
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return _Reader()
        if reader.process.poll() is None:
            return reader
