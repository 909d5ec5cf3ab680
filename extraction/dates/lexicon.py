"""The words of time expressions: word -> {class: value}."""

from functools import cache
from typing import Any

from extraction.dates.calendar import Unit
from extraction.lexicon import rows

Classes = dict[str, Any]
"""What an atom may be, and the value it has as such: {"MONTH": 5, "NUM": 2}."""


@cache
def words() -> dict[str, Classes]:
    """Every word of the lexicon with the classes it has; a unit is SINGLE or PLURAL besides."""
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
    """The nouns before a number that names which one: "room 1945"."""
    return frozenset(noun for (noun,) in rows("dates/numbered.tsv"))


def holidays() -> dict[str, str]:
    """The named days, as patterns of atoms, with the rule of each."""
    return {row[0]: row[1] for row in rows("dates/holidays.tsv")}
