"""The turns of a transcript or an interview: who speaks, in which paragraphs, and whether the turn is a question."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extraction.layout.part import PartKind

Range = tuple[int, int]

_STAGE = re.compile(r"\W*[(\[<][^()\[\]<>]*[)\]>]\W*$")
"""A paragraph that only says what happens meanwhile: "(Applause.)"."""
_LETTER = re.compile(r"[^\W\d_]")
_OUTLET = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}),? (?:with |from |of |at )?(?:the |The )?"
    r"[A-Z][^.?!\n:]{1,40}\.\s+"
)
"""A reporter who begins with a name and a house: "Ana Kovac, The Herald. Minister, ...", "Jo Lind with Radio One."."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Character offsets of the words that name a speaker and of the paragraphs that are said."""

    label: Range
    content: tuple[Range, ...]
    asks: bool
    """The turn is a question: it states nothing."""
    unnamed: bool
    """The label says that somebody asks, not who."""


def find_turns(text: str, paragraphs: list[tuple[Range, PartKind | None]]) -> list[Turn]:
    """The turns of a text whose paragraphs, with outer white space left out, and their kinds are given."""
    starts = [i for i, (_, kind) in enumerate(paragraphs) if kind in (PartKind.LABEL, PartKind.QUESTION)]
    found = []
    for first, last in pairwise([*starts, len(paragraphs)]):
        content = [span for span, kind in paragraphs[first + 1 : last] if kind is None and _is_said(text, span)]
        if content:
            found.append(_turn(text, paragraphs[first][0], content, paragraphs[first][1] is PartKind.QUESTION))
    return found


def _turn(text: str, label: Range, content: list[Range], unnamed: bool) -> Turn:
    asks = unnamed or text.endswith("?", 0, content[-1][1])
    opening = _OUTLET.match(text, *content[0]) if unnamed else None
    if opening is not None and opening.end() < content[0][1]:
        content = [(opening.end(), content[0][1]), *content[1:]]
        return Turn(opening.span("name"), tuple(content), asks, unnamed=False)
    return Turn(_name(text, label), tuple(content), asks, unnamed)


def _is_said(text: str, span: Range) -> bool:
    return _LETTER.search(text, *span) is not None and _STAGE.match(text, *span) is None


def _name(text: str, label: Range) -> Range:
    """The label without mark, note and colon."""
    start, end = label
    words = re.sub(r"\s*(?:[(\[].*)?:?\s*$", "", text[start:end])
    words = words.removesuffix(".") if len(words) == len("A.") else words
    lead = len(words) - len(words.lstrip('"“ '))
    return start + lead, start + len(words)
