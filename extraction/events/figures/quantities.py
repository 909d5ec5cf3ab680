"""Numbers of a text with their hedges and units: "at least 12", "$5 million", "about three years"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.document import Document
from extraction.events.figures.lexicon import currencies
from extraction.events.figures.numbers import HYPHENS, SEEN, Number, Pieces
from extraction.events.model import Dated
from ontology import countries
from ontology.figure import DAYS

_LEAST, _MOST, _ABOUT = "least", "most", "about"
_BEFORE = {
    _LEAST: "at least|at the very least|no fewer than|no less than|not less than|not fewer than|more than|over|"
    "well over|above|upwards of|upward of|in excess of|a minimum of|greater than|exceeding",
    _MOST: "up to|as many as|as much as|no more than|not more than|at most|at the most|fewer than|less than|under|"
    "below|a maximum of|well under",
    _ABOUT: "about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|circa|just over|"
    "just under|more or less|almost exactly|a little over|slightly more than|slightly over|slightly under",
}
_AFTER = {
    _LEAST: "or more|at least|at the very least|+|plus|- plus|- odd",
    _MOST: "or fewer|or less|at most|at the most",
    _ABOUT: "or so|or thereabouts|approximately",
}
_HEDGES_BEFORE = {words: hedge for hedge, several in _BEFORE.items() for words in several.split("|")}
_HEDGES_AFTER = {words: hedge for hedge, several in _AFTER.items() for words in several.split("|")}
_PERCENT = frozenset("% percent percentage pc".split())
_FRACTIONS = frozenset(
    "half third thirds quarter quarters fourth fourths fifth fifths sixth eighth tenth tenths".split()
)
_OF_TIME = re.compile(r"(minute|hour|day|week|month|year)s?$")
_RATES = frozenset("each apiece annually yearly monthly weekly daily hourly".split())
_AGES = frozenset(("old", "olds"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Number at text[start:end], as a range whose ends are None where they are open; `root` governs its words.

    `unit` is a currency, a unit of time, or None for a plain number. `start` and `end` include hedge and unit.
    """

    start: int
    end: int
    low: int | float | None
    high: int | float | None
    approximate: bool
    unit: str | None
    root: Token


def find_quantities(document: Document, dates: Sequence[Dated]) -> list[Quantity]:
    """Return the quantities of a text in text order; dates, ages, shares, labels and ordinals are left out."""
    known = sorted((date.start, date.end) for date in dates if date.edtf is not None)
    starts = document.starts
    found: list[Quantity] = []
    for sentence in document.sentences:
        if SEEN.search(document.text, sentence.start_char, sentence.end_char):
            reader = _Reader(document, sentence.start_char, sentence.end_char, starts)
            found += (each for each in reader.quantities() if not _is_within(each, known))
    return found


