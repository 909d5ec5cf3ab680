"""Matters of positions: when two headings name one matter. Text in; keys out."""

from extraction.matters.frame import Frame, is_heading, is_weak, read
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
    "is_heading",
    "is_measure",
    "is_war",
    "is_weak",
    "join",
    "key",
    "likeness",
    "read",
]
