"""Votes: how many voted for, against, or abstained, from the words that say which is which."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from ontology.enums import FigureKind

_COUNT = r"(\d{1,3}(?:,\d{3})+|\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_MEMBERS = (
    r"(?:\s+(?:of\s+the\s+)?(?:votes|(?<=one )vote|members?|lawmakers|deputies|senators|legislators|countries|states|"
    r"nations|MPs|delegates|representatives|parliamentarians|judges|justices|people))?"
)
# The first number is of those who carried it: "by 312 votes to 41", "in a 15-0 vote", "voted 52-48".
_SCORE = re.compile(
    rf"(?:\bby|\bin|\bof|\bon|\bvoted|\bpassed|\bapproved|\badopted)\s+(?:an?\s+)?(?:(?:vote|margin)\s+of\s+)?"
    rf"{_COUNT}(?:\s+votes)?(?:\s*[-–]\s*|\s+to\s+|\s+against\s+){_COUNT}(?![\d%]|\s*(?:per\s?cent|points?|years?|days?|"
    rf"months?|hours?|people|troops))",
    re.IGNORECASE,
)
_STATED = {
    FigureKind.VOTES_FOR: re.compile(
        rf"\b{_COUNT}{_MEMBERS}\s+(?:voted\s+|voting\s+|were\s+)?(?:in\s+favou?r\b|for\b(?=[^.;]*\bagainst\b))",
        re.IGNORECASE,
    ),
    FigureKind.VOTES_AGAINST: re.compile(
        rf"\b{_COUNT}{_MEMBERS}\s+(?:voted\s+|voting\s+|were\s+)?(?:against|opposed)\b(?!\s+\d)", re.IGNORECASE
    ),
    FigureKind.ABSTENTIONS: re.compile(
        rf"\b{_COUNT}(?:\s+abstentions?\b|{_MEMBERS}\s+(?:abstained|abstaining|abstain)\b)", re.IGNORECASE
    ),
}
_VOTING = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\babst(?:ain|ention)|\b(?:passed|approved|adopted|ratified)\b", re.IGNORECASE
)
# Acts that carry what is voted on; after others the larger number may be that of those against it.
_CARRYING = frozenset(
    "pass adopt approve ratify endorse back elect confirm support authorize authorise vote censure impeach "
    "convict".split()
)
_DECIDED = _CARRYING | frozenset("reject defeat veto abstain oppose acquit legislation election".split())
_FAILING = re.compile(
    r"\b(?:reject\w*|defeat\w*|fail\w*|vot\w+\s+down|block\w*|lost|losing|fell|falls|short\s+of|veto\w*)\b",
    re.IGNORECASE,
)
_HIGHEST = 4000


class Votes(NamedTuple):
    """A number of votes at text[start:end]; `is_score` if only the result says which side it has."""

    kind: FigureKind
    number: int
    start: int
    end: int
    is_score: bool


def find_votes(sentence: Tokens) -> list[Votes]:
    """Return the votes that a sentence counts, none where a number may be that of either side."""
    text = sentence.text
    if not _VOTING.search(text):
        return []
    found = sorted(_votes(text, sentence.start_char), key=lambda votes: votes.start)
    taken: dict[FigureKind, Votes] = {}
    for votes in found:
        if any(votes.kind is not other.kind and votes.start < other.end and other.start < votes.end for other in found):
            return []
        taken.setdefault(votes.kind, votes)
    return list(taken.values())


def is_decided(trigger: Token, votes: Votes) -> bool:
    """Return whether a trigger is an act that is decided by these votes."""
    return trigger.lemma_.lower() in (_CARRYING if votes.is_score else _DECIDED)


def _votes(text: str, offset: int) -> Iterator[Votes]:
    for kind, pattern in _STATED.items():
        for match in pattern.finditer(text):
            yield Votes(kind, _number(match[1]), offset + match.start(1), offset + match.end(1), is_score=False)
    for match in _SCORE.finditer(text) if not _FAILING.search(text) else ():
        numbers = _number(match[1]), _number(match[2])
        if _HIGHEST > numbers[0] > numbers[1]:
            for side, kind in enumerate((FigureKind.VOTES_FOR, FigureKind.VOTES_AGAINST)):
                start, end = match.span(side + 1)
                yield Votes(kind, numbers[side], offset + start, offset + end, is_score=True)


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word.replace(",", ""))
