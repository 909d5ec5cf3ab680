"""Search queries: words, "phrases", -exclusions, and OR.

All the words of a query must be there; OR, in capitals, parts alternatives, and each of them is such a query.
"""

import re
import unicodedata
from dataclasses import dataclass

# An unclosed phrase extends to the end.
_TERM = re.compile(r"""(?P<minus>-?)["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+)""")
_OR = "OR"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Required and excluded words and phrases. No term contains a quotation mark."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...]


def parse(query: str) -> tuple[Alternative, ...]:
    """Parse a query into its alternatives, at least one; raises ValueError with the reason if no term is required."""
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
    """Return whether a character can be part of a word: letters and digits can, signs cannot."""
    return unicodedata.category(character)[0] in "LN"
