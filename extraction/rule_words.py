"""Rules by name, with the words that they read."""

from typing import NamedTuple


class RuleWords(NamedTuple):
    """A rule that found a fact, and what it read as ranges of characters; offsets are code points, half-open."""

    rule: str
    words: tuple[tuple[int, int], ...]
