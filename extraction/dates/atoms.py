"""Tokenizer of time expressions: words, numbers and signs, each with its possible classes."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.dates.lexicon import Classes, words

_PATTERN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)?(?![\w/-]))
    | (?P<numeric>\d{1,4}([/.-])\d{1,2}(?:\3\d{4}|\3\d\d)(?![\w/-]|\.\d))
    | (?P<clock>(?:\d{1,2}:\d\d|\d\d:\d\d:\d\d)(?![\d:]))
    | (?P<decade>(?:['’‘]?\d0|\d{3}0)['’]?s\b)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<quarter>q[1-4]\b)
    | (?P<half>h[12]\b)
    | (?P<fiscal>fy\d\d(?:\d\d)?\b)
    | (?P<short>['’‘]\d\d(?![\w']))
    | (?P<number>\d+(?:[,.]\d+)*(?=[ap]m\b|\W|$))
    | (?P<ampm>[ap]\.m\.|[ap]\.m\b|[ap]m\b)
    | (?P<possessive>['’]s\b)
    | (?P<oclock>o['’]clock\b)
    | (?P<word>[^\W_]+)
    | \[(?=\w) | (?<=\w)\]  # as an editor puts round a word
    | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTHING: Classes = {}
_SIGN: Classes = {"SIGN": None}
_NAMES = ("MONTH", "WEEKDAY")
_NOT_ABBREVIATED = frozenset(("march", "april", "may", "june", "july"))


@dataclass(slots=True)
class Atom:
    """Piece of the text: `classes` are its possible roles in a time expression, `parts` the atoms merged into it."""

    text: str
    start: int
    end: int
    classes: Classes
    parts: Sequence["Atom"] = ()


BREAK = "\n"
"""Text of the atom between paragraphs; no expression crosses it."""


def atoms(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Atom]:
    """Return the atoms of a text with a BREAK after each paragraph; paragraphs are offsets into the text."""
    found: list[Atom] = []
    for start, end in paragraphs:
        for match in _PATTERN.finditer(text, start, end):
            _append(found, match)
        found.append(Atom(BREAK, end, end, _SIGN))
    _check_abbreviations(found)
    return _spelled_out(found)


def _append(found: list[Atom], match: re.Match[str]) -> None:
    kind, piece = match.lastgroup, match[0]
    if kind is None:
        return
    lowered = piece.lower().replace("’", "'").replace("‘", "'")
    start, end = match.span()
    classes: Classes = _NOTHING
    if kind == "word":
        classes = words().get(lowered, _NOTHING)
        if classes and not piece[0].isupper():
            classes = _without_names(classes)
    elif kind == "number":
        classes = _number(lowered)
    elif kind == "ordinal":
        classes = {"ORDINAL": int(lowered[:-2]), "NTH": int(lowered[:-2])}
    elif kind != "sign":
        classes = {kind.upper(): lowered}
    elif piece == "." and found and found[-1].end == start and _is_abbreviation(found[-1]):
        found[-1].end = end
        return
    else:
        classes = _SIGN
    found.append(Atom(lowered, start, end, classes))


def _is_abbreviation(atom: Atom) -> bool:
    return len(atom.text) <= 5 and atom.text not in _NOT_ABBREVIATED and any(n in atom.classes for n in _NAMES)


def _without_names(classes: Classes) -> Classes:
    return {name: value for name, value in classes.items() if name not in _NAMES}


def _check_abbreviations(found: list[Atom]) -> None:
    """Keep Sun, Mar and Jan as dates only with a full stop or a number; they are also names of other things."""
    for atom, after in itertools.pairwise(found):
        bare = bool(atom.classes) and _is_abbreviation(atom) and atom.end - atom.start == len(atom.text)
        if bare and not (after.text[0].isdigit() or any(n in after.classes for n in _NAMES)):
            atom.classes = _without_names(atom.classes)


def _number(piece: str) -> Classes:
    if len(piece) > 12 or piece.count(".") > 1:
        return _NOTHING
    value = float(piece.replace(",", ""))
    classes: Classes = {"NUM": int(value) if value.is_integer() else value}
    if len(piece) == 4 and piece.isdecimal():
        classes["YEAR"] = int(piece)
    elif len(piece) <= 2:
        classes["DAY"] = int(piece)
    return classes


def _spelled_out(found: list[Atom]) -> list[Atom]:
    """Return the atoms with spelled-out numbers merged: "twenty-four", "two thousand and one", "nineteen fifty"."""
    result: list[Atom] = []
    i = 0
    while i < len(found):
        atom, i = found[i], i + 1
        if atom.text.isalpha() and "NUM" in atom.classes:
            value: int = atom.classes["NUM"]
            name = "NUM"
            while (step := _next_number(found, i)) and name == "NUM":
                joined = _joined(value, step[1])
                if joined is None:
                    break
                i, value, name = step[0], joined, step[2]
            if found[i - 1] is not atom:
                classes: Classes = {name: value}
                # "nineteen seventy-nine" is a year, "twelve hundred" and "two thousand" are numbers.
                if value // 100 == atom.classes["NUM"] and name == "NUM" and found[i - 1].text != "hundred":
                    classes["YEAR"] = value
                atom = Atom("#", atom.start, found[i - 1].end, classes)
        result.append(atom)
    return result


def _next_number(found: list[Atom], i: int) -> tuple[int, int, str] | None:
    """Return the end, value and class of the number word at i, which may follow a hyphen or "and"."""
    if i + 1 < len(found) and found[i].text in ("-", "and"):
        i += 1
    if i < len(found) and found[i].text.isalpha():
        for name in ("NUM", "ORDINAL"):
            if name in found[i].classes:
                return i + 1, found[i].classes[name], name
    return None


def _joined(value: int, after: int) -> int | None:
    """Return the combined number of two number words."""
    if after in (100, 1000):
        return value * after if value < after else None
    if value % 1000 == 0 or (value % 100 == 0 and after < 100):
        return value + after
    if value % 100 >= 20 and value % 10 == 0 and after < 10:
        return value + after
    if 10 <= value <= 20 and after >= 10:
        return value * 100 + after
    return None
