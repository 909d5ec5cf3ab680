"""Search queries: words, prefix*, "phrases", -exclusions, and OR.

A match must contain all words of the query. OR, in capitals, separates alternatives, each a query of its own. A word
also matches its forms and spellings (`ontology.word_forms`); a phrase matches only itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

from ontology import word_forms

# An unclosed phrase extends to the end.
_TERM = re.compile(r"""(?P<minus>-?)["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+)""")
_OR = "OR"
_MIN_PREFIX = 3
_MAX_EXPANDED = 32
_MISPLACED = f'"*" must follow at least {_MIN_PREFIX} letters or digits and end the word, such as sanction*.'


@dataclass(frozen=True, slots=True)
class Term:
    """Words and phrases, without quotation marks, of which one must match; with `prefix` the last word is a prefix."""

    options: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """Required and excluded terms."""

    wanted: tuple[Term, ...]
    excluded: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a phrase as typed."""

    text: str
    is_phrase: bool
    prefix: bool


def parse(query: str) -> tuple[Alternative, ...]:
    """Parse a query into its alternatives, at least one; raises ValueError with the reason if it is invalid."""
    parts: list[tuple[list[_Word], list[_Word]]] = [([], [])]
    for term in _TERM.finditer(query):
        words, minus = term["word"], term["minus"]
        if words == _OR:
            parts.append(([], []))
            continue
        is_phrase = words is None
        if is_phrase:
            words = term["phrase"]
        elif words.startswith("-"):
            words, minus = words[1:], "-"
        if "*" in words:
            _check_prefix(words)
        if any(map(_is_indexed, words)):
            parts[-1][bool(minus)].append(_Word(words.rstrip("*"), is_phrase, words.endswith("*")))
    found = [(wanted, excluded) for wanted, excluded in parts if wanted or excluded]
    if not found:
        raise ValueError("Must contain a word.")
    if not all(wanted for wanted, _ in found):
        raise ValueError("Must contain a word besides the excluded ones, on each side of OR.")
    count = len({word for some in found for words in some for word in words})
    terms = partial(_terms, expanded=count <= _MAX_EXPANDED)
    return tuple(Alternative(terms(wanted), terms(excluded, beside=False)) for wanted, excluded in found)


def _check_prefix(words: str) -> None:
    """Refuse a star that does not follow the beginning of a word."""
    beginning = words.removesuffix("*")[-_MIN_PREFIX:]
    if "*" in words[:-1] or len(beginning) < _MIN_PREFIX or not all(map(_is_indexed, beginning)):
        raise ValueError(_MISPLACED)


def _terms(words: list[_Word], *, expanded: bool, beside: bool = True) -> tuple[Term, ...]:
    """Return the distinct terms of words; with `beside`, two adjacent words also match as one word."""
    terms: dict[Term, None] = {}
    for i, word in enumerate(words):
        options = [word.text]
        if expanded and not word.is_phrase and not word.prefix:
            options += _variants(word.text.lower())
            pairs = (words[i - 1 : i + 1], words[i : i + 2]) if beside else ()
            for pair in pairs:
                if len(pair) == 2 and not any(each.is_phrase or each.prefix for each in pair):
                    joined = word_forms.together(*(each.text.lower() for each in pair))
                    options += word_forms.forms(joined) if joined else ()
        terms[Term(tuple(dict.fromkeys(options)), word.prefix)] = None
    return tuple(terms)


def _variants(word: str) -> list[str]:
    """Return the forms and spellings of a word in lower case."""
    if "-" not in word:
        forms = word_forms.forms(word)
        return [*forms[1:], *word_forms.apart(word)]
    first, _, last = word.rpartition("-")
    joined = word.replace("-", "")
    if not (first and last and joined.isalnum()) or word_forms.is_function_word(joined):
        return []
    return [f"{first} {form}" for form in word_forms.forms(last)[1:]] + list(word_forms.forms(joined))


def _is_indexed(character: str) -> bool:
    """Return whether a character can be part of a word: letters and digits can, signs cannot."""
    return unicodedata.category(character)[0] in "LN"
