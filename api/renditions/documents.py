"""Brief as a document for people, DOCX or PDF, typeset from its Markdown.

The libraries are imported with the first document, because no other request needs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from api.http.formats import DOCX

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_WORD_JOINER = "\u2060"  # the Markdown has it before @
_NONCHARACTERS = re.compile("[\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r'[\s\\/:*?"<>|\ufffd]+')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line in one style; a link shows its address."""

    text: str
    is_strong: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Item of a list, with the items below it."""

    pieces: list[Piece]
    items: list["Item"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a document under a heading, which the first part lacks; it has items or, without them, a line."""

    heading: str
    items: list[Item]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Title and sections of a brief."""

    title: str
    sections: list[Section]


def render(document: Document, media_type: str) -> bytes:
    """Return a document as DOCX or PDF; the same document always gives the same bytes."""
    if media_type == DOCX:
        from api.renditions import docx

        return docx.render(document)
    from api.renditions import pdf

    return pdf.render(document)


def file_name(document: Document) -> str:
    """Return the title of a document as a file name, valid on any system, without a suffix."""
    return _NOT_IN_NAMES.sub(" ", document.title)[:_LONGEST_NAME].strip(" .") or "brief"


def parse(markdown: str) -> Document:
    """Parse a brief in Markdown, which has headings with lists or a line below them."""
    from markdown_it.tree import SyntaxTreeNode

    title, sections = "", [Section("", [])]
    for node in SyntaxTreeNode(_parser().parse(markdown)).children:
        if node.type == "heading" and node.tag == "h1":
            title = _words(_pieces(node))
        elif node.type == "heading":
            sections.append(Section(_words(_pieces(node)), []))
        elif node.type == "bullet_list":
            sections[-1].items.extend(map(_item, node.children))
        else:
            sections[-1] = Section(sections[-1].heading, [], _words(_pieces(node)))
    return Document(title, [section for section in sections if section.heading or section.items])


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _item(node: "SyntaxTreeNode") -> Item:
    pieces: list[Piece] = []
    items: list[Item] = []
    for child in node.children:
        if child.type == "bullet_list":
            items.extend(map(_item, child.children))
        else:
            pieces.extend(_pieces(child))
    return Item(pieces, items)


def _pieces(node: "SyntaxTreeNode", strong: bool = False, link: str | None = None) -> Iterator[Piece]:
    """Yield the words of a block; line ends of the Markdown stay line ends."""
    for child in node.children:
        if child.type == "text" and child.content:
            text = _NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", child.content.replace(f"{_WORD_JOINER}@", "@"))
            yield Piece(text, strong, link)
        elif child.type == "softbreak":
            yield Piece("\n")
        else:
            href = child.attrs.get("href")
            yield from _pieces(child, strong or child.type == "strong", link if href is None else str(href))


def _words(pieces: Iterator[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
