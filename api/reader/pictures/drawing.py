"""Downloads of pictures: SVG, and PNG rendered from it with packaged fonts, so that all machines give the same PNG."""

from typing import Any

from flask import Response, render_template

from api.reader.pages import link_to
from api.renditions import fonts
from api.renditions.xml import well_formed

SUFFIXES = "<any(svg, png):suffix>"
"""The suffix of a route that also serves its picture."""

_SCALE = 2.0  # pixels of the PNG per unit of the SVG


def drawn(name: str, suffix: str, **values: Any) -> Response:
    """Answer with a picture as a file of this name."""
    svg = well_formed(render_template(f"reader/drawn/{name}.svg", **values))
    if suffix == "svg":
        answer = Response(svg, content_type="image/svg+xml; charset=utf-8")
    else:
        answer = Response(_png(svg), content_type="image/png")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


def downloads(endpoint: str, **changes: Any) -> list[tuple[str, str]]:
    """Return links to the picture of the requested page, by format; `changes` are those of `link_to`."""
    link = link_to(endpoint)
    return [(suffix.upper(), link(suffix=suffix, **changes)) for suffix in ("svg", "png")]


def _png(svg: str) -> bytes:
    import resvg_py  # loaded with the first PNG: most processes never draw one

    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=_SCALE, skip_system_fonts=True, font_dirs=[fonts.folder()], sans_serif_family=fonts.FAMILY
    )
