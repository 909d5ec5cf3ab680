"""Issuers of documents and the words in their own voice: statements, resolutions, declarations, addresses.

The issuer is named in the title ("Statement by X", "X's statement"), the opening ("The Council," before its
decisions, "We, the ministers of X,"), the letterhead, the name of the posting account, or the signature.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

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
    r"|condolences|memorandum|notice|note|posts?|tweets?|announcement|conclusions|read-?out|decision)"
)
_BEFORE_KIND = (
    r"(?:(?:an?|the|this|text of|transcript of|joint|press|official|public|opening|closing|written|full|national"
    r"|ministerial|presidential|final|video|televised|new year'?s?|inaugural|keynote|agreed|tripartite|trilateral) )*"
)
_ADDRESSED = r"(?: to (?:the |my |our )?(?:\w+ ){0,3}?\w+)?"
_BY = re.compile(
    rf"\W*{_BEFORE_KIND}{_KIND}{_ADDRESSED}(?: (?:issued|made|delivered|given|signed|published|read))?"
    r" (?:by|of|from|on behalf of) (?:the )?(?P<issuer>\S.*)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r" (?:on|regarding|concerning|about|following|after|at|during|in|to|for|as|adopted|issued|dated|marking|with) "
    r"|[:(–—|;]| - |,? \d|\n|\.(?:\s|$)"
)
_OWNER = re.compile(
    rf"(?P<issuer>(?:[A-Z0-9][\w.&-]*|of|the|for|and|on)(?: (?:[A-Z0-9][\w.&-]*|of|the|for|and|on)){{0,9}}?)(?:['’]s?)?"
    rf" (?i:{_BEFORE_KIND}{_KIND})"
    r"(?= of \d| (?:on|at|regarding|concerning|following|about|after|for|to|calling)\b|\s*$|[:,(])"
)
_OPENING = re.compile(r"(?:(?:We|WE), )?(?P<issuer>(?i:the) [^,:;.]{3,120}(?:\([^)]*\))?)[,:]")
_ACCOUNT = re.compile(r"(?P<issuer>[^\W\d_][^(@\n]{2,80}?) \(@\w+\)")
_BEHALF = re.compile(r"(?:On behalf of|For) (?:the )?(?P<issuer>[A-Z][^,.;:\n]{2,80})\s*$", re.MULTILINE)
_PARTICIPLE = re.compile(
    r"\W*(?:[A-Z][a-z]+ing|Having|Alarmed|Concerned|Convinced|Aware|Mindful|Guided|Deeply|Gravely)\b"
)
_FIRST = frozenset("i we my our us me".split())
_TITLE_LINES = 6
_LONGEST_TITLE = 60
_LONGEST_SIGNATURE = 8


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """The issuer of a document and the words in its own voice; quotes and turns inside them have other speakers."""

    issuers: tuple[Range, ...]
    """The phrases that name the issuer of the document."""
    said: tuple[Range, ...]
    """Paragraphs where "we" and "I" mean the issuer."""
    acts: frozenset[int]
    """Verbs without a subject in the issuer's operative paragraphs and preambles; the issuer is their subject."""


def find_own_voice(document: Document) -> OwnVoice | None:
    """Return the issuer of a document written in its issuer's own voice; None for all other texts."""
    lines = [_Line(document, *tokens) for tokens in document.parts(None, PartKind.OPERATIVE)]
    lines = [line for line in lines if line.text]
    acts = frozenset(_acts(document))
    if not acts and not any(token.lower_ in _FIRST for line in lines for token in line.tokens):
        return None
    issuers = _issuers(lines) if lines else []
    if not issuers:
        return None
    said = tuple((line.start, line.end) for line in lines)
    return OwnVoice(tuple(issuers), said, acts)


class _Line:
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


def _issuers(lines: list[_Line]) -> list[Range]:
    """Return the phrases that name the issuer, from the most reliable place that has any."""
    for number, line in enumerate(lines[:_TITLE_LINES]):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        found = _titled(line) or _opening(line, following) or _account(line) or _letterhead(line)
        if found is not None:
            return [found]
    return list(_signed(lines)) if not lines[0].document.turns else []


