"""Countries and the words newspapers use for them: names, demonyms, capitals, seats of power, places.

Codes are ISO 3166-1 alpha-2, and XK for Kosovo. What a table holds, and how a doubtful case is decided,
stands in the table, under data/.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from ontology.enums import ActorType

T = TypeVar("T")

_PUNCTUATION = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
# How many answers of a table are remembered: the same words are looked up again and again in one text.
_REMEMBERED = 4096
# Prefixes before a country in a compound, capitalised or not: "Pro-Iranian", "Non-US".
_PREFIXES = frozenset({"pro", "anti", "non", "ex"})
# Parts that make a compound something other than a state: "inter-Korean", "English-speaking".
_OTHER_SENSE = frozenset({"inter", "intra", "pan", "trans", "speaking", "speaker", "speakers", "language"})


@dataclass(frozen=True, slots=True)
class Country:
    """A state, or a territory with a code of its own; `name` is its usual short English name."""

    code: str
    name: str
    is_state: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """An organ of the state `code`, by its usual name; `type` is the actor it stands for."""

    code: str
    type: ActorType
    name: str


class Table(Generic[T]):
    """Spellings and their meanings: `entries` as the data has them, `find` with the variants of texts."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self.entries: Mapping[str, T] = MappingProxyType(dict(entries))
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)
        for spelling in self.entries:
            self._spellings[_fold(spelling)].append(spelling)
        self._remembered = lru_cache(_REMEMBERED)(self._find)

    def find(self, text: str) -> T | None:
        """Return what a text stands for, or None.

        A possessive ending, "the" in front, and hyphens for spaces do not matter. A capital letter of the
        spelling must be one in the text: "TURKEY" is the country, "turkey" and "us" are words.
        """
        return self._remembered(text)

    def _find(self, text: str) -> T | None:
        for candidate in _candidates(text):
            for spelling in self._spellings.get(_fold(candidate), ()):
                if all(c.isupper() or not s.isupper() for s, c in zip(spelling, candidate, strict=False)):
                    return self.entries[spelling]
        return None


def lookup(name: str) -> str | None:
    """Return the code of the country with a short, long or former name: "the U.S." gives US."""
    return NAMES.find(name)


def demonym(word: str) -> str | None:
    """Return the code of the country of an adjective or of a noun for its people, also in a compound.

    "Iraqi", "Britons", "pro-Iranian", "US-led", "Moscow-backed"; None where there are two, as in "US-China".
    """
    return DEMONYMS.find(word) or _compound(word)


def capital(name: str) -> str | None:
    """Return the code of the country with this capital or other seat of government."""
    return CAPITALS.find(name)


def seat(name: str) -> Seat | None:
    """Return the organ of state that a name stands for: "the Kremlin", "No 10"."""
    return SEATS.find(name)


def place_country(name: str) -> str | None:
    """Return the code of the country that a place is or lies in; None if it is unknown or lies in several."""
    # Capitals come last: "Victoria" is more often the Australian state than the capital of the Seychelles.
    return NAMES.find(name) or PLACES.find(name) or CAPITALS.find(name)


def name_of(code: str) -> str:
    """Return the usual short English name of a country; raises KeyError for an unknown code."""
    return COUNTRIES[code].name


def is_state(code: str) -> bool:
    """True for members and observers of the UN, Kosovo and Taiwan; raises KeyError for an unknown code."""
    return COUNTRIES[code].is_state


def named_at(words: Sequence[str], position: int) -> tuple[int, str | None]:
    """Return the length in words of the country name or adjective at a position, and its code; 1 and None for none."""
    for length in range(min(3, len(words) - position), 0, -1):
        name = " ".join(words[position : position + length])
        if name[:1].isupper() and (code := lookup(name) or DEMONYMS.find(name)):
            return length, code
    return 1, demonym(words[position]) if words[position][:1].isupper() else None


def _compound(word: str) -> str | None:
    parts = _plain(word).split("-")
    if len(parts) == 1 or any(part.lower() in _OTHER_SENSE for part in parts):
        return None
    codes = set()
    for part in parts:
        if code := _named_in_compound(part):
            codes.add(code)
        elif not (part.islower() or part.endswith("ed") or part.lower() in _PREFIXES):
            return None
    return codes.pop() if len(codes) == 1 else None


def _named_in_compound(part: str) -> str | None:
    organ = SEATS.find(part)
    return organ.code if organ else DEMONYMS.find(part) or NAMES.find(part) or CAPITALS.find(part)


def _candidates(text: str) -> Iterator[str]:
    text = _plain(text)
    for candidate in dict.fromkeys((text, text.removesuffix("'s"), text.removesuffix("'"))):
        yield candidate
        if candidate[:4].lower() == "the ":
            yield candidate[4:]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_PUNCTUATION).split())


def _fold(text: str) -> str:
    return text.replace("-", " ").lower()


def _rows(file: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "data" / file).read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows]


def _items(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split("|")


def _table(rows: list[dict[str, str]], *columns: str) -> Table[str]:
    return Table((spelling, row["code"]) for row in rows for column in columns for spelling in _items(row[column]))


def _seats() -> Iterator[tuple[str, Seat]]:
    for row in _rows("seats.tsv"):
        names = _items(row["names"])
        organ = Seat(row["code"], ActorType(row["type"]), names[0])
        for name in names:
            yield name, organ


def _places() -> Iterator[tuple[str, str | None]]:
    for row in _rows("places.tsv"):
        code = None if row["code"] == "-" else row["code"]
        for name in _items(row["names"]):
            yield name, code


_COUNTRIES = _rows("countries.tsv")

COUNTRIES: Mapping[str, Country] = MappingProxyType(
    {row["code"]: Country(row["code"], row["name"], row["status"] == "state") for row in _COUNTRIES}
)
NAMES = _table(_COUNTRIES, "name", "names")
DEMONYMS = _table(_COUNTRIES, "demonyms", "people")
CAPITALS = _table(_COUNTRIES, "capitals")
SEATS = Table(_seats())
PLACES = Table(_places())
