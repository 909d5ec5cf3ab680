"""Wrapped lines: join a line to the one before if it continues the same sentence.

Plain text is often broken at a column, in mail also quoted with "> "; a heading, a byline, an item of a list and a
paragraph stand in lines of their own. A break at a column shows in two ways: the first word of the next line would
not have fitted, and the line has an end that a separate line would not have.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.text import words
from extraction.text.divided import is_divided

_COLUMN = 100
"""No text is broken at a column further to the right."""
_LONGEST = 160
# A block of only shorter lines is more likely a list or an address.
_NARROW = 34
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)\]]*\s*$")
_NUMBERED = re.compile(r"[•*·▪◦‣]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s")
# A dash, or the speaker's name in a transcript.
_ITEM = re.compile(r"[-–—]\s|[A-Z](?:[^\s.!?:]|\.(?=\s)){0,20}(?:\s[^\s.!?:]{1,20}\.?){0,3}:(?:\s|$)")
_DAY = re.compile(r"(?:^|\s)(?:[0-3]?\d(?:st|nd|rd|th)?)$")
# A name of a person or body followed by a verb in lower case.
_NAME_ACTS = re.compile(r"(?:[A-Z][\w'’.-]*\s){1,5}[a-z]")
_FIRST = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """Line of a text: the range of its words, and its depth of quotation."""

    start: int
    end: int
    text: str
    depth: int


def lines(text: str) -> list[Line]:
    """Return the lines of a text without the marks of quoted mail."""
    found = []
    position = 0
    for line in text.split("\n"):
        mark = _QUOTED.match(line)
        start = mark.end() if mark else 0
        bare = line[start:]
        start += len(bare) - len(bare.lstrip())
        bare = bare.strip()
        found.append(Line(position + start, position + start + len(bare), bare, mark[0].count(">") if mark else 0))
        position += len(line) + 1
    return found


def joined(found: Sequence[Line]) -> list[bool]:
    """Return for each line whether it continues the one before it."""
    result = [False] * len(found)
    first = 0
    for number in range(len(found) + 1):
        if number < len(found) and found[number].text and found[number].depth == found[first].depth:
            continue
        _join_block(found, first, number, result)
        first = number
    return result


def _join_block(found: Sequence[Line], first: int, last: int, result: list[bool]) -> None:
    """Decide for the lines from first to last, of which at most the first is blank."""
    if first < last and not found[first].text:
        first += 1
    if last - first < 2:
        return
    block = found[first:last]
    width = max(len(line.text) for line in block)
    ended = bool(_SENTENCE_END.search(block[-1].text))
    wrapped = _is_wrapped(block, width)
    for at in range(1, len(block)):
        before, after = block[at - 1].text, block[at].text
        if not _NUMBERED.match(after):
            result[first + at] = wrapped or _goes_on(before, after, fits=ended and _is_full(before, after, width))


def _is_full(before: str, after: str, width: int) -> bool:
    """Return whether the first word of the next line would not have fitted."""
    word = _FIRST.match(after)
    return len(before) <= _LONGEST and len(before) + 1 + (len(word[0]) if word else 0) > width


def _is_wrapped(block: Sequence[Line], width: int) -> bool:
    """Return whether a block of lines is one paragraph broken at a column."""
    breaks = len(block) - 1
    if breaks < 2 or not _NARROW <= width <= _COLUMN:
        return False
    inner = [line.text for line in block[:-1]]
    longest = max(map(len, inner))
    full = sum(len(line) > 0.6 * longest for line in inner)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    inside = sum(
        not after.text[0].isupper() or words.is_open(before.text) for before, after in itertools.pairwise(block)
    )
    return full >= 0.9 * breaks and ended <= 0.4 * breaks and inside >= 0.25 * breaks


def _goes_on(before: str, after: str, *, fits: bool) -> bool:
    """Return whether a line continues the sentence of the line before it.

    `fits` is true in a block with sentence ends if the first word of the second line did not fit in the first.
    """
    if _ITEM.match(after):
        return False
    end, begin = words.last(before), words.first(after)
    if _SENTENCE_END.search(before):
        return words.is_abbreviated(before) and _may_follow(end, after, fits)
    if after[0].islower() or words.is_open(before) or is_divided(before, after):
        return True
    if _is_date(before, begin) or words.is_name(end, begin):
        return True
    prose = words.is_prose(before)
    if before.endswith(","):
        return fits and prose
    if words.opens(after) or not begin[:1].isalnum() or words.begins_document(before):
        return False
    if prose and words.is_demonym(end):
        return True
    named = not words.is_country(begin) and (words.is_given_name(end) or _is_half_a_name(before))
    named |= words.is_title(end)
    return (named and bool(_NAME_ACTS.match(after))) or (fits and (prose or named) and len(before.split()) > 2)


def _is_half_a_name(before: str) -> bool:
    """Return whether a line ends with a title and one name: "Prime Minister Keir"."""
    *_, title, name = ("", "", *before.split())
    return words.is_title(title) and name[:1].isupper() and name.isalpha()


def _may_follow(abbreviation: str, after: str, fits: bool) -> bool:
    """Return whether a line continues after an abbreviation: "Mr." and "Smith", "Jan." and "5"."""
    if words.is_title(abbreviation) or after[0].islower():
        return True
    return after[0].isdigit() if words.is_calendar(abbreviation) else fits


def _is_date(before: str, begin: str) -> bool:
    """Return whether a date crosses the break: "5" and "March", "March" and "5", "5 March" and "2024"."""
    if words.is_calendar(begin):
        return bool(_DAY.search(before))
    return begin[:1].isdigit() and words.is_calendar(words.last(before.rstrip(",")))
