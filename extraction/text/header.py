"""Title and publication date of a text, read from the text itself when no metadata gives them.

Both stand in lines of their own at the start, or the date in the dateline or at the very end, under a signature. A
date inside a sentence belongs to the topic of the sentence.
"""

import itertools
import re
from collections.abc import Iterator

from extraction.dates import written_days
from extraction.model import Header
from extraction.text.reading import Reading
from extraction.text.words import is_abbreviated

_HEAD = 4_000
_LINES = 12
_LONGEST_TITLE = 160
_LONGEST_LINE = 200
_FEWEST_WORDS, _MOST_WORDS = 2, 25
_DASH = r"[-–—:|]"
# Other words in a line with a date that is still the date of the text.
_LABELS = re.compile(
    r"(?i)\b(?:published|posted|updated|issued|released|dated|date|on|at|of|no|nr|number|ref|press|news|media|release|"
    r"statement|communiqu[eé]|bulletin|circular|for immediate|from|by|last|first|time|gmt|utc|am|pm|est|edt|cet)\b"
)
# The name of a place or body: capitalized words and the words that join them.
_NAME = r"(?:[A-Z][\w.'’-]*|of|the|and|de|la|al|du)"
_NAMES = re.compile(rf"(?:{_NAME}(?:[\s,/]+{_NAME})*)?")
_SENTENCE = re.compile(r"[.!?;:,…]['\"”’)\]]*$")
_NUMBER = re.compile(r"(?i)(?:no|nr|ref|number)\b\W*[\w/-]+,?\s*")
_SALUTATION = re.compile(
    r"(?i)(?:dear|ladies|excellenc|distinguished|mr\.?|mrs\.?|honou?rable|by|from|to|for|cc|tel)\b"
)
_GENERIC = re.compile(
    r"(?i)(?:for immediate release|press releases?|press statement|statement|news|breaking|urgent|home|media release|"
    r"unofficial translation|check against delivery|embargoed.*)\W*$"
)
_LETTERHEAD = re.compile(
    r"(?:The )?(?:Ministry|Embassy|Department|Office|Government|Permanent Mission|Republic|Kingdom|Delegation)\b"
    r"(?!.*\b(?:on|by|to|in|with|says?|regarding|concerning)\b)"
)
# A paper cited by its date is older than the text that cites it.
_PAPERS = re.compile(
    r"(?i)\b(?:treaty|agreement|convention|protocol|accords?|charter|act|law|battle|anniversary|war)\b"
)


def infer_header(text: str) -> Header:
    """Return the title and the publication date given in a text."""
    head = Reading(text[:_HEAD], lambda _: False).text
    lines = [line for line in (" ".join(line.split()) for line in head.split("\n")) if line]
    if len(text) > _HEAD and lines:
        lines.pop()  # the line may be truncated
    tail = text[-_HEAD:].rstrip().rpartition("\n")[2].strip() if len(lines) > 1 else ""
    return Header(_title(lines), next(_dates(lines[:_LINES], tail), None))


def _title(lines: list[str]) -> str | None:
    """Return the first line if it is short, no sentence, and followed by text."""
    for line, below in itertools.pairwise(lines[:_LINES]):
        if _GENERIC.match(line) or _LETTERHEAD.match(line) or len(_without_labels(line).split()) < _FEWEST_WORDS:
            continue
        short = len(line) <= _LONGEST_TITLE and len(line.split()) <= _MOST_WORDS
        sentence = bool(_SENTENCE.search(line)) and not is_abbreviated(line)
        begins = line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘"
        named = short and begins and not sentence and not _SALUTATION.match(line) and not _has_dateline(line)
        return line if named and len(below.split()) > 1 else None
    return None


def _dates(lines: list[str], tail: str) -> Iterator[str]:
    """Yield the dates of the text itself, from its start to its end."""
    for line in lines:
        if found := _date_of_line(line):
            yield found
    if tail and len(tail) <= _LONGEST_LINE and (found := _date_of_line(tail)) and _is_only_date(tail):
        yield found


def _date_of_line(line: str) -> str | None:
    """Return the date of a line that is a dateline, a heading followed by its date, or a date alone."""
    for start, end, edtf in written_days(line[:_LONGEST_LINE]):
        before, after = line[:start], line[end:]
        if _PAPERS.search(before):
            continue
        if _NUMBER.fullmatch(before) and after[:1] == ",":  # "No: 87, 3 May 2024, Press Release"
            return edtf
        if _is_beside(before) and (_is_beside(after) or _begins_report(before, after)):
            return edtf
        heading = len(line) <= _LONGEST_LINE and not after.strip(" .)]")
        if heading and re.search(rf"(?:[,(\[]|\s{_DASH})\s*(?:(?:on|dated)\s)?$", before) and not _is_prose(before):
            return edtf
    return None


def _is_beside(piece: str) -> bool:
    """Return whether a piece of a line only names a place, labels a date or numbers a paper."""
    bare = _without_labels(piece)
    occasion = bare and piece.rstrip().endswith((" of", " on", " at"))  # "the meeting of 5 March"
    return len(bare) <= _LONGEST_TITLE // 2 and not occasion and bool(_NAMES.fullmatch(bare))


def _without_labels(line: str) -> str:
    """Return a line without its dates, its numbers and their labels."""
    for start, end, _ in reversed(written_days(line)):
        line = line[:start] + line[end:]
    return re.sub(r"[\d:.,()\[\]|/#–—-]", " ", _LABELS.sub(" ", line)).strip()


def _begins_report(before: str, after: str) -> bool:
    """Return whether a date is part of a dateline: "GENEVA (3 May 2024) - "."""
    place = before.strip(" (,.")
    return bool(place) and bool(
        re.match(rf"\)?\s*(?:\([^)]{{1,30}}\)\s*)?(?:/[^/]{{1,30}}/\s*)?{_DASH}(?:\s|$)", after)
    )


def _has_dateline(line: str) -> bool:
    return any(_begins_report(line[:start], line[end:]) for start, end, _ in written_days(line))


def _is_only_date(line: str) -> bool:
    return any(_is_beside(line[:start]) and _is_beside(line[end:]) for start, end, _ in written_days(line))


def _is_prose(before: str) -> bool:
    """Return whether text before a date is part of its sentence: "the treaty signed in Oslo on", "born in Riga,"."""
    return bool(_SENTENCE.search(before.rstrip(" ,([-–—:|"))) or bool(
        re.search(r"\b(?:was|were|is|are|has|had|have|will|said|says|born|died|since|until)\b", before)
    )
