"""Numbers in the words and digits of a sentence: "12", "two or three", "dozens", "2.5 million"."""

import re
from typing import NamedTuple

from extraction.events.figures.lexicon import currencies

_PIECE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+|[^\w\s]|_")
_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_GROUPS = _POWERS | {"hundred": 100, "dozen": 12}
# Only beside a currency: "100m" alone may be metres.
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
# The least and the most of such a plural: more would have another word, where there is one.
_PLURALS: dict[str, tuple[int, int | None]] = {
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2 * 10**3, None),
    "millions": (2 * 10**6, None),
    "billions": (2 * 10**9, None),
    "tens of thousands": (20 * 10**3, 99_999),
    "hundreds of thousands": (200 * 10**3, 999_999),
    "tens of millions": (20 * 10**6, 99_999_999),
    "hundreds of millions": (200 * 10**6, 999_999_999),
    "tens of billions": (20 * 10**9, 99_999_999_999),
    "hundreds of billions": (200 * 10**9, 999_999_999_999),
}
# "several hundred": from three to nine of them.
_SEVERAL = {"several", "few"}
HYPHENS = frozenset("-–‑")
# "From 10 to 12" may be a change, "one in 12" and "12 out of 20" a share.
_OPENING = frozenset(("from",))
SEEN = re.compile(r"\d|\b(?:" + "|".join((*_UNITS, *_TENS, *_GROUPS, *_PLURALS)) + r")\b", re.IGNORECASE)


class Piece(NamedTuple):
    """Word, number or mark at text[start:end], in small letters."""

    text: str
    start: int
    end: int


class Number(NamedTuple):
    """Number in the pieces [first, last)."""

    low: int | float
    high: int | float | None
    last: int
    short: bool = False
    """True if it has a letter for its magnitude, as "5m"."""
    magnitude: int = 1
    counts: bool = True
    """False if it is a share, or leaves open whether it is a range."""


