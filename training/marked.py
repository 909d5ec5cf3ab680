"""Texts with their annotation written into them: "The army {cue denied} {quote {ASSAULT/denied firing} first}".

A file begins with comments; "# heads: trigger modality" names the heads that its texts are annotated for. Each line
after them is a paragraph. `{LABEL words}` marks words, and marks may be nested. A label is a type of event, with its
modality after a slash unless it has occurred; `cue`; `quote` for what is said; a stance, for the evidence of a
position; or a type of actor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.enums import ActorType, EventType, Modality, Stance

_MARK = re.compile(r"\{(\S+) |\}")
_BLANK = re.compile(r"(?<=\n)\n+")
_HEADS = re.compile(r"^# heads: (.+)$", re.MULTILINE)
_LABELS = frozenset(
    (
        "cue",
        "quote",
        *ActorType,
        *Stance,
        *EventType,
        *(f"{event}/{value}" for event in EventType for value in Modality),
    )
)


class MarkError(ValueError):
    """A mark that is not closed, not opened, or has an unknown label."""


@dataclass(slots=True)
class Mark:
    """Marked words as code-point offsets [start, end) into the text."""

    label: str
    start: int
    end: int = -1

    @property
    def type(self) -> str:
        """Return the label without a modality."""
        return self.label.partition("/")[0]

    @property
    def modality(self) -> str:
        """Return the modality of an event."""
        return self.label.partition("/")[2] or Modality.OCCURRED


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its marks, the marks, and the heads that they are complete for."""

    text: str
    heads: frozenset[str]
    marks: tuple[Mark, ...]


def read_marked(source: str) -> MarkedText:
    """Read a file; raise MarkError, which names the line, where a mark is wrong."""
    heads = _HEADS.search(source)
    if heads is None:
        raise MarkError("no line names the heads: # heads: trigger modality")
    text, marks = "", list[Mark]()
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            plain, of_line = _read_line(line)
        except MarkError as error:
            raise MarkError(f"line {number}: {error}") from None
        marks += (Mark(mark.label, mark.start + len(text), mark.end + len(text)) for mark in of_line)
        text += plain + "\n"
    return MarkedText(text, frozenset(heads[1].split()), tuple(marks))


def documents(marked: MarkedText) -> Iterator[MarkedText]:
    """Yield the documents of a text, which blank lines part."""
    start = 0
    for end in (*(match.start() for match in _BLANK.finditer(marked.text)), len(marked.text)):
        marks = (Mark(m.label, m.start - start, m.end - start) for m in marked.marks if start <= m.start < end)
        if marked.text[start:end].strip():
            yield MarkedText(marked.text[start:end], marked.heads, tuple(marks))
        start = end


def _read_line(line: str) -> tuple[str, list[Mark]]:
    """Return a line without its marks, and the marks."""
    text, end = "", 0
    marks, opened = list[Mark](), list[Mark]()
    for found in _MARK.finditer(line):
        text += line[end : found.start()]
        end = found.end()
        if found[1] is None:
            if not opened:
                raise MarkError("a mark is closed that was not opened")
            opened.pop().end = len(text)
        elif found[1] in _LABELS:
            opened.append(Mark(found[1], len(text)))
            marks.append(opened[-1])
        else:
            raise MarkError(f"unknown label {found[1]!r}")
    if opened:
        raise MarkError(f"the mark {opened[-1].label!r} is not closed")
    return text + line[end:], marks
