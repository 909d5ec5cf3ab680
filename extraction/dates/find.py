"""Find the dates of a parsed text: split it into atoms, match the grammar, resolve from left to right."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from extraction.dates import builders, grammar
from extraction.dates.atoms import Atom, atoms
from extraction.dates.calendar import Period, Unit
from extraction.dates.composed import Duration
from extraction.dates.events import DatedEvents
from extraction.dates.meaning import Context, Meaning, Node, Tense
from extraction.dates.named import Fixed
from extraction.dates.plausible import months_as_names, plausible
from extraction.dates.relative import Compared, Within
from extraction.dates.tense import tense
from extraction.document import Document
from ontology.edtf import Edtf

# Number of characters for which a text is still about the last quarter that it named.
_NEAR = 300


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Time expression at text[start:end], in code points.

    `edtf` is an EDTF level 1 value, `duration` an ISO 8601 duration ("R/P1D" for a repetition); both are None when
    the text and the publication date do not determine them. `meaning` is their structured value. A range is one date,
    and its two `ends` are dates of their own.
    """

    start: int
    end: int
    edtf: Edtf | None
    duration: str | None
    meaning: Meaning
    ends: tuple["FoundDate", ...] = ()


def find_dates(document: Document, published_at: str | None) -> list[FoundDate]:
    """Return the time expressions of a text in text order, without overlaps.

    `published_at` is the publication date as an EDTF time, date, month or year, or None; expressions that need a finer
    one have no value.
    """
    reader = _Reader(document, published_at)
    paragraphs = (document.offsets(*each) for each in document.paragraphs)
    for atom in grammar.parse(atoms(document.text, paragraphs)):
        if node := grammar.node(atom):
            reader.read(atom, node)
    reader.count_from_events()
    return reader.dates


class _Reader:
    """Reader of the expressions of a text from left to right, which keeps the dated events of the text."""

    def __init__(self, document: Document, published_at: str | None) -> None:
        self.dates: list[FoundDate] = []
        self._document = document
        self._offsets: list[int] = document.doc.to_array("IDX").tolist() if len(document.doc) else []
        self._people = months_as_names(document.doc)
        self._now = _published(published_at)
        self._before: Period | None = None
        self._quarter: Period | None = None
        self._quarter_end = 0
        self._events = DatedEvents()
        self._lengths: list[tuple[int, Duration, Token]] = []
        """Lengths of time among `dates`: index, node and last token."""

    def read(self, atom: Atom, node: Node) -> None:
        """Resolve an expression and add it to `dates`, if it can be one."""
        first, last = self._token(atom.start), self._token(atom.end - 1)
        if not plausible(atom, first, last, self._people):
            return
        quarter = self._quarter if atom.start - self._quarter_end < _NEAR else None
        # An "in ten years" that modifies a noun counts past years, as in "the first in ten years".
        when, sure = tense(first, last)
        if isinstance(node, Within) and first.head.pos_ == "NOUN":
            when = Tense.UNKNOWN
        meaning = _resolve(node, Context(self._now, self._before, quarter, when, sure))
        if isinstance(node, Duration):
            self._lengths.append((len(self.dates), node, last))
        if meaning.period:
            self._events.note(self._document.doc[first.i : last.i + 1].root, meaning.period)
        if meaning.period and not isinstance(node, Compared):
            self._before = meaning.period
            if meaning.period.unit is Unit.QUARTER:
                self._quarter, self._quarter_end = meaning.period, atom.end
        self.dates.append(_found(atom, meaning))

    def count_from_events(self) -> None:
        """Date the lengths of time that are counted from dated events: "18 years after the invasion"."""
        context = Context(self._now, None, None, Tense.UNKNOWN)
        for place, length, last in self._lengths:
            found = self._events.counted_from(last.nbor()) if last.i + 1 < len(last.doc) else None
            node = builders.counted(length, found.sign, Fixed(found.date)) if found else None
            if not found or not node:
                continue
            meaning = _resolve(node, context)
            if meaning.edtf:
                end = found.noun.idx + len(found.noun)
                self.dates[place] = _found(Atom("", self.dates[place].start, end, {}), meaning)

    def _token(self, offset: int) -> Token:
        return self._document.doc[max(bisect_right(self._offsets, offset) - 1, 0)]


def _found(atom: Atom, meaning: Meaning) -> FoundDate:
    inner = [part for part in atom.parts if "DATE" in part.classes]
    ends = tuple(_found(part, end) for part, end in zip(inner, meaning.ends, strict=False))
    return FoundDate(atom.start, atom.end, _value(meaning.edtf), meaning.duration, meaning, ends)


def _value(edtf: str | None) -> Edtf | None:
    try:
        return Edtf.parse(edtf) if edtf else None
    except ValueError:  # a time that its offset from UTC puts before the year 1 or after 9999
        return None


def _published(value: str | None) -> Period | None:
    if value is None:
        return None
    parts = [int(part) for part in value[:10].split("-")]
    unit = (Unit.YEAR, Unit.MONTH, Unit.DAY)[len(parts) - 1]
    return Period(unit, date(*[*parts, 1, 1][:3]))


def _resolve(node: Node, context: Context) -> Meaning:
    try:
        return node.resolve(context)
    except (ValueError, OverflowError):  # a 31 February, or not within the years 1 to 9999
        return Meaning()


@lru_cache(maxsize=32)
def written_days(line: str) -> tuple[tuple[int, int, str], ...]:
    """Return the days of a line that are complete dates, each with its place; needs no parse."""
    context = Context(None, None, None, Tense.UNKNOWN)
    found = []
    for atom in grammar.parse(atoms(line, [(0, len(line))])):
        node = grammar.node(atom)
        meaning = _resolve(node, context) if node else None
        if meaning and meaning.edtf and not meaning.ends and meaning.period and meaning.period.unit is Unit.DAY:
            found.append((atom.start, atom.end, meaning.edtf[: len("2001-01-31")]))
    return tuple(found)