def _titled(line: _Line) -> Range | None:
    """Find the issuer in a title: "Statement by the Minister X on Y", "The Council's statement on Y"."""
    if len(line.tokens) > _LONGEST_TITLE or line.text.endswith("."):
        return None
    match = _BY.match(line.text)
    if match is not None:
        start = match.start("issuer")
        stop = _STOP.search(line.text, start + 1)
        return line.range(start, stop.start() if stop is not None else len(line.text))
    match = _OWNER.match(line.text)
    if match is not None and not known_place(match["issuer"]) and _names(line, match.span("issuer")):
        return line.range(*match.span("issuer"))
    return None


def _names(line: _Line, span: tuple[int, int]) -> bool:
    """Return whether the words before "statement" name a body, unlike those of "Joint Press Statement"."""
    found = line.range(*span)
    if found is None or re.fullmatch(_BEFORE_KIND, f"{line.text[slice(*span)]} ", re.IGNORECASE):
        return False
    return any(
        token.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or gazetteer.noun_of(token) is not None
        for token in line.tokens.doc[found[0] : found[1]]
    )


def _opening(line: _Line, following: str) -> Range | None:
    """Find the issuer in an opening: "The Security Council," before participles, numbers, "We, the ministers of X,"."""
    match = _OPENING.match(line.text)
    if match is None:
        return None
    stands_alone = match.end() >= len(line.text) - 1
    leads = _PARTICIPLE.match(following) is not None or re.match(r"\W*(?:having regard|\d+[.)])", following) is not None
    operative = any(kind is PartKind.OPERATIVE for kind in line.document.kinds)
    if line.text[:3].lower() == "we," or (stands_alone and (leads or operative)):
        return line.range(*match.span("issuer"))
    return None


def _account(line: _Line) -> Range | None:
    """Find the issuer in the line of an account: "Ministry of Trade (@TradeGov) · 3 May"."""
    match = _ACCOUNT.match(line.text)
    return line.range(*match.span("issuer")) if match is not None else None


def _letterhead(line: _Line) -> Range | None:
    """Find the issuer in capitals in a line of its own: "MINISTRY OF FOREIGN AFFAIRS"."""
    if not line.text.isupper() or len(line.tokens) > _LONGEST_SIGNATURE:
        return None
    head = re.split(r" (?:OF|FOR|,)\b", line.text)[0].split()[-1].lower()
    noun = gazetteer.name_nouns().get(head)
    return (line.start, line.end) if noun is not None else None


def _signed(lines: list[_Line]) -> Iterator[Range]:
    """Find the signature: a name in one of the last lines, below a text with "I"."""
    for line in reversed(lines[-3:]):
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


def _acts(document: Document) -> Iterator[int]:
    if PartKind.OPERATIVE in document.kinds:
        for start, end in document.parts(None):
            first, last = document.doc[start], document.text_of(start, end)[-1:]
            if first.tag_ == "VBG" and first.dep_ == "ROOT" and last in (",", ";"):
                yield first.i  # "Condemning the raid," before a decision
    for start, end in document.parts(PartKind.OPERATIVE):
        for token in document.doc[start:end]:
            if token.pos_ in ("VERB", "AUX") and _is_bare(token) and token.sent.start <= start:
                yield token.i


def _is_bare(verb: Token) -> bool:
    """Return whether a verb and the verbs above it, up to the root of the sentence, all lack a subject."""
    for _ in range(8):
        if any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in verb.children):
            return False
        if verb.head.i == verb.i:
            return True
        joined = verb.dep_ in ("conj", "dep", "parataxis", "ccomp") or _is_own_intent(verb)
        if not joined or verb.head.pos_ not in ("VERB", "AUX"):
            return False
        verb = verb.head
    return False


def _is_own_intent(verb: Token) -> bool:
    """Return whether an infinitive has the subject of its verb: "decides to impose", not "urges Oslo to impose"."""
    others = ("dobj", "dative", "prep")
    return verb.dep_ == "xcomp" and not any(child.dep_ in others and child.i < verb.i for child in verb.head.rights)
