"""Rules over atoms: a small pattern language, and one linear pass that applies a table of rules.

A pattern is a row of elements. `MONTH` matches an atom of that class and captures its value, `of` matches that word,
`MONTH|of` either, `(ago|earlier)` a word whose text is captured; a `?` after an element makes it optional (a class
left out captures None); `!of` and `&SIGN` look ahead: no "of" here, a sign here.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extraction.dates.atoms import Atom

Build = Callable[..., Any]
"""Function from the captured values to the value of the new atom, None when they are impossible."""


@dataclass(frozen=True, slots=True)
class _Element:
    names: frozenset[str]
    """Classes, in capitals, and words."""
    optional: bool
    captures: bool
    ahead: bool | None
    """True or False for a lookahead that must or must not match, None for an element that consumes an atom."""

    def found(self, atom: Atom) -> str | None:
        """Return the name under which an atom matches."""
        if atom.text in self.names:
            return atom.text
        for name in atom.classes:
            if name in self.names:
                return name
        return None


@dataclass(frozen=True, slots=True)
class Rule:
    """Rule that merges matching atoms into one of class `result`; `build` computes its value from the captured values.

    A lone atom keeps its other classes: 1999 is still a number.
    """

    result: str
    elements: tuple[_Element, ...]
    build: Build


def rule(result: str, pattern: str, build: Build) -> Rule:
    return Rule(result, tuple(_element(piece) for piece in pattern.split()), build)


def _element(piece: str) -> _Element:
    ahead = {"!": False, "&": True}.get(piece[0]) if len(piece) > 1 else None
    optional = len(piece) > 1 and piece.endswith("?")
    names = re.sub(r"^[!&]|[()]|\?$", "", piece) if len(piece) > 1 else piece
    captures = ahead is None and (piece.startswith("(") or names.isupper())
    return _Element(frozenset(names.split("|")), optional, captures, ahead)


class Table:
    """Rules that are tried together; the longest match wins, then the rule written first."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        # Index by the names of the first two atoms, so that few rules are tried in vain; None is any second one.
        self._openings: dict[str, dict[str | None, list[tuple[int, Rule]]]] = {}
        for number, each in enumerate(rules):
            for first, second in _openings(each.elements):
                self._openings.setdefault(first, {}).setdefault(second, []).append((number, each))

    def apply(self, atoms: list[Atom]) -> list[Atom]:
        """Return the atoms with each match of the rules merged into one."""
        result: list[Atom] = []
        i = 0
        while i < len(atoms):
            atom = atoms[i]
            if atom.text in self._openings or not self._openings.keys().isdisjoint(atom.classes):
                atom, i = self._longest(atoms, i)
            else:
                i += 1
            result.append(atom)
        return result

    def _longest(self, atoms: list[Atom], i: int) -> tuple[Atom, int]:
        """Return the longest match at i as an atom, else the atom at i, and its end."""
        best: tuple[int, int, Rule, Any] | None = None
        for number, each in self._candidates(atoms, i):
            values: list[Any] = []
            end = _match(each.elements, 0, atoms, i, values)
            if end > i and atoms[end - 1].text == ",":  # optional, and no match after it
                end -= 1
            if end > i and (best is None or (end, -number) > best[:2]):
                value = each.build(*values)
                if value is not None:
                    best = end, -number, each, value
        if best is None:
            return atoms[i], i + 1
        end, _, chosen, value = best
        classes = {**atoms[i].classes, chosen.result: value} if end == i + 1 else {chosen.result: value}
        return Atom(atoms[i].text, atoms[i].start, atoms[end - 1].end, classes, atoms[i:end]), end

    def _candidates(self, atoms: list[Atom], i: int) -> Iterator[tuple[int, Rule]]:
        second = (None, *_names(atoms[i + 1])) if i + 1 < len(atoms) else (None,)
        for first in _names(atoms[i]):
            if first in self._openings:
                rules = self._openings[first]
                for name in second:
                    yield from rules.get(name, ())


def _names(atom: Atom) -> tuple[str, ...]:
    return (atom.text, *atom.classes)


def _openings(elements: tuple[_Element, ...]) -> Iterator[tuple[str, str | None]]:
    """Yield the possible names of the first two atoms of a match; None where the second can be anything."""
    for k, element in enumerate(elements):
        if element.ahead is not None:
            continue
        seconds: set[str | None] = set()
        for after in elements[k + 1 :]:
            if after.ahead is not None:
                seconds.add(None)
                break
            seconds |= after.names
            if not after.optional:
                break
        else:
            seconds.add(None)
        yield from itertools.product(sorted(element.names), seconds)
        if not element.optional:
            return


def _match(elements: tuple[_Element, ...], k: int, atoms: list[Atom], i: int, values: list[Any]) -> int:
    """Return the end of a match of elements[k:] at atoms[i:], -1 if none; add the captured values to values."""
    if k == len(elements):
        return i
    element = elements[k]
    atom = atoms[i] if i < len(atoms) else None
    name = element.found(atom) if atom else None
    if element.ahead is not None:
        return _match(elements, k + 1, atoms, i, values) if (name is not None) is element.ahead else -1
    size = len(values)
    if name is not None and atom is not None:
        if element.captures:
            values.append(atom.classes.get(name, name))
        end = _match(elements, k + 1, atoms, i + 1, values)
        if end >= 0:
            return end
        del values[size:]
    if element.optional:
        if element.captures:
            values.append(None)
        return _match(elements, k + 1, atoms, i, values)
    return -1
