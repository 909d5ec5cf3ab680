"""Datelines: place, date and agency before a report, in brackets, before a dash or in a line of their own."""

import re
from collections.abc import Iterator

from ontology import countries

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_WEEKDAY}\.?,? )?(?:{_DAY}(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} {_DAY}(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_TIME = r"(?:,? (?:at )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|EST|EDT|CET))?)?"
_WORD = r"[^\W\d_][\w.'’]*(?:-[\w.'’]+)*"
_PLACE = rf"{_WORD}(?:(?: |/){_WORD}){{0,3}}(?:,? (?:and|&) {_WORD})?"
_REGION = rf"(?:, {_WORD}(?: {_WORD}){{0,2}})?"
_AGENCY = r"(?:\((?![A-Z]+-)[^()\n]{2,40}\)|/[A-Z][\w -]{1,20}/)"
_DASH = r"(?:—|–|--?|―|:|_)"

# With a date or an agency any place is one; without them only capitals are.
_SOURCED = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?:(?:[,.]| [|·])? (?P<date>{_DATE}{_TIME}))?(?P<agency>[.,]? ?{_AGENCY})?[.,]?"
    rf" ?{_DASH}\s+"
)
_AGENCY_ONLY = re.compile(rf"(?P<agency>{_AGENCY}) ?{_DASH}\s+")
_TASS = re.compile(rf"(?P<place>{_PLACE}){_REGION}[.,] {_DATE}[.,]? /[A-Z][\w -]{{1,20}}/\.?(?: ?{_DASH})?\s+")
_BRACKETED = re.compile(rf"(?P<place>{_PLACE}){_REGION} (?P<agency>\([A-Z]{{2,12}}\))\s+(?=[\"“‘'A-Z])")
_LINE = re.compile(rf"(?P<place>{_PLACE}){_REGION}(?:,| [|·–—-])? (?P<date>{_DATE}){_TIME}\s*$")
_FILLERS = frozenset(
    "on in by since after before until from the at during of between as when a an and but for no to it he she they we"
    " update urgent breaking file".split()
)
_FEWEST_CAPITALS = 3


def dateline(text: str, start: int, end: int) -> int | None:
    """The end of the dateline that a paragraph [start, end) begins with; None where it begins with none."""
    if not (text[start].isupper() or text[start] in "(/"):
        return None
    line = _LINE.match(text, start, end)
    if line is not None and _is_place(line["place"]):
        return end
    for pattern in (_TASS, _AGENCY_ONLY, _SOURCED, _BRACKETED):
        match = pattern.match(text, start, end)
        if match is not None and _is_dateline(match):
            return match.end()
    return None


def known_place(name: str) -> bool:
    """Return whether the name is that of a place, in capitals or not."""
    return any(
        form in table.entries
        for form in _forms(name)
        for table in (countries.PLACES, countries.CAPITALS, countries.NAMES)
    )


def _forms(name: str) -> Iterator[str]:
    yield name
    yield name.title()


def _is_dateline(match: re.Match[str]) -> bool:
    found = match.groupdict()
    place = found.get("place")
    if place is None:
        return True
    if not _is_place(place):
        return False
    if found.get("agency") or found.get("date") or match.re is _TASS:
        return not match[0].rstrip().endswith(":") or bool(found.get("date")) or known_place(place)
    if match[0].rstrip().endswith(":") or not match[0][: match[0].rstrip().rfind(" ") + 1]:
        return place.isupper() and known_place(place)
    return place.isupper() and sum(map(str.isalpha, place)) >= _FEWEST_CAPITALS and " " in match[0].rstrip()[-3:]


def _is_place(place: str) -> bool:
    words = re.split(r"[ /]", place)
    return words[0].lower() not in _FILLERS and all(
        w[:1].isupper() or w in ("de", "del", "of", "and", "&", "al", "la", "e") for w in words
    )
