"""Pictures to download: each is one SVG, of which PNG is made with fonts of a package, so that all machines agree."""

import re
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for

SUFFIXES = "<any(svg, png):suffix>"
"""The end of a route that also answers with its picture."""

_SCALE = 2.0  # pixels of a PNG for a unit of its SVG
_FONT = "Kurinto Sans"  # as in PDF; it covers most scripts
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawn(name: str, suffix: str, **values: Any) -> Response:
    """Answer with the picture of this name as a file."""
    svg = well_formed(render_template(f"reader/drawn/{name}.svg", **values))
    if suffix == "svg":
        answer = Response(svg, content_type="image/svg+xml; charset=utf-8")
    else:
        answer = Response(_png(svg), content_type="image/png")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


def downloads(endpoint: str, **path: Any) -> list[tuple[str, str]]:
    """Return links to the picture of the page that is requested, by their names."""
    query = [(name, value) for name, value in request.args.items(multi=True) if value and name not in path]
    end = f"?{urlencode(query)}" if query else ""
    return [(suffix.upper(), url_for(endpoint, suffix=suffix, **path) + end) for suffix in ("svg", "png")]


def well_formed(xml: str) -> str:
    """Drop the characters that XML cannot have."""
    return _NOT_XML.sub("", xml)


def _png(svg: str) -> bytes:
    import resvg_py  # loaded with the first picture: most processes never draw one

    folder = files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf"
    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=_SCALE, skip_system_fonts=True, font_dirs=[str(folder)], sans_serif_family=_FONT
    )
