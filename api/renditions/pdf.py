"""Document as a PDF, set by Typst: it shapes every script, tags what it sets, and needs nothing of the system.

A text is given to the template as data, so none of it is markup.
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
    """Return the bytes of a PDF, which depend on the document only; raises TypstError when it breaks a standard."""
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
