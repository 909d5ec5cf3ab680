"""Text of an article in lines and segments, cut at each start and end of a fact, so that no segments overlap."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Highlight(NamedTuple):
    """Characters of the fact with this number; `layer` is their style."""

    start: int
    end: int
    fact: int
    layer: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Piece of a line with the facts that cover it, the one with the shortest highlight last.

    `stance` is that of a position that begins with the piece; "" if none does.
    """

    start: int
    text: str
    facts: tuple[int, ...] = ()
    layers: tuple[str, ...] = ()
    stance: str = ""


def highlights_of(facts: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Highlight]:
    """Return the highlights of facts given with their kinds; the number of a fact is its index."""
    return [
        Highlight(span["start"], span["end"], number, layer)
        for number, (kind, fact) in enumerate(facts)
        for layer, spans in _LAYERS[kind](fact)
        for span in spans
        if span
    ]


_Layers = Iterator[tuple[str, Sequence[Mapping[str, Any] | None]]]


def _actor(fact: Mapping[str, Any]) -> _Layers:
    yield "a", fact["mentions"]


def _quote(fact: Mapping[str, Any]) -> _Layers:
    # A mixed quote is reported, too; `mixed` is a stance.
    yield "q direct" if fact["kind"] == "direct" else "q reported", fact["content"]
    yield "c", [fact["cue"], fact["speaker"] and fact["speaker"]["mention"]]


def _event(fact: Mapping[str, Any]) -> _Layers:
    yield f"e {fact['modality']}", fact["triggers"]
    yield "w", [fact["when"] and fact["when"]["span"]]
    yield "f", [figure["span"] for figure in fact["figures"]]


def _position(fact: Mapping[str, Any]) -> _Layers:
    yield f"p {fact['stance']}", [fact["evidence"]]


_LAYERS = {"actor": _actor, "quote": _quote, "event": _event, "position": _position}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Line of the text that is not blank; `apart` is true after blank lines."""

    segments: list[Segment]
    apart: bool


def paragraphs(text: str, highlights: Sequence[Highlight]) -> Iterator[Paragraph]:
    """Yield the lines of a text in segments, without blank lines and line ends."""
    lines = [match.span() for match in _LINE.finditer(text)]
    ends = {offset for each in highlights for offset in (each.start, each.end)}
    cuts = sorted({0, len(text), *ends, *(offset for line in lines for offset in line)})
    covering = _covering(cuts, highlights)
    previous_end = 0
    for start, end in lines:
        first, last = bisect_left(cuts, start), bisect_left(cuts, end)
        segments = [_segment(text, cuts[i], cuts[i + 1], covering[i]) for i in range(first, last)]
        yield Paragraph(segments, apart="\n" in text[previous_end:start].removeprefix("\n"))
        previous_end = end


def _covering(cuts: Sequence[int], highlights: Sequence[Highlight]) -> list[list[Highlight]]:
    """Return the highlights over each piece between two cuts, the longest first."""
    place = {cut: i for i, cut in enumerate(cuts)}
    covering: defaultdict[int, list[Highlight]] = defaultdict(list)
    for each in sorted(highlights, key=lambda each: each.start - each.end):
        for i in range(place[each.start], place[each.end]):
            covering[i].append(each)
    return [covering[i] for i in range(len(cuts))]


def _segment(text: str, start: int, end: int, over: Sequence[Highlight]) -> Segment:
    layers = list(dict.fromkeys(each.layer for each in over))
    if sum(each.layer.startswith("q ") for each in over) > 1:
        layers.append("qq")
    facts = dict.fromkeys(each.fact for each in reversed(over))
    stances = [each.layer[2:] for each in over if each.start == start and each.layer.startswith("p ")]
    return Segment(start, text[start:end], tuple(reversed(facts)), tuple(layers), stances[-1] if stances else "")
