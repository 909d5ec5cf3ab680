"""Issues: labels of one matter, in whatever order and form of its words, have one key."""

import re
import unicodedata
from functools import lru_cache

from ontology import countries

_STOP = frozenset(
    "the a an of in on to for with by from at over as and or its his her their our own between against into about"
    " more most many other all new further".split()
)
_SUFFIXES = tuple(
    "izations isations ization isation ments ment ations ation ings ing ions ion als al ies ied es ed s e y".split()
)


def _plain(text: str) -> str:
    """A word in ASCII and lower case, hyphens for all else."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s", "s"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


@lru_cache(maxsize=4096)
def issue_key(label: str) -> str:
    """Return the key of an issue by its label: codes of countries and stems of other content words, sorted."""
    words = re.findall(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*\.?", label)
    found = set()
    position = 0
    while position < len(words):
        length, code = countries.named_at(words, position)
        position += length
        if code is not None:
            found.add(code)
        else:
            found.update(stem(part) for part in _plain(words[position - 1]).split("-") if part and part not in _STOP)
    return " ".join(sorted(found))


def stem(word: str) -> str:
    """Return a word without its ending."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word
