"""Who speaks where: the speakers of quotes, each of a pair that speaks together."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.document import Document
from extraction.positions.collectives import Collectives
from extraction.quotes.found import FoundQuote

_NESTED = 4


class Voice(NamedTuple):
    """A stretch of a quote as character offsets, with the quote's index and those who speak."""

    start: int
    end: int
    quote: int
    speakers: tuple[int, ...]


class Voices:
    """The stretches of a text that somebody known speaks."""

    def __init__(
        self,
        document: Document,
        actors: ActorTable,
        quotes: Sequence[FoundQuote],
        speakers: Sequence[int | None],
        collectives: Collectives,
    ) -> None:
        self._document = document
        self._actors = actors
        self._collectives = collectives
        self._token_starts = [token.idx for token in document.doc]
        self._voices = sorted(
            Voice(start, end, i, spoken)
            for i, (quote, speaker) in enumerate(zip(quotes, speakers, strict=True))
            if not quote.asks and (spoken := self._speakers(quote, speaker))
            for start, end in quote.content
        )
        self._starts = [voice.start for voice in self._voices]

    def at(self, token: Token) -> Voice | None:
        """The innermost stretch with a known speaker that holds the token."""
        position = bisect_right(self._starts, token.idx)
        for voice in reversed(self._voices[max(0, position - _NESTED) : position]):
            if token.idx < voice.end:
                return voice
        return None

    def _speakers(self, quote: FoundQuote, speaker: int | None) -> tuple[int, ...]:
        """Those who speak a quote; of "X and Y said" both, of "it was noted" those who met."""
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
        """The token that heads a phrase given by its offsets."""
        if span is None:
            return None
        first = max(bisect_right(self._token_starts, span[0]) - 1, 0)
        return self._document.doc[first : max(bisect_left(self._token_starts, span[1]), first + 1)].root
