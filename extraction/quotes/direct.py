"""Direct speech: stretches inside quotation marks, the word that attributes them, and who speaks."""

from bisect import bisect_left

from spacy.tokens import Token

from extraction.document import Document
from extraction.quotes import cues
from extraction.quotes.attribution import Attribution
from extraction.quotes.marks import Quoted
from extraction.quotes.syntax import phrase, subject

_REACH = 40
"""How many tokens from a quotation mark a cue is looked for."""

_STOPS = frozenset(".!?;")


class DirectSpeech:
    """Gathers the quoted stretches of one document into attributions."""

    def __init__(self, document: Document, stretches: list[Quoted]) -> None:
        self.document = document
        self.stretches = stretches
        self.text = document.text
        self.starts = [token.idx for token in document.doc]
        self.by_cue: dict[int, Attribution] = {}
        self.found: list[Attribution] = []

    def gather(self) -> list[Attribution]:
        """The attributions, in the order of their first stretch."""
        before: Quoted | None = None
        current: Attribution | None = None
        for stretch in self.stretches:
            current = self._attribute(stretch, before, current)
            before = stretch
        return self.found

    def _attribute(
        self, stretch: Quoted, before: Quoted | None, current: Attribution | None
    ) -> Attribution | None:
        if not self._is_speech(stretch):
            return current if before is not None and before.paragraph == stretch.paragraph else None
        hit = self._after(stretch) or self._before(stretch)
        if hit is not None:
            cue, speaker = hit
            known = self.by_cue.get(cue)
            if known is None:
                span = self.document.offsets(*phrase(speaker)) if speaker is not None else None
                known = Attribution("direct:cue", self.document.offsets(cue, cue + 1), span)
                self.by_cue[cue] = known
                self.found.append(known)
            known.content.append((stretch.start, stretch.end))
            return known
        if current is None or before is None:
            return None
        if before.paragraph == stretch.paragraph and self._adjoins(before, stretch):
            current.content.append((stretch.start, stretch.end))
            return current
        if before.paragraph + 1 == stretch.paragraph and not before.closed and not self._text_before(stretch):
            current.content.append((stretch.start, stretch.end))
            return current
        return None

    def _is_speech(self, stretch: Quoted) -> bool:
        """Whether the stretch is an utterance of its own rather than a fragment or a term."""
        inside = self.text[stretch.start : stretch.end].strip()
        if not inside:
            return False
        after = self.text[stretch.outer_end : stretch.outer_end + 1]
        first = next((c for c in inside if c.isalnum()), "")
        ends = inside[-1] in ".,!?…—-" or after in (",",)
        return (ends and (first.isupper() or first.isdigit())) or self._lead(stretch) in (",", ":")

    def _lead(self, stretch: Quoted) -> str:
        i = stretch.outer_start - 1
        while i >= 0 and self.text[i] in " \t\xa0":
            i -= 1
        return self.text[i] if i >= 0 else ""

    def _text_before(self, stretch: Quoted) -> bool:
        """Whether words stand before the stretch in its paragraph."""
        first = self.document.offsets(*self.document.paragraphs[stretch.paragraph])[0]
        return any(c.isalnum() for c in self.text[first : stretch.outer_start])

    def _adjoins(self, before: Quoted, stretch: Quoted) -> bool:
        between = self.text[before.outer_end : stretch.outer_start]
        return len(between) < 300

    def _after(self, stretch: Quoted) -> tuple[int, Token | None] | None:
        """A cue behind the stretch: "...", said X / "...", X said."""
        doc = self.document.doc
        i = bisect_left(self.starts, stretch.outer_end)
        stop = min(len(doc), i + _REACH, self.document.paragraphs[stretch.paragraph][1])
        low = i
        inside = self.text[stretch.start : stretch.end].rstrip()
        if inside[-1:] == ".":
            return None
        while i < stop:
            token = doc[i]
            if token.text in _STOPS or token.text in '“"”':
                return None
            if self._can_quote(token):
                who = subject(token)
                if who is None or not (low <= who.i < stop):
                    who = next(
                        (t for t in token.children if t.i > token.i and t.dep_ in ("nsubj", "dobj", "attr")),
                        None,
                    )
                return token.i, who
            i += 1
        return None

    def _before(self, stretch: Quoted) -> tuple[int, Token | None] | None:
        """A cue before the stretch: X said, "..."."""
        doc = self.document.doc
        i = bisect_left(self.starts, stretch.outer_start) - 1
        stop = max(-1, i - _REACH, self.document.paragraphs[stretch.paragraph][0] - 1)
        lead = self._lead(stretch)
        if lead not in (",", ":", "—", "–", "-") and lead and not lead.isalnum():
            return None
        first = True
        while i > stop:
            token = doc[i]
            if (token.text in _STOPS or token.text in '”"“') and not first:
                return None
            if self._can_quote(token):
                return token.i, subject(token) or next(
                    (t for t in token.children if t.i > token.i and t.dep_ == "nsubj"), None
                )
            first = first and not token.text.isalnum()
            i -= 1
        return None

    def _can_quote(self, token: Token) -> bool:
        if token.tag_[:2] != "VB":
            return False
        verb = cues.verbs().get(token.lemma_.lower())
        return verb is not None and cues.QUOTE in verb.takes
