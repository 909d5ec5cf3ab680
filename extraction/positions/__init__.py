"""Positions: who wants, rejects, expects or doubts what."""

from collections.abc import Iterator, Sequence

from extraction.actors.table import ActorTable
from extraction.document import Document
from extraction.positions import syntax
from extraction.positions.attitudes import Reading, readings
from extraction.positions.found import FoundPosition
from extraction.positions.holders import Holders
from extraction.positions.labels import label, matter, slug
from extraction.positions.speech import statements
from extraction.quotes.found import FoundQuote
from ontology.enums import Basis

__all__ = ["FoundPosition", "find_positions", "matter", "slug"]

_SUBJECT_NEAR = 12
_SHOWN = syntax.SUBJECTS | {"aux", "auxpass", "neg"}


def find_positions(
    document: Document, actors: ActorTable, quotes: Sequence[FoundQuote], speakers: Sequence[int | None]
) -> list[FoundPosition]:
    """The positions of a text in text order, one per holder, issue and stance.

    `speakers[i]` is the actor that speaks `quotes[i]`.
    """
    holders = Holders(document, actors, quotes, speakers)
    found: list[FoundPosition] = []
    for reading in _all_readings(document, holders, quotes, speakers):
        position = _position(document, holders, reading)
        if position is not None:
            found.append(position)
    return _distinct(found)


def _all_readings(
    document: Document,
    holders: Holders,
    quotes: Sequence[FoundQuote],
    speakers: Sequence[int | None],
) -> Iterator[Reading]:
    for token in document.doc:
        yield from readings(token, holders)
    for quote, speaker in zip(quotes, speakers, strict=True):
        if speaker is not None:
            yield from statements(document, quote, speaker, holders)


def _position(document: Document, holders: Holders, reading: Reading) -> FoundPosition | None:
    issue = label(reading.judgement.about)
    if not issue:
        return None
    quote = holders.quote_at(reading.word)
    is_own = quote is not None and holders.speaker_at(reading.word) == reading.holder
    return FoundPosition(
        holder=reading.holder,
        issue=issue,
        stance=reading.judgement.stance,
        evidence=document.offsets(*_evidence(reading)),
        basis=Basis.STATED if is_own or reading.is_said else Basis.REPORTED,
        quote=quote if is_own else None,
        confidence=reading.judgement.confidence,
    )


def _evidence(reading: Reading) -> tuple[int, int]:
    """The clause that shows a position: from the word, or its subject when that is near, to what it is about."""
    word, followed = reading.word, reading.followed
    start = min(word.i, syntax.left(followed) if followed.i < word.i or word.dep_ == "amod" else followed.i)
    end = max(word.i + 1, syntax.right(followed))
    # A predicate is shown with its verb: "is hostile to the alliance".
    verb = word.head if word.dep_ in ("acomp", "attr", "oprd") and word.head.i < word.i else word
    for c in (*verb.lefts, verb):
        if c is verb or c.dep_ in _SHOWN:
            edge = syntax.left(c) if c is not verb else c.i
            if verb.i - edge <= _SUBJECT_NEAR:
                start = min(start, edge)
    return start, end


def _distinct(found: list[FoundPosition]) -> list[FoundPosition]:
    """One record per holder, issue and stance; of two on overlapping words of one holder, the surer."""
    kept: list[FoundPosition] = []
    seen: set[tuple[int, str, str]] = set()
    taken: dict[int, list[tuple[int, int]]] = {}
    for position in sorted(found, key=lambda p: (-p.confidence, p.evidence[0])):
        key = position.holder, matter(position.issue), position.stance.value
        spans = taken.setdefault(position.holder, [])
        start, end = position.evidence
        if key in seen or any(start < e and s < end for s, e in spans):
            continue
        seen.add(key)
        spans.append((start, end))
        kept.append(position)
    return sorted(kept, key=lambda p: (p.evidence, p.holder))