def _is_within(quantity: Quantity, known: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(known, (quantity.end, 0)) - 1
    return place >= 0 and known[place][1] > quantity.start


class _Reader:
    """Reader of the quantities of one sentence."""

    def __init__(self, document: Document, start: int, end: int, starts: Sequence[int]) -> None:
        self._document, self._starts = document, starts
        self._text = document.text
        self._pieces = Pieces(document.text, start, end)

    def quantities(self) -> Iterator[Quantity]:
        i = 0
        while i < len(self._pieces):
            number = self._pieces.number_at(i)
            if number is None:
                i += 1
                continue
            quantity = self._quantity(i, number)
            if quantity is not None:
                yield quantity
            i = number.last

    def _quantity(self, i: int, number: Number) -> Quantity | None:
        """Return the quantity of a number with the words around it, None where it is a share, an age or a label."""
        first, last = i, number.last
        low: int | float | None = number.low
        high = number.high
        if not number.counts or self._is_share(last):
            return None
        if self._is_compound(last) or self._is_rate(last):
            return None
        hedge, past = self._hedge_after(last)
        unit, first, last = self._unit(first, last if hedge is None else past)
        if hedge is None:
            hedge, past = self._hedge_after(last)
            last = past if hedge is not None else last
        elif unit is None:
            last = past
        if hedge is None and unit is None and self._pieces.at(last + 1) == "or" and self._pieces.at(last).isalpha():
            hedge, past = self._hedge_after(last + 1)  # "66 people or more"
            last = last if hedge is None else past
        if number.short and (unit is None or unit in DAYS):
            return None
        if self._pieces.at(first - 1) == "between":
            first -= 1
        led, first = self._hedge_before(first)
        hedge = hedge if led is None or hedge == _LEAST else led
        if hedge == _LEAST:
            high = None
        elif hedge == _MOST:
            low, high = None, high if high is not None else low
        if unit is not None and self._is_rate(last):
            return None
        if unit in DAYS and (
            self._pieces.at(last) in _AGES or (self._pieces.at(last) in HYPHENS and self._pieces.at(last + 1) in _AGES)
        ):
            return None
        root = self._root(i, number.last, last, unit)
        start, end = self._pieces[first].start, self._pieces[last - 1].end
        return None if root is None else Quantity(start, end, low, high, hedge == _ABOUT, unit, root)

    def _is_share(self, last: int) -> bool:
        """Return whether a number is one of hundred or of parts: "30 per cent", "two-thirds"."""
        word = self._pieces.at(last)
        after = self._pieces.at(last + 1) if word in HYPHENS else word
        return word in _PERCENT or self._pieces.words(last, last + 2) == "per cent" or after in _FRACTIONS

    def _is_compound(self, last: int) -> bool:
        """Return whether a hyphen joins a number to a noun that it does not count alone: "a 12-member team"."""
        if (
            self._pieces.at(last) not in HYPHENS
            or not self._pieces.touches(last)
            or not self._pieces.at(last + 1).isalpha()
        ):
            return False
        return self._unit(last, last)[0] is None and self._hedge_after(last)[0] is None

    def _is_rate(self, last: int) -> bool:
        """Return whether a number is a rate: "12 people a day", "$5 million annually", "two each"."""
        for j in range(last, last + 3):
            word = self._pieces.at(j)
            if word in _RATES or (word in ("a", "an", "per", "every") and _OF_TIME.match(self._pieces.at(j + 1))):
                return True
            if not word.isalpha():
                break
        return False

    def _root(self, first: int, after: int, last: int, unit: str | None) -> Token | None:
        """Return the token that governs the others of a number, or its word for a currency or a unit of time."""
        end = self._pieces[(last if unit is not None else after) - 1].end
        begin = max(bisect_right(self._starts, self._pieces[first].start) - 1, 0)
        tokens = self._document.doc[begin : bisect_left(self._starts, end)]
        outer = [token for token in tokens if not tokens.start <= token.head.i < tokens.end or token.head.i == token.i]
        return outer[-1] if outer else None

    def _unit(self, first: int, last: int) -> tuple[str | None, int, int]:
        """Return the currency or unit of time of a number, with the pieces that it adds."""
        table = currencies()
        sign = table.signs.get(self._pieces.at(first - 1))
        if sign is not None:
            led = f"{self._pieces.at(first - 2)}{self._pieces.at(first - 1)}"
            if self._pieces.touches(first - 1) and led in table.signs:
                return table.signs[led], first - 2, last
            return sign, first - 1, last
        j = last + 1 if self._pieces.at(last) in HYPHENS and self._pieces.touches(last) else last
        word = self._pieces.at(j)
        if found := _OF_TIME.match(word):
            return f"{found[1]}s", first, j + 1
        if code := table.signs.get(word) if len(word) == 3 and word.isalpha() else None:
            return code, first, j + 1
        singular = word.removesuffix("s")
        if code := table.words.get(word) or table.words.get(singular):
            weight = singular == "pound" and self._pieces.at(j + 1) == "of"
            return (None, first, last) if weight else (code, first, j + 1)
        for k in range(j + 1, min(j + 3, len(self._pieces))):
            name, noun = self._text[self._pieces[j].start : self._pieces[k - 1].end], self._pieces.at(k)
            country = countries.demonym(name) or countries.lookup(name) or ""
            if code := table.national.get((country, noun)) or table.national.get((country, noun.removesuffix("s"))):
                return code, first, k + 1
        return None, first, last

    def _hedge_before(self, first: int) -> tuple[str | None, int]:
        for start in range(first - 4, first):
            if hedge := _HEDGES_BEFORE.get(self._pieces.words(start, first)):
                return hedge, start
        return None, first

    def _hedge_after(self, last: int) -> tuple[str | None, int]:
        for end in range(last + 4, last, -1):
            if hedge := _HEDGES_AFTER.get(self._pieces.words(last, end)):
                return hedge, end
        return None, last
