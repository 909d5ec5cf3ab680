"""Credits: bylines, who reported and edited, whose picture it is, whom the press may call."""

import re
from collections.abc import Iterator

_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_NAME = rf"(?!(?:[a-z]|{_MONTHS}|\w+day\b))[^\W\d_][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?:By|BY|Story by|Words by|Analysis by|Opinion by)(?: (?:{_NAME}|and|with|for|in|of|the|&|\|)[,;]?){{1,14}}\s*$"
)
_MADE = (
    r"(?:(?:(?:Additional|Further|Extra) )?[Rr]eporting|[Ww]riting|[Ee]diting|[Rr]eported|[Ww]ritten|[Ee]dited"
    r"|[Cc]ompiled|[Tt]ranslated|[Tt]ranslation|[Pp]roduced|[Pp]hoto(?:s|graph|graphs)?|[Pp]icture|[Ii]mage|[Vv]ideo)"
    r"(?: and (?:writing|editing|reporting|edited|written))?"
)
_MADE_LINE = re.compile(
    rf"\W?(?:{_MADE}(?: courtesy of| credits?)?(?: by (?![a-z])|: ?)|[Cc]redits?: |©|[Cc]opyright ).{{1,200}}\s*$"
)
_REST = r"[^()\[\]]{0,200}"
_MADE_BRACKET = re.compile(
    rf"[(\[](?:{_MADE} by (?![a-z]){_REST}|(?:[A-Z][A-Za-z]+ )?(?:Photo|File Photo|Image|Picture)[/:]{_REST}"
    rf"|With {_REST} in {_REST})[)\]]\s*"
)
_CONTACT = re.compile(
    r"(?:(?:(?:Media|Press|News) )?(?:[Cc]ontacts?|[Ee]nquiries|[Ii]nquiries|[Rr]elations|[Oo]ffice)(?: \([^)]*\))?: ?"
    r"|(?:Tel|Phone|Telephone|Fax|Mobile|E-?mail|Website|Web|Twitter|Address)\b\.?: ?"
    r"|For (?:(?:more|further|additional|media|press|general|any) )+(?:information|details|[ei]nquiries|queries)\b"
    r"|FOR IMMEDIATE RELEASE|Embargoed? (?:until|for)|###|ENDS?\b\W*$|-30-)",
)
_LONGEST_CONTACT = 300


def credit(text: str, start: int, end: int) -> bool:
    """Return whether a line [start, end) is a credit as a whole."""
    if end - start > _LONGEST_CONTACT:
        return False
    return any(pattern.match(text, start, end) for pattern in (_BYLINE, _MADE_LINE, _CONTACT))


def bracketed_credits(text: str) -> Iterator[tuple[int, int]]:
    """The credits in brackets, wherever they stand: "(Reporting by A. Writer; Editing by B. Reader)"."""
    for match in _MADE_BRACKET.finditer(text):
        yield match.span()
