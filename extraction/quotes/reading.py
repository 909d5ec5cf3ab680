"""Data that the rules for quotes share."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from extraction.document import Document
from extraction.issuers import OwnVoice
from extraction.quotes.direct.marks import Quoted, quoted
from extraction.quotes.documents import issuers
from extraction.quotes.reported.further import further_verbs
from extraction.quotes.who import Range, Who, who_does
from extraction.syntax import child

Span = tuple[int, int]
"""Character offsets, half-open."""


@dataclass(slots=True)
class Attribution:
    """Words attributed to a speaker by a cue."""

    rule: str
    cue: Span | None
    speaker: Span | None
    named_by: Span | None
    """The words that identify the speaker: the mention, the antecedent of a relative pronoun or a document's issuer."""
    content: list[Span] = field(default_factory=list)
    asks: bool = False
    """A question: it states nothing, and the asker takes no position."""


@dataclass(frozen=True)
class Reading:
    """A document with its quotation marks."""

    document: Document
    own: OwnVoice | None = None

    @property
    def doc(self) -> Doc:
        return self.document.doc

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def starts(self) -> list[int]:
        return self.document.starts

    @cached_property
    def stretches(self) -> list[Quoted]:
        return quoted(self.document)

    @cached_property
    def _stretch_starts(self) -> list[int]:
        return [stretch.start for stretch in self.stretches]

    @cached_property
    def _issuers(self) -> dict[int, Range | None]:
        return issuers(self.document)

    @cached_property
    def further(self) -> dict[int, Token]:
        """The verbs of saying inside the clause of another one, by the token of that one."""
        found = further_verbs(self.doc)
        return {i: token for i, token in found.items() if self.stretch_around(token.idx) is None}

    @cached_property
    def _first(self) -> dict[int, int]:
        return {token.i: i for i, token in self.further.items() if child(token, "nsubj", "nsubjpass") is None}

    def who_does(self, verb: Token) -> Who | None:
        """Return the actor of a verb; for a further verb of saying without a subject, that of the first one."""
        while (first := self._first.get(verb.i)) is not None:
            verb = self.doc[first]
        if self.own is not None and verb.i in self.own.acts:
            return Who(self.own.issuers[0])
        return who_does(verb)

    def token_from(self, offset: int) -> int:
        """Return the first token that starts at or after the offset."""
        return bisect_left(self.starts, offset)

    def stretch_around(self, offset: int) -> Quoted | None:
        """Return the quoted stretch around an offset; None outside all of them."""
        number = bisect_right(self._stretch_starts, offset) - 1
        if number >= 0 and offset < self.stretches[number].end:
            return self.stretches[number]
        return None

    def stretches_in(self, start: int, end: int) -> list[Quoted]:
        """Return the quoted stretches that begin between two offsets."""
        first = bisect_left(self._stretch_starts, start)
        return self.stretches[first : bisect_left(self._stretch_starts, end)]

    def attribution(self, rule: str, cue: Range, who: Who | None) -> Attribution:
        """Return an attribution still without content."""
        found = Attribution(rule, self.document.offsets(*cue), None, None)
        if who is not None:
            found.speaker = self.document.offsets(*who.mention)
            start, end = who.antecedent or who.mention
            head = self.doc[start:end].root.i
            told = self._issuers.get(head, (start, end))
            found.named_by = self.document.offsets(*told) if told is not None else None
        return found

    def lead(self, stretch: Quoted) -> str:
        """Return the last character before a stretch in its paragraph, white space skipped; "" if there is none."""
        first = self.document.offsets(*self.document.paragraphs[stretch.paragraph])[0]
        i = stretch.outer_start - 1
        while i >= first and self.text[i].isspace():
            i -= 1
        return self.text[i] if i >= first else ""

    def with_marks(self, first: int, last: int) -> Span:
        """Return the span with the second mark of a quotation that it only opens or closes: 'called it "a sham"'."""
        opened, closed = self.stretch_around(last - 1), self.stretch_around(first)
        if opened is not None and opened.closed and first < opened.start and last == opened.end:
            last = opened.outer_end
        if closed is not None and closed.end < last and first == closed.start:
            first = closed.outer_start
        return first, last

    def content(self, start: int, end: int) -> Span | None:
        """Return the character span of a token range, trimmed; a quoted stretch at its end is taken whole.

        None when no letter or digit is left.
        """
        first, last = self.document.offsets(start, end)
        around = self.stretch_around(last - 1)
        if around is not None and first <= around.start:
            last = around.end
        text = self.text
        while first < last and not (text[first].isalnum() or text[first] in "$€£#@("):
            first += 1
        while first < last and not (text[last - 1].isalnum() or text[last - 1] in "%)$€£"):
            last -= 1
        return (first, last) if first < last else None
