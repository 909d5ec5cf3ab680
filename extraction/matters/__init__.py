"""Matters of positions: when two headings name one matter. Text in; keys out."""

from extraction.matters.frame import Frame, read
from extraction.matters.joining import Held, Joined, Likeness, extends, join, key, likeness
from extraction.matters.words import country, has_class, is_measure, is_war

__all__ = [
    "Frame",
    "Held",
    "Joined",
    "Likeness",
    "country",
    "extends",
    "has_class",
    "is_measure",
    "is_war",
    "join",
    "key",
    "likeness",
    "read",
]
