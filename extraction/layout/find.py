"""Finds the parts of a text that are no sentences of it, and those that lack their subject."""

import re
from itertools import pairwise

from extraction.layout.credits import bracketed_credits, credit
from extraction.layout.datelines import dateline
from extraction.layout.labels import find_labels
from extraction.layout.operative import clauses, is_operative, number
from extraction.layout.part import Part, PartKind

_LINE = re.compile(r"[^\n]+\n*")
_WE = re.compile(r"^[^\w\n]*(?:We|WE)\b", re.MULTILINE)


def find_parts(text: str) -> list[Part]:
    """The parts of a text in order, none overlapping another."""
    lines = [(match.start() + _indent(match[0]), match.end()) for match in _LINE.finditer(text) if match[0].strip()]
    labels = {label.start: label for label in find_labels(text, lines)}
    plural = _WE.search(text) is not None
    parts = [Part(start, end, PartKind.CREDIT) for start, end in bracketed_credits(text)]
    credited = {part.start for part in parts}
    for start, end in lines:
        if start in credited:
            continue
        label = labels.get(start)
        if label is not None:
            parts.append(Part(start, label.end, PartKind.QUESTION if label.asks else PartKind.LABEL))
        elif credit(text, start, end):
            parts.append(Part(start, end, PartKind.CREDIT))
        elif (stop := dateline(text, start, end)) is not None:
            parts.append(Part(start, stop, PartKind.DATELINE))
        else:
            parts += _numbered(text, start, end, plural=plural)
    return _apart(sorted(parts))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _numbered(text: str, start: int, end: int, *, plural: bool) -> list[Part]:
    """The number before an operative paragraph and the paragraph."""
    stop = number(text, start, end)
    if stop is None or not is_operative(text, stop, end, plural=plural):
        return []
    bounds = [*clauses(text, stop, end), end]
    return [Part(start, stop, PartKind.NUMBER), *(Part(*pair, PartKind.OPERATIVE) for pair in pairwise(bounds))]


def _apart(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept
