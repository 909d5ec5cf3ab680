"""Text of an uploaded file: plain text, or a web page saved from a browser."""

import re

from services.errors import Unreadable
from services.submission import Metadata
from services.webpages import pages

_PAGE = re.compile(
    rb"\s*(<!doctype html|<html|<\?xml[^>]*>\s*<(!doctype )?html|From: <Saved by|MIME-Version:)", re.IGNORECASE
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_SEEN = 1024  # bytes to search for the start of a page
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The first bytes of unsupported formats.
_OTHERS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a Word document or an archive", b"\xd0\xcf\x11\xe0": "a Word document",
    b"{\\rtf": "RTF", b"bplist": "a web archive of Safari",
}  # fmt: skip


class TextFile(Metadata):
    """Text of a file and, for a web page, its metadata."""

    text: str


def read(data: bytes, name: str) -> TextFile:
    """Read a file from its bytes and its name; raises Unreadable."""
    for start, kind in _OTHERS.items():
        if data.startswith(start):
            raise Unreadable(
                f"The file is {kind}, which cannot be read. Save it as text or as a web page (HTML) first."
            )
    if name.lower().endswith(_PAGE_SUFFIXES) or _PAGE.match(data[:_SEEN].removeprefix(b"\xef\xbb\xbf")):
        return {**pages.read(data)}
    return {"text": _decoded(data).replace("\r\n", "\n").replace("\r", "\n")}


def _decoded(data: bytes) -> str:
    coding = next((coding for bom, coding in _BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(coding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as browsers do
