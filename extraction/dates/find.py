"""From a parsed text to its dates: cut into atoms, match the grammar, resolve from left to right."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from extraction.dates import grammar
from extraction.dates.atoms import Atom, atoms
from extraction.dates.calendar import Period, Unit
from extraction.dates.meaning import Context, Meaning, Node, Tense, TimexType
from extraction.dates.plausible import plausible
from extraction.dates.relative import Compared
from extraction.dates.tense import tense
from extraction.document import Document

# How far on, in characters, a text is still about the quarter it has named.
_NEAR = 300


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A time expression at text[start:end], in code points.

    `edtf` is an EDTF level 1 value, `duration` an ISO 8601 duration ("R/P1D" for a repetition); both are None when the
    text and the publication date do not tell. `timex` is the TIMEX3 value and `timex_type` its type. A range is one
    date, and its two `ends` are dates of their own.
    """

    start: int
    end: int
    edtf: str | None
    duration: str | None
    timex: str
    timex_type: TimexType
    ends: tuple["FoundDate", ...] = ()


def find_dates(document: Document, published_at: str | None) -> list[FoundDate]:
    """The time expressions of a text in text order, none over another.

    `published_at` is the publication date as an EDTF time, date, month or year, or None; what cannot be told
    without a finer one has no value.
    """
    tokens = _Tokens(document)
    found = atoms(document.text, tokens.paragraphs())
    for table in grammar.TABLES:
        found = table.apply(found)
    now = _published(published_at)
    before: Period | None = None
    quarter: tuple[Period, int] | None = None
    dates: list[FoundDate] = []
    for atom in found:
        node = _node(atom)
        if node is None or not plausible(atom, tokens.at(atom.start), tokens.at(atom.end - 1)):
            continue
        near = quarter[0] if quarter and atom.start - quarter[1] < _NEAR else None
        meaning = _resolve(node, Context(now, before, near, tokens.tense(atom)))
        if meaning.period and not isinstance(node, Compared):
            before = meaning.period
            if before.unit is Unit.QUARTER:
                quarter = before, atom.end
        dates.append(_found(atom, meaning))
    return dates


def _found(atom: Atom, meaning: Meaning) -> FoundDate:
    inner = [part for part in atom.parts if "DATE" in part.classes]
    ends = tuple(_found(part, end) for part, end in zip(inner, meaning.ends, strict=False))
    return FoundDate(atom.start, atom.end, meaning.edtf, meaning.duration, meaning.timex, meaning.type, ends)


def _node(atom: Atom) -> Node | None:
    for name in grammar.RESULTS:
        if name in atom.classes:
            node: Node | None = None if name == "NONE" else atom.classes[name]
            return node
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
    except (ValueError, OverflowError):  # before the year 1 or past the year 9999
        return Meaning("XXXX-XX-XX")


class _Tokens:
    """The tokens of a document by their offsets."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts: list[int] = document.doc.to_array("IDX").tolist() if len(document.doc) else []

    def paragraphs(self) -> list[tuple[int, int]]:
        return [self._document.offsets(*each) for each in self._document.paragraphs]

    def at(self, offset: int) -> Token:
        return self._document.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def tense(self, atom: Atom) -> Tense:
        return tense(self.at(atom.end - 1))
