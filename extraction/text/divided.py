"""Words divided by a hyphen at a line break."""

import re
from collections.abc import Callable

from extraction.text import words

_HYPHENS = "-\u2010"
_DIVIDED = re.compile(rf"([^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*)[{_HYPHENS}]$")


def is_divided(before: str, after: str) -> bool:
    """Return whether a word is divided by a hyphen between two lines."""
    return before[-1:] in _HYPHENS and before[-2:-1].isalpha() and after[:1].isalpha()


def keeps_hyphen(before: str, after: str, is_word: Callable[[str], bool]) -> bool:
    """Return whether the hyphen of a divided word belongs to it: "state-owned", "Nagorno-Karabakh".

    `is_word` returns whether a word in lower case is known.
    """
    found = _DIVIDED.search(before)
    if not found:
        return True
    start, end = found[1].rpartition("-")[2], words.first(after)
    if end[0].isupper() and not start.isupper():
        return True
    return not is_word(f"{start}{end}".lower()) and is_word(start.lower()) and is_word(end.lower())
