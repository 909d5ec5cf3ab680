"""Speakers of each part of a text: of its quotes, and each of a pair that speaks together."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.document import Document
from extraction.positions.holding.collectives import Collectives
from extraction.quotes.found import FoundQuote

_NESTED = 4


class Voice(NamedTuple):
    """Stretch of speech as character offsets, with its speakers and its quote, if any."""

    start: int
    end: int
    quote: int | None
    speakers: tuple[int, ...]


class OwnVoice(NamedTuple):
    """Part of a document in its issuers' own voice, as token ranges in order."""

    said: tuple[tuple[int, int], ...] = ()
    issuers: tuple[int, ...] = ()


class Voices:
    """Stretches of a text with a known speaker."""

    def __init__(
        self,
        document: Document,
        actors: ActorTable,
        quotes: Sequence[FoundQuote],
        speakers: Sequence[int | None],
        collectives: Collectives,
        own: OwnVoice,
    ) -> None:
        self._document = document
        self._actors = actors
        self._collectives = collectives
        self._token_starts = document.starts
        self._voices = sorted(
            Voice(start, end, i, () if quote.asks else self._speakers(quote, speaker))
            for i, (quote, speaker) in enumerate(zip(quotes, speakers, strict=True))
            for start, end in quote.content
        )
        self._starts = [voice.start for voice in self._voices]
        self._own = own
        self._own_starts = [start for start, _ in own.said]

    def at(self, token: Token) -> Voice | None:
        """Return the innermost stretch with a known speaker that contains the token."""
        position = bisect_right(self._starts, token.idx)
        inside = [v for v in self._voices[max(0, position - _NESTED) : position] if token.idx < v.end]
        known = [voice for voice in inside if voice.speakers]
        if inside:
            return known[-1] if known else None
        place = bisect_right(self._own_starts, token.i) - 1
        if place < 0 or not self._own.issuers or token.i >= self._own.said[place][1]:
            return None
        start, end = self._document.offsets(*self._own.said[place])
        return Voice(start, end, None, self._own.issuers)

    def _speakers(self, quote: FoundQuote, speaker: int | None) -> tuple[int, ...]:
        """Return the speakers of a quote: both of "X and Y said", the pair that met for "it was noted"."""
        head = self._head(quote.speaker)
        if head is None:
            cue = self._head(quote.cue)
            is_impersonal = speaker is None and cue is not None and syntax.is_impersonal(cue)
            return self._collectives.meeting if is_impersonal else () if speaker is None else (speaker,)
        if speaker is None:
            return self._collectives.at(head)
        found = [self._actors.headed_by(one.i) for one in syntax.conjuncts(head)]
        together = [actor for actor in found if actor is not None] if speaker in found else [speaker]
        return tuple(member for actor in together for member in self._collectives.members(actor))

    def _head(self, span: tuple[int, int] | None) -> Token | None:
        """Return the head token of a phrase given by its offsets."""
        if span is None:
            return None
        first = max(bisect_right(self._token_starts, span[0]) - 1, 0)
        return self._document.doc[first : max(bisect_left(self._token_starts, span[1]), first + 1)].root
