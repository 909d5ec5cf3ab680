"""Matters of positions: when two headings name one matter. Text in; keys out."""

from extraction.matters.frame import Frame, read
from extraction.matters.joining import Held, extends, key, keys
from extraction.matters.words import has_class, is_measure, is_war

__all__ = ["Frame", "Held", "extends", "has_class", "is_measure", "is_war", "key", "keys", "read"]
