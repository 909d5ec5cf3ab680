"""A part of a text that is read by itself."""

from enum import StrEnum
from typing import NamedTuple


class PartKind(StrEnum):
    """What a part of a text is for."""

    DATELINE = "dateline"
    """Where and when a report was written: "GENEVA, 5 March (Reuters) -"."""
    CREDIT = "credit"
    """Who made the report or answers for it: a byline, "(Reporting by ...)", an address for the press."""
    LABEL = "label"
    """Who speaks the words after it: "MR. PRICE:"."""
    QUESTION = "question"
    """The label of somebody who only asks: "Q:"."""
    NUMBER = "number"
    """The number or the dash before a paragraph."""
    OPERATIVE = "operative"
    """A paragraph whose subject is whoever issues the document: "Condemns the attack;"."""


class Part(NamedTuple):
    """Character offsets [start, end) with the white space after them."""

    start: int
    end: int
    kind: PartKind
