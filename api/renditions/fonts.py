"""Fonts of what is drawn or set as a file: those of a package, so that all machines agree."""

from importlib.resources import files

FAMILY = "Kurinto Sans"


def folder() -> str:
    """Return the folder of the fonts; no other package covers as many scripts, with Chinese, Japanese and Korean."""
    return str(files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf")
