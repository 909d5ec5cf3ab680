"""Document as PDF, typeset by Typst, which shapes every script, tags the document and depends on no system library.

The template gets all text as data, so none of it is parsed as markup.
"""

from dataclasses import asdict
from functools import cache
from importlib.resources import files

import orjson
import typst

from api.renditions import fonts
from api.renditions.documents import Document

_TEMPLATE = files("api.renditions") / "brief.typ"


def render(document: Document, pdf_standards: "list[typst.PDFStandard] | None" = None) -> bytes:
    """Return the bytes of a PDF, which depend on the document only; raises TypstError if it violates a standard."""
    pdf: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": orjson.dumps(asdict(document)).decode()},
        format="pdf",
        timestamp=0,
        pdf_standards=pdf_standards,
    )
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()])
