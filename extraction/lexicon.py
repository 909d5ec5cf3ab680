"""Word lists in extraction/data: tab-separated fields; `#` starts a comment, blank lines are skipped."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of extraction/data/`name` ("events/verbs.tsv"), without comments; a field may be empty."""
    for line in (files("extraction") / "data" / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].rstrip()
        if line:
            yield tuple(field.strip() for field in line.split("\t"))