class Pieces:
    """Pieces of text[start:end]."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._pieces = [Piece(match[0].lower(), *match.span()) for match in _PIECE.finditer(text, start, end)]

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, i: int) -> Piece:
        return self._pieces[i]

    def at(self, i: int) -> str:
        """Return the text of a piece, empty before the first and after the last."""
        return self._pieces[i].text if 0 <= i < len(self._pieces) else ""

    def words(self, first: int, last: int) -> str:
        """Return the texts of the pieces [first, last), with a space between them; empty if there are fewer."""
        return " ".join(piece.text for piece in self._pieces[first:last]) if 0 <= first < last <= len(self) else ""

    def touches(self, i: int) -> bool:
        """Return whether no space divides a piece from the one before it."""
        return 0 < i < len(self._pieces) and self._pieces[i - 1].end == self._pieces[i].start

    def number_at(self, i: int) -> Number | None:
        """Return the number at i, or the range that begins there: "two or three", "10-15", "between 3 and 5"."""
        one = self._number(i)
        if one is None:
            return None
        j = one.last
        joint = self.at(j)
        if joint == "of" and self._number(j + 1) is not None:
            return Number(0, 0, j, counts=False)  # "one of 20": the whole follows
        if (whole := self._share_of(one, j)) is not None:
            return whole._replace(counts=False)
        if not (joint in HYPHENS or joint in ("to", "or") or (joint == "and" and self.at(i - 1) == "between")):
            return one
        if joint in HYPHENS and not self.touches(j):
            return one
        other = self._number(j + 1) or (self._number(j + 2) if self.at(j + 1) in currencies().signs else None)
        if other is None or one.high is None or other.high is None:
            return one
        low, high = one.low, other.high
        if one.magnitude == 1 and low < other.magnitude:
            low *= other.magnitude  # "two to three million"
        if low >= high or (joint == "to" and self.at(i - 1) in _OPENING):
            return Number(0, 0, other.last, counts=False)  # "312 to 41", "from 10 to 12"
        return other._replace(low=low, high=high)

    def _share_of(self, one: Number, j: int) -> Number | None:
        """Return the number of which another is a share: "nine in ten", "12 out of 20"."""
        out = self.at(j) == "out" and self.at(j + 1) == "of"
        other = self._number(j + 1 + out) if out or self.at(j) == "in" else None
        return other if other is not None and one.low < other.low <= 100 and not other.short else None

    def _number(self, i: int) -> Number | None:
        """Return the number that begins at i."""
        word = self.at(i)
        if word in ("tens", "hundreds", "thousands") and self.at(i + 1) == "of":
            phrase = f"{word} of {self.at(i + 2)}"
            if phrase in _PLURALS:
                return Number(*_PLURALS[phrase], i + 3)
        if word in _PLURALS:
            return Number(*_PLURALS[word], i + 1)
        if word in _SEVERAL and self.at(i + 1) in _GROUPS:
            group = _GROUPS[self.at(i + 1)]
            return Number(3 * group, 10 * group - 1, i + 2)
        if word[:1].isdecimal():
            return self._digits(i)
        return self._words(i)

    def _digits(self, i: int) -> Number | None:
        piece, text = self._pieces[i], self._text
        before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 2]
        if before and ((before.isalnum() and self.at(i - 1) not in currencies().signs) or before in "./:#@_\\&=№’'"):
            return None
        if before in HYPHENS and piece.start > 1 and text[piece.start - 2].isalpha():
            return None  # "COVID-19"
        if after[:1] in (":", "/", ".", ",") and after[1:2].isdecimal():
            return None
        digits = piece.text.replace(",", "")
        if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
            return None
        value = _plain(float(digits))
        j = i + 1
        if self.touches(j) and self.at(j)[:1].isalpha():
            if self.at(j) not in _SHORT:
                return None  # "12th", "5G", "1990s"
            magnitude = _SHORT[self.at(j)]
            value = _plain(value * magnitude)
            return Number(value, value, j + 1, short=True, magnitude=magnitude)
        return self._grouped(value, j)

    def _grouped(self, value: int | float, j: int) -> Number:
        """Return a value with the magnitudes after it: "5 million", "5-million"."""
        magnitude = 1
        while True:
            k = j + 1 if self.at(j) in HYPHENS and self.at(j + 1) in _GROUPS else j
            if self.at(k) not in _GROUPS:
                break
            magnitude *= _GROUPS[self.at(k)]
            j = k + 1
        value = _plain(value * magnitude)
        return Number(value, value, j, magnitude=magnitude)

    def _words(self, i: int) -> Number | None:
        """Return the number in words that begins at i: "two hundred and fifty", "a dozen", "half a million"."""
        word = self.at(i)
        if word == "a" and self.at(i + 1) == "half":
            return self._words(i + 1)
        if word in ("a", "an"):
            return self._grouped(1, i + 1) if self.at(i + 1) in _GROUPS else None
        if word == "half":
            j = i + 2 if self.at(i + 1) in ("a", "-") else i + 1
            return self._grouped(0.5, j) if self.at(j) in _GROUPS else None
        total, current, magnitude, j, last = 0, 0, 1, i, i
        while True:
            word = self.at(j)
            if word in _UNITS and (
                current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and _UNITS[word] < 10)
            ):
                current, magnitude = current + _UNITS[word], 1
            elif word in _TENS and current % 100 == 0:
                current, magnitude = current + _TENS[word], 1
            elif word in ("hundred", "dozen") and 0 < current < 100:
                current, magnitude = current * _GROUPS[word], _GROUPS[word]
            elif word in _POWERS and current:
                total, current, magnitude = total + current * _POWERS[word], 0, _POWERS[word]
            elif (word in HYPHENS or (word == "and" and magnitude > 1)) and last == j and self._continues(j + 1, word):
                j += 1
                continue
            else:
                break
            j += 1
            last = j
        if last == i:
            return None
        return Number(total + current, total + current, last, magnitude=magnitude)

    def _continues(self, j: int, joint: str) -> bool:
        """Return whether a number goes on after a hyphen or "and"."""
        after = self.at(j)
        return after in _UNITS or after in _TENS or (joint != "and" and after in _GROUPS)


def _plain(value: int | float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 6)
