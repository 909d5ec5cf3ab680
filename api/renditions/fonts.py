"""Packaged fonts for pictures and documents, so that all machines give the same files."""

from importlib.resources import files

FAMILY = "Kurinto Sans"


def folder() -> str:
    """Return the folder of the fonts; no other package covers as many scripts, including those of East Asia."""
    return str(files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf")
