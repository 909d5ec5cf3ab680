"""What people type to search: words, "phrases", -excluded ones, and OR.

All the words of a query must be there; OR, in capitals, parts alternatives, and each of them is such a query.
"""

import re
import unicodedata
from dataclasses import dataclass

# A phrase that is not closed goes on to the end.
_TERM = re.compile(r"""(?P<minus>-?)["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+)""")
_OR = "OR"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words and phrases that must all be there, and such that must not. No term has a quotation mark in it."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...]


def parse(query: str) -> tuple[Alternative, ...]:
    """The alternatives of a query, at least one; raises ValueError, saying what is wrong, where nothing is wanted."""
    parts: list[tuple[list[str], list[str]]] = [([], [])]
    for term in _TERM.finditer(query):
        words, minus = term["word"], term["minus"]
        if words == _OR:
            parts.append(([], []))
            continue
        if words is None:
            words = term["phrase"]
        elif words.startswith("-"):
            words, minus = words[1:], "-"
        if any(map(_is_indexed, words)):
            parts[-1][bool(minus)].append(words)
    alternatives = tuple(
        Alternative(tuple(wanted), tuple(excluded)) for wanted, excluded in parts if wanted or excluded
    )
    if not alternatives:
        raise ValueError("Must have a word in it.")
    if not all(alternative.wanted for alternative in alternatives):
        raise ValueError("Must have a word beside the excluded ones, on each side of OR.")
    return alternatives


def _is_indexed(character: str) -> bool:
    """Whether it can be part of a word: letters and numbers are, signs are not."""
    return unicodedata.category(character)[0] in "LN"
