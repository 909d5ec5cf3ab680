"""The whole of extraction: parse once, find each kind of fact, ground everything."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from extraction import engine, model
from extraction.actors import find_actors
from extraction.actors.table import MentionKind
from extraction.document import Document
from extraction.quotes import FoundQuote, find_quotes
from ontology.span import Grounder, Span


def extract(text: str, published_at: str | None = None) -> model.Extraction:
    """The facts of an English text.

    `published_at` is the EDTF time, date, month or year of publication that relative dates are read against;
    raises ValueError when it is none. All offsets are code points into `text`. What does not ground is left
    out, and a warning says so.
    """
    with engine.parsed(text) as document:
        return _Assembly(document, published_at).extraction()


class _Assembly:
    """Turns what the rules found into an Extraction."""

    def __init__(self, document: Document, published_at: str | None) -> None:
        self.document = document
        self.grounder = Grounder(document.text)
        self.warnings: list[str] = []
        self.token_starts = [token.idx for token in document.doc]
        self.found_quotes = find_quotes(document)
        self.table = find_actors(document, speakers=self._speaker_heads())

    def extraction(self) -> model.Extraction:
        actors = self._actors()
        quotes = self._quotes()
        return model.Extraction(
            engine=engine.ENGINE, actors=actors, quotes=quotes, events=(), positions=(), dates=(),
            warnings=tuple(self.warnings),
        )  # fmt: skip

    def _speaker_heads(self) -> frozenset[int]:
        """The tokens that head the speakers of quotes: whoever speaks is an actor, named or not."""
        speakers = (quote.speaker for quote in self.found_quotes)
        return frozenset(self._head(*speaker) for speaker in speakers if speaker)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token range that a range of characters touches."""
        return max(bisect_right(self.token_starts, start) - 1, 0), bisect_left(self.token_starts, end)

    def _head(self, start: int, end: int) -> int:
        first, last = self._tokens(start, end)
        return self.document.doc[first : max(last, first + 1)].root.i

    def _actors(self) -> tuple[model.Actor, ...]:
        actors = []
        for found in self.table.actors:
            served = [m for m in found.mentions if m.kind is not MentionKind.PRONOUN]
            mentions = tuple(self.grounder.span(*self.document.offsets(m.start, m.end)) for m in served)
            actors.append(
                model.Actor(
                    found.type,
                    found.name,
                    found.country,
                    found.role,
                    found.aliases,
                    mentions,
                    found.confidence,
                )
            )
        return tuple(actors)

    def _quotes(self) -> tuple[model.Quote, ...]:
        quotes = []
        for found in self.found_quotes:
            content = self._spans("quote", found.content)
            cue = self._spans("quote", [found.cue]) if found.cue else ()
            if content is None or cue is None:
                continue
            speaker = self._speaker(found)
            quotes.append(model.Quote(found.kind, speaker, cue[0] if cue else None, content, found.confidence))
        return tuple(quotes)

    def _speaker(self, quote: FoundQuote) -> model.Speaker | None:
        mention = self._spans("speaker", [quote.speaker]) if quote.speaker else None
        return model.Speaker(self._actor_of(*quote.speaker), mention[0]) if quote.speaker and mention else None

    def _actor_of(self, start: int, end: int) -> int | None:
        """The actor that a phrase stands for: the one its head names, else the first one inside it."""
        actor = self.table.headed_by(self._head(start, end))
        if actor is not None:
            return actor
        inside = self.table.within(*self._tokens(start, end))
        return inside[0][1] if inside else None

    def _spans(self, kind: str, pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...] | None:
        """The spans, or None and a warning when one of them is not in the text."""
        try:
            return tuple(self.grounder.span(start, end) for start, end in pairs)
        except ValueError as error:
            self.warnings.append(f"{kind} left out: {error}")
            return None
