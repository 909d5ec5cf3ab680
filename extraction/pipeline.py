"""The whole extraction: parse once, find each kind of fact, ground everything."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from spacy.tokens import Token

from extraction import encoder, engine, linking, model, positions
from extraction.actors.find import find_actors
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.actors.reference.addressed import resolve_addressed
from extraction.actors.reference.affected import find_affected
from extraction.actors.reference.first_persons import resolve_speech
from extraction.cast import Cast
from extraction.dates import FoundDate, find_dates
from extraction.document import Document
from extraction.events import FoundEvent, find_events
from extraction.events.figures import with_figures
from extraction.events.model import FoundFigure
from extraction.explaining import Explainer
from extraction.issuers import OwnVoice, find_own_voice
from extraction.positions import FoundPosition, find_positions
from extraction.positions.holding.collectives import Collectives
from extraction.quotes.find import find_quotes
from extraction.quotes.found import FoundQuote
from extraction.text.header import infer_header
from extraction.version import ENGINE
from ontology.date_expression import DateExpression
from ontology.enums import ActorType, QuoteKind
from ontology.figure import Figure
from ontology.span import Grounder, Span

Found = TypeVar("Found")
Fact = TypeVar("Fact")


def extract(text: str, published_at: str | None = None, *, explain: bool = False) -> model.Extraction:
    """Return the facts of an English text: `extraction.extract`, or `extraction.explain`."""
    published_at = published_at or infer_header(text).published_at
    with engine.parsed(text) as document:
        scores = encoder.read(document)
        quotes, speakers, table, parties, own = find_speakers(document, scores)
        dates = find_dates(document, published_at)
        direct = [span for quote in quotes if quote.kind is QuoteKind.DIRECT for span in quote.content]
        events = find_events(document, parties, dates, direct, published_at, scores)
        events = with_figures(document, events, dates)
        held = find_positions(document, table, quotes, speakers, own, scores)
        taking_part = {index for event in events for index in (*event.actors, *event.recipients)}
        cast = Cast(document, table, parties, taking_part, {*speakers, *(position.holder for position in held)})
        grounding = _Grounding(text, document, cast, scores if explain else None)
        speaking = dict(zip(quotes, speakers, strict=True))
        grounded_quotes, numbers = grounding.facts(
            "quote", quotes, lambda quote: grounding.quote(quote, speaking[quote])
        )
        return model.Extraction(
            engine=ENGINE,
            actors=tuple(map(grounding.actor, cast.actors)),
            quotes=grounded_quotes,
            events=grounding.facts("event", events, grounding.event)[0],
            positions=grounding.facts("position", held, lambda p: grounding.position(p, numbers))[0],
            dates=grounding.facts("date", dates, grounding.date)[0],
            warnings=tuple(grounding.warnings),
        )


class Told(NamedTuple):
    """The quotes of a text with their speakers, its actors, and the words in its issuers' own voice.

    There are two tables of actors: the second adds those to whom only an event may be done, after the others.
    """

    quotes: list[FoundQuote]
    speakers: list[int | None]
    actors: ActorTable
    parties: ActorTable
    own: positions.OwnVoice


def find_speakers(document: Document, scores: encoder.Scores | None = None) -> Told:
    """Find the quotes of a text, their speakers and all other actors; without scores by the rules alone."""
    phrases = _Phrases(document)
    own = find_own_voice(document)
    quotes = find_quotes(document, own, scores)
    heads = {phrases.head(*quote.named_by) for quote in quotes if quote.named_by}
    if own is not None:
        heads.update(head.i for issuer in own.issuers for head in _naming(document, issuer))
    table, idle = find_actors(document, speakers=frozenset(heads), issuers=own.issuers if own is not None else ())
    issuers = tuple(_issuing(document, table, own)) if own is not None else ()
    collectives = Collectives(document, table)
    speakers = [_speaker(quote, phrases, table, collectives) for quote in quotes]
    said = [
        (*phrases.tokens(*piece), speaker)
        for quote, speaker in zip(quotes, speakers, strict=True)
        if quote.kind is not QuoteKind.INDIRECT and not quote.asks
        for piece in quote.content
    ]
    table = resolve_addressed(document, resolve_speech(document, table, said, own, issuers), said)
    voice = positions.OwnVoice(own.said if own is not None else (), issuers)
    together = dict(Collectives(document, table).phrases())
    return Told(quotes, speakers, table, find_affected(document, table, idle, together), voice)


def _speaker(quote: FoundQuote, phrases: "_Phrases", table: ActorTable, collectives: Collectives) -> int | None:
    """Return the actor that speaks a quote; of several who speak together, the first."""
    if quote.named_by is None:
        return None
    actor = phrases.actor(table, *quote.named_by)
    if actor is not None:
        return next(iter(collectives.members(actor)), actor)
    return next(iter(collectives.at(phrases.doc[phrases.head(*quote.named_by)])), None)


def _naming(document: Document, issuer: tuple[int, int]) -> Iterator[Token]:
    """Yield the tokens that may head the names of the joint issuers of a document."""
    for token in document.doc[slice(*issuer)]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod"):
            yield token


def _issuing(document: Document, table: ActorTable, own: OwnVoice) -> Iterator[int]:
    """Yield the issuers of a document: people, else several states ("the ministers of X and Y"), else a body."""
    for issuer in own.issuers:
        named = dict.fromkeys(actor for _, actor in table.within(*issuer))
        people = [actor for actor in named if table.actors[actor].type is ActorType.PERSON]
        states = [actor for actor in named if table.actors[actor].type is ActorType.STATE]
        head = document.doc[slice(*issuer)].root
        whole = table.headed_by(head.i)
        if people:
            yield from people
        elif len(states) > 1 and (whole is None or head.tag_ in ("NNS", "NNPS")):
            yield from states
        else:
            yield from list(named)[:1] if whole is None else (whole,)


class _Phrases:
    """A map from character offsets to tokens and actors."""

    def __init__(self, document: Document) -> None:
        self.doc = document.doc
        self.starts = document.starts

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the token range that covers a range of characters, partly covered tokens included."""
        return max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)

    def head(self, start: int, end: int) -> int:
        """Return the token that heads a phrase."""
        first, last = self.tokens(start, end)
        return self.doc[first : max(last, first + 1)].root.i

    def actor(self, table: ActorTable, start: int, end: int) -> int | None:
        """Return the actor that a phrase stands for: the one named by its head, else the first one inside it."""
        head = self.head(start, end)
        # "one of them, Ann Lee,"
        named = (table.headed_by(child.i) for child in self.doc[head].rights if child.dep_ == "appos")
        actor = next((one for one in (table.headed_by(head), *named) if one is not None), None)
        if actor is not None:
            return actor
        inside = table.within(*self.tokens(start, end))
        return inside[0][1] if inside else None


