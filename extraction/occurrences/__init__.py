"""Occurrences: when events of several articles are one event. Reports in; keys and decisions out."""

from extraction.occurrences.joining import blocks, compare
from extraction.occurrences.report import Report, read
from extraction.occurrences.sketch import likeness, sketch

__all__ = ["Report", "blocks", "compare", "likeness", "read", "sketch"]
