"""Document as DOCX, for Word and other word processors."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from api.renditions.documents import Document, Item, Piece

_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that ZIP allows


def render(document: Document) -> bytes:
    """Return the bytes of a DOCX, which depend on the document only."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = document.title[:255], "Communiqué"
    made.core_properties.comments = ""
    made.add_heading(document.title, 0)
    styles = [made.styles[name] for name in _STYLES]  # looking up a style by name takes longer than a paragraph
    for section in document.sections:
        if section.heading:
            made.add_heading(section.heading, 1)
        if section.items:
            _add_items(made, styles, section.items)
        elif section.line:
            made.add_paragraph(section.line)
    file = BytesIO()
    made.save(file)
    return _timeless(file)


def _add_items(made: Any, styles: Sequence[Any], items: Sequence[Item], depth: int = 0) -> None:
    for item in items:
        paragraph = made.add_paragraph(style=styles[min(depth, len(styles) - 1)])
        for piece in item.pieces:
            _add_piece(paragraph, piece)
        _add_items(made, styles, item.items, depth + 1)


def _add_piece(paragraph: Paragraph, piece: Piece) -> None:
    run = paragraph.add_run(piece.text)  # python-docx turns a line end into a line break
    run.bold = piece.is_strong or None
    if piece.link:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(piece.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)


def _timeless(file: BytesIO) -> bytes:
    """Return a ZIP without the creation times of its files."""
    packed = BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), source.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
