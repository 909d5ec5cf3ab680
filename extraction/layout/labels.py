"""Labels of speakers at the start of a paragraph: "Q:", "MR. PRICE:", "Minister Weber:", "Ana Kovac, The Herald:"."""

import re
from collections import Counter
from typing import NamedTuple

from extraction.layout.datelines import known_place

_WORD = r"[^\W\d_][\w.'’]*(?:-[\w.'’]+)*"
_LINK = r"(?:of|the|for|and|to|in|on|de|del|der|van|von|al|el|bin|da|di|la|le|&)"
_LABEL = re.compile(
    rf"[\"“]?(?P<name>(?:RT )?@?{_WORD}(?:,? (?:{_WORD}|{_LINK}))*)(?: ?[(\[][^()\[\]\n]{{1,40}}[)\]])?"
    r" ?:(?=\s)\s*"
)
_LETTER = re.compile(r"(?P<name>[QA])\. (?=[A-Z])")
_LONGEST = 90
_MOST_WORDS = 12

_ASKING = frozenset(
    "q question interviewer reporter journalist correspondent press media audience moderator host presenter anchor"
    " questioner chair operator facilitator participant".split()
)
_ANSWERING = frozenset("a answer response reply interviewee respondent spokesperson spokesman spokeswoman".split())
_SPOKESPEOPLE = frozenset({"spokesperson", "spokesman", "spokeswoman"})
_COURTESY = frozenset("mr mrs ms miss dr prof professor sir dame madam madame hon shri smt h.e".split())
_OFFICES = frozenset(
    "president vice-president minister premier chancellor king queen prince princess emir sultan pope secretary"
    " undersecretary ambassador envoy commissioner representative delegate senator congressman congresswoman governor"
    " mayor general admiral colonel major captain lieutenant commander chief director chairman chairwoman chairperson"
    " speaker spokesperson spokesman spokeswoman judge justice attorney leader deputy adviser advisor counselor officer"
    " official coordinator administrator moderator host sen rep gov gen amb lt col sec".split()
)
"""Words that make a label one of a person who holds an office."""
_TITLES = _OFFICES | _COURTESY | _ASKING | _ANSWERING
_PERSONAL = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s|Thank|Good (?:morning|afternoon|evening))\b|\?"
)
_HEADINGS = frozenset(
    "name note notes update background summary source sources subject date contact contacts location venue topic agenda"
    " warning correction false true fact analysis opinion breaking photo photos video time title abstract keywords"
    " email tel phone fax website address re ref cc to from participants present attendees conclusion introduction"
    " recommendations statement statements release declaration communique communiqué message transcript interview"
    " remarks".split()
)


class Label(NamedTuple):
    """The label of a speaker: character offsets with the colon and the white space after it."""

    start: int
    end: int
    name: str
    asks: bool


def find_labels(text: str, lines: list[tuple[int, int]]) -> list[Label]:
    """The labels of the speakers of a transcript, in text order; empty for other texts."""
    found = []
    # "A. NOVAK" alone is an initial.
    by_letters = {text[start : start + len("Q. ")] for start, _ in lines} >= {"Q. ", "A. "}
    for start, end in lines:
        label = _label(text, start, end, by_letters=by_letters)
        if label is not None:
            found.append((label, text[label.end : end]))
    if not found:
        return []
    counts = Counter(label.name for label, _ in found)
    sure = any(_is_generic(label.name) or _has_courtesy(label.name) for label, _ in found)
    spoken = any(_PERSONAL.search(words) for label, words in found if not known_place(label.name))
    several = len(counts) > 1 and spoken
    return [label for label, words in found if _is_turn(label, words, counts[label.name], sure=sure, several=several)]


def _label(text: str, start: int, end: int, *, by_letters: bool) -> Label | None:
    match = (by_letters and _LETTER.match(text, start, end)) or _LABEL.match(text, start, min(end, start + _LONGEST))
    if match is None:
        return None
    name = match["name"].removeprefix("RT ").lstrip("@")
    words = name.split(",", 1)[0].split()
    if len(words) > _MOST_WORDS or words[-1].lower() in ("of", "the", "for", "and", "to", "in", "on"):
        return None
    capital = [w for w in words if w[0].isupper()]
    if len(capital) < len([w for w in words if not re.fullmatch(_LINK, w)]) or words[0].lower() in _HEADINGS:
        return None
    if text[match.end() : match.end() + 1] in "\"“‘'«":
        return None
    return Label(start, match.end(), name, _asks(name))


def is_unnamed(name: str) -> bool:
    """Return whether a label says what somebody does in a talk and not who: "A", "Answer"."""
    return _core(name).rstrip("0123456789 ") in _ANSWERING - _SPOKESPEOPLE


def _core(name: str) -> str:
    return name.lower().removeprefix("the ").rstrip(".")


def _asks(name: str) -> bool:
    return _core(name).rstrip("0123456789 ") in _ASKING


def _is_generic(name: str) -> bool:
    core = _core(name).rstrip("0123456789 ")
    return core in _ASKING or core in _ANSWERING


def _has_courtesy(name: str) -> bool:
    first = name.split()[0]
    return name.isupper() and first.lower().rstrip(".") in _COURTESY and " " in name


def _holds_office(name: str) -> bool:
    words = {word.lower().rstrip(".,") for word in name.replace(",", " ").split()}
    return not words.isdisjoint(_OFFICES)


def _is_turn(label: Label, words: str, count: int, *, sure: bool, several: bool) -> bool:
    """Return whether a label names somebody who speaks; "GENEVA:", "UPDATE:", "Next steps:" name nobody."""
    name = label.name
    if _is_generic(name) or _has_courtesy(name):
        return True
    if known_place(name):
        return False
    if _holds_office(name):
        return name.isupper() or sure or several or count > 1 or bool(_PERSONAL.search(words))
    return sure or count > 1 or several


def person_in(name: str) -> tuple[int, int] | None:
    """The part of a label that is a person's name, as offsets: "Weber" of "Minister Weber"."""
    words = [match.span() for match in re.finditer(r"[^\s,]+", re.split(r"[,(:\[]", name, maxsplit=1)[0])]
    kept: list[tuple[int, int]] = []
    for start, end in reversed(words):
        word = name[start:end]
        core = word.lower().rstrip(".")
        if core in _TITLES or core == "the" or not word[0].isupper() or (kept and known_place(word)):
            break
        kept.append((start, end))
    return (kept[-1][0], kept[0][1]) if kept else None