class _Grounding:
    """The conversion of findings to facts with spans in the stored text, and with scores to explained facts."""

    def __init__(self, text: str, document: Document, cast: Cast, scores: encoder.Scores | None) -> None:
        self.document = document
        self.cast = cast
        self._grounder = Grounder(text)
        self._why = Explainer(document, scores, self.span) if scores is not None else None
        self.warnings: list[str] = []

    def span(self, start: int, end: int) -> Span:
        """Return the span in the stored text for a range of the text that the rules read."""
        return self._grounder.span(*self.document.reading.stored(start, end))

    def facts(
        self, kind: str, found: Iterable[Found], ground: Callable[[Found], Fact]
    ) -> tuple[tuple[Fact, ...], dict[int, int]]:
        """Return the facts that can be grounded, and the index of each by the index of its finding."""
        facts: list[Fact] = []
        places: dict[int, int] = {}
        for index, item in enumerate(found):
            try:
                facts.append(ground(item))
            except ValueError as error:
                self.warnings.append(f"Left out: {kind}: {error}")
            else:
                places[index] = len(facts) - 1
        return tuple(facts), places

    def actor(self, found: FoundActor) -> model.Actor:
        """Return the actor; its pronouns serve the rules and are left out."""
        shown = [m for m in found.mentions if m.kind is not MentionKind.PRONOUN]
        mentions = tuple(self.span(*self.document.offsets(m.start, m.end)) for m in shown)
        identity = linking.Identity(found.type, found.name, found.country, found.role)
        return model.Actor(
            type=found.type,
            name=found.name,
            country=found.country,
            role=found.role,
            aliases=found.aliases,
            keys=linking.keys(identity, found.aliases, named=any(m.kind is MentionKind.NAME for m in shown)),
            mentions=mentions,
            confidence=found.confidence,
            explanation=self._why.actor(found) if self._why else None,
        )

    def quote(self, found: FoundQuote, actor: int | None) -> model.Quote:
        """Return the quote with its speaker."""
        place = None if actor is None else self.cast.place(actor)
        speaker = model.Speaker(place, self.span(*found.speaker)) if found.speaker else None
        return model.Quote(
            kind=found.kind,
            speaker=speaker,
            cue=self._optional(found.cue),
            content=tuple(self.span(*pair) for pair in found.content),
            confidence=found.confidence,
            explanation=self._why.quote(found) if self._why else None,
        )

    def event(self, found: FoundEvent) -> model.Event:
        """Return the event with its triggers."""
        return model.Event(
            type=found.type,
            title=found.title,
            triggers=tuple(self.span(*pair) for pair in found.triggers),
            actors=self.cast.places(found.actors),
            recipients=self.cast.places(found.recipients),
            when=model.When(found.when[0], self.span(*found.when[1])) if found.when else None,
            where=model.Where(found.country, found.place) if found.country or found.place else None,
            modality=found.modality,
            figures=tuple(map(self._figure, found.figures)),
            confidence=found.confidence,
            explanation=self._why.event(found) if self._why else None,
        )

    def position(self, found: FoundPosition, quotes: dict[int, int]) -> model.Position:
        """Return the position with its evidence."""
        return model.Position(
            holder=self.cast.place(found.holder),
            issue=found.issue,
            stance=found.stance,
            evidence=self.span(*found.evidence),
            basis=found.basis,
            quote=None if found.quote is None else quotes.get(found.quote),
            confidence=found.confidence,
            explanation=self._why.position(found) if self._why else None,
        )

    def date(self, found: FoundDate) -> DateExpression:
        """Return the time expression."""
        edtf = str(found.edtf) if found.edtf else None
        return DateExpression(edtf, found.duration, self.span(found.start, found.end))

    def _figure(self, found: FoundFigure) -> Figure:
        span = self.span(found.start, found.end)
        return Figure(found.kind, found.low, found.high, found.approximate, found.unit, span)

    def _optional(self, pair: tuple[int, int] | None) -> Span | None:
        return self.span(*pair) if pair else None
