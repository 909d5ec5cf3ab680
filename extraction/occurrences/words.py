"""Words of an event's sentence: names, content words and numbers."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from extraction.lexicon import rows
from extraction.matters import words as matters
from ontology import countries

# Characters of a sentence that are read before the first trigger and after the last one.
_BEFORE, _AFTER = 140, 160
_END = re.compile(r"(?<![.\s]\w)(?<!\b[A-Z][a-z])(?<!\bGen)(?<!\bSen)[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")
_EMPTY = frozenset(
    "the a an of in on to for with by from at over as and or its his her their our own between against into about that"
    " more most many other another all any no not new further this these those be is are was were will would should"
    " could can must have has had been being up out off under towards toward than during after before around among when"
    " which who whom whose where while if but also it he she they them him we us i you there here what how so such some"
    " since until because near outside inside did do does said say says told saying according mr mrs ms dr just then"
    " first last next later early late ago still again only even both each every few several very own made make"
    # Words of any report.
    " people person man men woman women government state country nation official minister president leader member"
    " party group house white news report reporter statement spokesman spokeswoman agency press time part way plan"
    " call support campaign issue policy public political national international foreign world new old former"
    " senior top end back take give get go come want ask tell use work number least including amid".split()
)
_AT = frozenset("in at near outside".split())
_INSIDE_NAMES = frozenset("of the and".split())
_TIMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday today yesterday tomorrow year years month months week weeks weekend day days"
    " overnight morning evening afternoon night hour hours spring summer autumn winter jan feb mar apr jun jul aug sep"
    " sept oct nov dec percent per cent million billion thousand hundred dozen".split()
)
_NUMERALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
     "pair": 2, "trio": 3}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Clause(NamedTuple):
    """What the sentence of an event says: codes of countries, other names, forms of content words, numbers."""

    countries: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[float]


def around(text: str, start: int, end: int) -> str:
    """Return the part of a text around text[start:end] that belongs to the same sentence."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before = [match.end() for match in _END.finditer(text, first, start)]
    after = next((match.start() for match in _END.finditer(text, end, last)), last)
    return text[before[-1] if before else first : after]


@lru_cache(maxsize=64)  # the events of an article share sentences
def read(text: str) -> Clause:
    """Return what a part of a text says."""
    parts = matters.split(_THOUSANDS.sub("", text))
    codes: set[str] = set()
    names: set[str] = set()
    words: set[str] = set()
    numbers: set[float] = set()
    position = 0
    while position < len(parts):
        lower = matters.plain(parts[position]).lower()
        length, name = _name_at(parts, position) if lower not in _TIMES else (1, None)
        if (code := _capital_of(parts, position)) is not None:
            length = 2 if position + 1 < len(parts) and parts[position + 1] == "capital" else 1
            codes.add(code)
            names.add(f"capital of {code}")
        elif name is not None:
            codes.update({code} if (code := _code(name)) else ())
            names.update({name} if name not in codes else ())
        elif (number := _number(parts, position)) is not None:
            length, value = number
            numbers.add(value)
        elif lower not in _EMPTY and lower not in _TIMES:
            length, form = _form_at(parts, position)
            proper = position and length == 1 and parts[position][:1].isupper() and form not in _usual_words()
            if proper:
                names.add(matters.plain(parts[position]))
            else:
                words.add(form)
        position += length
    return Clause(frozenset(codes), frozenset(names), frozenset(words), frozenset(numbers))


def _code(name: str) -> str | None:
    """Return the country of a name: a code itself, a country, or the country of a place."""
    return name if name in countries.COUNTRIES else countries.place_country(name)


def _name_at(parts: list[str], position: int) -> tuple[int, str | None]:
    """Return the length in words of a known name at a position, and its usual form; 1 and None for none."""
    end = position
    while end < len(parts) and (parts[end][:1].isupper() or (end > position and parts[end] in _INSIDE_NAMES)):
        end += 1
    return matters.name_at(parts[position:end], 0) if end > position else (1, None)


def forms(triggers: Iterable[str]) -> frozenset[str]:
    """Return the forms of some words."""
    return frozenset(_form_at(parts, 0)[1] for word in triggers if (parts := matters.split(word)))


def _capital_of(parts: list[str], position: int) -> str | None:
    """Return the country of the capital at a position, where it is a place: "in Kinshasa", "in the Congolese capital".

    Elsewhere it stands for the state.
    """
    before = parts[position - 1].lower() if position else ""
    if before in _AT:
        return countries.capital(parts[position])
    after = parts[position + 1] if position + 1 < len(parts) else ""
    return countries.demonym(parts[position]) if before == "the" and after == "capital" else None


def _number(parts: list[str], position: int) -> tuple[int, float] | None:
    """Return the length in words of a number at a position, and its value; None for none, and for years and days."""
    word = parts[position].lower().replace("-", " ").split()
    if not word:
        return None
    after = parts[position + 1].lower() if position + 1 < len(parts) else ""
    before = parts[position - 1].lower() if position else ""
    if _NUMBER.fullmatch(word[0]):
        value = float(word[0])
        is_date = (after in _TIMES and after not in _SCALES) or before in _TIMES or 1900 <= value <= 2100
    elif all(part in _NUMERALS for part in word):
        value, is_date = float(sum(_NUMERALS[part] for part in word)), after in _TIMES and after not in _SCALES
    else:
        return None
    if after in _SCALES:
        return 2, value * _SCALES[after]
    return None if is_date or value < 2 else (1, value)


@lru_cache(maxsize=16384)
def _form(word: str) -> str:
    """Return what all forms of a word have in common, those with a doubled consonant, too: "kidnapped"."""
    form = matters.form(word)
    return form[:-1] if len(form) > 4 and form[-1] == form[-2] and form[-1] not in "lse" else form


def _form_at(parts: list[str], position: int) -> tuple[int, str]:
    """Return the length in words of the longest known phrase at a position, and its usual form."""
    for length in (3, 2, 1):
        found = _usual().get(tuple(_form(word) for word in parts[position : position + length]))
        if found is not None and position + length <= len(parts):
            return length, found
    return 1, _form(parts[position])


@cache
def _usual() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for usual, others in rows("occurrences/synonyms.tsv"):
        for phrase in (usual, *others.split("|")):
            found.setdefault(tuple(_form(word) for word in phrase.split()), usual)
    return found


@cache
def _usual_words() -> frozenset[str]:
    return frozenset(_usual().values())
