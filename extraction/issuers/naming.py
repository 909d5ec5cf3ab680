"""Who issues a document.

The issuer is named in the title ("Statement by X", "X's statement"), the opening ("The Council," before its
decisions, "We, the ministers of X,"), the letterhead, the name of the posting account, or the signature.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from extraction.actors import gazetteer
from extraction.document import Document
from extraction.layout.datelines import known_place
from extraction.layout.part import PartKind

Range = tuple[int, int]
"""Token offsets, half-open."""

_KIND = (
    r"(?:(?:press |joint |final |closing |political )?"
    r"(?:statement|communiqu[eé]|declaration|resolution|release|communication)s?"
    r"|address|remarks|message|letter|speech|comments?|commentary|appeal|greetings|proclamation|intervention"
    r"|condolences|memorandum|notice|note|posts?|tweets?|announcement|conclusions|read-?out|decision|ultimatum"
    r"|reaction|thread|update|bulletin|words|explanation of (?:vote|position))"
)
_BEFORE_KIND = (
    r"(?:(?:an?|the|this|text of|transcript of|joint|press|official|public|opening|closing|written|full|national"
    r"|ministerial|presidential|final|video|televised|new year'?s?|inaugural|keynote|agreed|tripartite|trilateral|open"
    r"|introductory|institutional|operational|military|morning|evening|weekly|chair(?:man|woman|person)?['’]s) )*"
)
_ADDRESSED = r" to (?:the |my |our )?(?:\w+ ){0,3}?\w+"
_BY = re.compile(
    rf"\W*{_BEFORE_KIND}{_KIND}(?:(?P<addressed>{_ADDRESSED}))?"
    r"(?: (?:issued|made|delivered|given|signed|published|read))?"
    r" (?:by|from|on behalf of|(?(addressed)by|of)) (?:the )?(?P<issuer>\S.*)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r" (?:on|regarding|concerning|about|following|after|at|during|in|to|for|as|adopted|issued|dated|marking|with) "
    r"|[:(–—|;]| - |,? \d|\n|(?<!\b\w)\.(?:\s|$)"
)
_OWNER = re.compile(
    rf"(?P<issuer>(?:[A-Z0-9][\w.&-]*|of|the|for|and|on)(?: (?:[A-Z0-9][\w.&-]*|of|the|for|and|on)){{0,9}}?)(?:['’]s?)?"
    rf" (?i:{_BEFORE_KIND}{_KIND})"
    r"(?= of \d| (?:on|at|regarding|concerning|following|about|after|for|to|calling)\b|\s*$|[:,(])"
)
_OPENING = re.compile(r"(?:\d+[.)] )?(?:(?P<we>We|WE), )?(?P<issuer>(?i:the) [^,:;.]{3,120}(?:\([^)]*\))?)[,:]")
_ACCOUNT = re.compile(r"(?P<issuer>[^\W\d_][^(@\n]{2,80}?) \(@\w+\)")
_BEHALF = re.compile(r"(?:On behalf of|For) (?:the )?(?P<issuer>[A-Z][^,.;:\n]{2,80})\s*$", re.MULTILINE)
_PARTICIPLE = re.compile(
    r"\W*(?:[A-Z][a-z]+ing|Having|Alarmed|Concerned|Convinced|Aware|Mindful|Guided|Deeply|Gravely)\b"
)
_ISSUED = re.compile(
    r"(?:(?:The|An?) )?(?P<issuer>\w.{2,80}?)(?: today| has| have)* (?:issued|released|made|published) the following\b"
)
# "MINISTRY OF FISHERIES, Oslo. Statement on the port": the parts of a heading.
_BREAK = re.compile(r"(?:(?<!\b\w)\.|[:–—|]| -)\s+")
_OF = re.compile(r",? (?:of|for|and|on|to|in) |, ", re.IGNORECASE)
_KINDS = re.compile(rf"\b{_KIND}\b|\bno\. \d", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_FINITE = frozenset("VBD VBZ VBP MD".split())
_TITLE_LINES = 6
_LONGEST_TITLE = 60
_LONGEST_SIGNATURE = 8


class Line:
    """A paragraph with its tokens."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document, self.start, self.end = document, start, end
        self.at, last = document.offsets(start, end)
        self.text = document.text[self.at : last]
        self.tokens = document.doc[start:end]

    def range(self, start: int, end: int) -> Range | None:
        """Return the token range for a stretch of the line, given by offsets into its text."""
        inside = [t.i for t in self.tokens if self.at + start <= t.idx < self.at + end and not t.is_space]
        return (inside[0], inside[-1] + 1) if inside else None


def find_issuers(lines: list[Line]) -> list[Range]:
    """Return the phrases that name the issuer, from the most reliable place that has any."""
    for number, line in enumerate(lines[:_TITLE_LINES]):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        found = _titled(line) or _opening(line, following) or _account(line) or _letterhead(line)
        if found is not None:
            return [found]
    if lines[0].document.turns:
        return []
    headed = _headed(lines)
    return [headed] if headed is not None else list(_signed(lines))


