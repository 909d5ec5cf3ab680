"""Copies: texts that are nearly the same, such as an agency's report in several papers. Text in, keys out."""

import re
from collections.abc import Set

import rensa

SHARE = 0.6
"""The least share of their shingles that copies have in common.

Of 24,976 pairs of different reports, many of one event, none has more than 0.26; of copies with a new head and a new
foot, with a quarter cut off, or with every thirtieth word changed, all have more.
"""
_WORDS = 4  # of a shingle
_FEWEST = 20  # shingles: of a shorter text, one other word is a large part
# Two texts with the share meet in one of the blocks with a probability of 0.99, two with 0.1 with one of 0.02.
_BLOCKS, _ROWS = 20, 3
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of four words of a text, without punctuation and capitals; none of a short text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    found = frozenset(" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))
    return found if len(found) >= _FEWEST else frozenset()


def blocks(found: Set[str]) -> frozenset[str]:
    """Return the keys of which copies share one, for the shingles of a text."""
    if not found:
        return frozenset()
    sketch = rensa.RMinHash(num_perm=_BLOCKS * _ROWS, seed=1)
    sketch.update(sorted(found))
    digest = sketch.digest()
    rows = (digest[i * _ROWS : (i + 1) * _ROWS] for i in range(_BLOCKS))
    return frozenset(f"{i:02} " + " ".join(f"{each:08x}" for each in row) for i, row in enumerate(rows))


def are_copies(one: Set[str], other: Set[str]) -> bool:
    """Return whether two texts, given by their shingles, are copies of each other."""
    return bool(one) and len(one & other) >= SHARE * len(one | other)
