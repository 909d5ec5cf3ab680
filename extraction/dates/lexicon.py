"""Lexicon of time expressions: word -> {class: value}."""

from functools import cache
from typing import Any

from extraction.dates.calendar import Unit
from extraction.lexicon import rows

Classes = dict[str, Any]
"""Possible classes of an atom and its value in each: {"MONTH": 5, "NUM": 2}."""


@cache
def words() -> dict[str, Classes]:
    """Return every word of the lexicon with its classes; a unit is also SINGLE or PLURAL."""
    found: dict[str, Classes] = {}
    for word, name, value in rows("dates/words.tsv"):
        classes = found.setdefault(word, {})
        if name in ("UNIT", "OFTEN"):
            classes[name] = Unit[value]
        else:
            classes[name] = int(value) if value.lstrip("-").isdecimal() else value
        if name == "UNIT" and word != "night":
            classes["PLURAL" if word.endswith("s") or word == "millennia" else "SINGLE"] = classes[name]
    return found


@cache
def numbered() -> frozenset[str]:
    """Return the nouns whose following number is a label: "room 1945"."""
    return frozenset(noun for (noun,) in rows("dates/numbered.tsv"))


def holidays() -> dict[str, str]:
    """Return the named days, as patterns of atoms, with the rule of each."""
    return {row[0]: row[1] for row in rows("dates/holidays.tsv")}