def _headed(lines: list[Line]) -> Range | None:
    """Find the issuer in the parts of a heading: "FISHERIES COUNCIL, Oslo. Notice", "Minister Ada Holt: address"."""
    heading = list(takewhile(_is_heading, lines[:_TITLE_LINES]))
    if not any(_OWN.search(_QUOTED.sub("", line.text)) for line in lines[len(heading) :]):
        return None
    parts = [(line, *part) for line in heading for part in _parts(line)]
    titled = (_titled(line, start, end) for line, start, end in parts)
    issued = ((line, match) for line in lines[:_TITLE_LINES] if (match := _ISSUED.match(line.text)) is not None)
    found = next(filter(None, titled), None) or next((line.range(*m.span("issuer")) for line, m in issued), None)
    if found is not None:
        return found
    has_kind = any(_KINDS.search(line.text) for line in heading)
    return next(filter(None, (_named(*part, has_kind=has_kind) for part in parts)), None)


def _is_heading(line: Line) -> bool:
    return len(line.tokens) <= _LONGEST_TITLE and not line.text.endswith((".", "!", "?", ";", '"', "”"))


def _parts(line: Line) -> Iterator[Range]:
    """Yield the stretches of a heading between its stops, colons and dashes."""
    start = 0
    for gap in _BREAK.finditer(line.text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(line.text)


def _named(line: Line, start: int, end: int, *, has_kind: bool) -> Range | None:
    """Return a part of a heading that is the name of a body, or beside the kind of a document of a person in office."""
    found = line.range(start, end)
    words = _OF.split(line.text[start:end])[0].split()
    if found is None or not words or any(token.tag_ in _FINITE for token in line.tokens.doc[slice(*found)]):
        return None
    if gazetteer.name_nouns().get(words[-1].lower()) is not None and start == 0:
        return found
    is_person = any(gazetteer.person_noun(token) for token in line.tokens.doc[slice(*found)])
    return found if has_kind and is_person and words[0][0].isupper() else None


def _titled(line: Line, start: int = 0, end: int | None = None) -> Range | None:
    """Find the issuer in a title: "Statement by the Minister X on Y", "The Council's statement on Y"."""
    end = len(line.text) if end is None else end
    if len(line.tokens) > _LONGEST_TITLE or line.text.endswith("."):
        return None
    match = _BY.match(line.text, start, end)
    if match is not None:
        first = match.start("issuer")
        stop = _STOP.search(line.text, first + 1, end)
        return line.range(first, stop.start() if stop is not None else end)
    match = _OWNER.match(line.text, start, end)
    if match is not None and not known_place(match["issuer"]) and _names(line, match.span("issuer")):
        return line.range(*match.span("issuer"))
    return None


def _names(line: Line, span: tuple[int, int]) -> bool:
    """Return whether the words before "statement" name a body, unlike those of "Joint Press Statement"."""
    found = line.range(*span)
    if found is None or re.fullmatch(_BEFORE_KIND, f"{line.text[slice(*span)]} ", re.IGNORECASE):
        return False
    return any(
        token.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or gazetteer.noun_of(token) is not None
        for token in line.tokens.doc[found[0] : found[1]]
    )


def _opening(line: Line, following: str) -> Range | None:
    """Find the issuer in an opening: "The Security Council," before participles, numbers, "We, the ministers of X,"."""
    match = _OPENING.match(line.text)
    if match is None:
        return None
    stands_alone = match.end() >= len(line.text) - 1
    leads = _PARTICIPLE.match(following) is not None or re.match(r"\W*(?:having regard|\d+[.)])", following) is not None
    operative = any(kind is PartKind.OPERATIVE for kind in line.document.kinds)
    if match["we"] or (stands_alone and (leads or operative)):
        return line.range(*match.span("issuer"))
    return None


def _account(line: Line) -> Range | None:
    """Find the issuer in the line of an account: "Ministry of Trade (@TradeGov) · 3 May"."""
    match = _ACCOUNT.match(line.text)
    return line.range(*match.span("issuer")) if match is not None else None


def _letterhead(line: Line) -> Range | None:
    """Find the issuer in capitals in a line of its own: "MINISTRY OF FOREIGN AFFAIRS"."""
    if not line.text.isupper() or len(line.tokens) > _LONGEST_SIGNATURE:
        return None
    head = re.split(r" (?:OF|FOR|,)\b", line.text)[0].split()[-1].lower()
    noun = gazetteer.name_nouns().get(head)
    return (line.start, line.end) if noun is not None else None


def _signed(lines: list[Line]) -> Iterator[Range]:
    """Find the signature: a name in one of the last lines, below a text with "I"."""
    for line in reversed(lines[2:][-3:]):
        words = line.text.split()
        if 0 < len(words) <= _LONGEST_SIGNATURE and not line.text.endswith((".", "!", "?", ":", ";")):
            match = _BEHALF.match(line.text)
            if match is not None:
                found = line.range(*match.span("issuer"))
                if found is not None:
                    yield found
                return
            if any(token.ent_type_ == "PERSON" for token in line.tokens):
                yield line.start, line.end
                return
