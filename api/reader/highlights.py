"""An article's text in lines and segments: cut wherever a fact starts or ends, so that no two marks overlap."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Mark(NamedTuple):
    """Characters that belong to the fact of this number; `layer` is how they look."""

    start: int
    end: int
    fact: int
    layer: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line with the facts that cover it, the one with the shortest mark last."""

    start: int
    text: str
    facts: tuple[int, ...] = ()
    layers: tuple[str, ...] = ()


def marks_of(facts: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Mark]:
    """The marks of the facts of a brief, each given with its kind; its number is its place among them."""
    return [
        Mark(span["start"], span["end"], number, layer)
        for number, (kind, fact) in enumerate(facts)
        for layer, spans in _LAYERS[kind](fact)
        for span in spans
        if span
    ]


_Layers = Iterator[tuple[str, Sequence[Mapping[str, Any] | None]]]


def _actor(fact: Mapping[str, Any]) -> _Layers:
    yield "a", fact["mentions"]


def _quote(fact: Mapping[str, Any]) -> _Layers:
    yield "q", fact["content"]
    yield "c", [fact["cue"], fact["speaker"] and fact["speaker"]["mention"]]


def _event(fact: Mapping[str, Any]) -> _Layers:
    yield "e", fact["triggers"]
    yield "w", [fact["when"] and fact["when"]["span"]]


def _position(fact: Mapping[str, Any]) -> _Layers:
    yield f"p {fact['stance']}", [fact["evidence"]]


_LAYERS = {"actor": _actor, "quote": _quote, "event": _event, "position": _position}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank; `apart` says whether blank lines stand before it."""

    segments: list[Segment]
    apart: bool


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[Paragraph]:
    """The lines of a text in segments; only blank lines, and the ends of lines, are left out."""
    lines = [match.span() for match in _LINE.finditer(text)]
    cuts = sorted(
        {0, len(text), *(m.start for m in marks), *(m.end for m in marks), *(i for ends in lines for i in ends)}
    )
    covering = _covering(cuts, marks)
    behind = 0
    for start, end in lines:
        first, last = bisect_left(cuts, start), bisect_left(cuts, end)
        segments = [_segment(text, cuts[i], cuts[i + 1], covering[i]) for i in range(first, last)]
        yield Paragraph(segments, apart="\n" in text[behind:start].removeprefix("\n"))
        behind = end


def _covering(cuts: Sequence[int], marks: Sequence[Mark]) -> list[list[Mark]]:
    """For each piece between two cuts the marks over it, the longest first."""
    place = {cut: i for i, cut in enumerate(cuts)}
    covering: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        for i in range(place[mark.start], place[mark.end]):
            covering[i].append(mark)
    return [covering[i] for i in range(len(cuts))]


def _segment(text: str, start: int, end: int, over: Sequence[Mark]) -> Segment:
    layers = list(dict.fromkeys(mark.layer for mark in over))
    if sum(mark.layer == "q" for mark in over) > 1:
        layers.append("qq")
    facts = dict.fromkeys(mark.fact for mark in reversed(over))
    return Segment(start, text[start:end], tuple(reversed(facts)), tuple(layers))
