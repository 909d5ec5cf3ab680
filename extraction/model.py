"""Results of extraction: plain frozen values, with offsets into the text they were read from.

Actors are referred to by their index in `Extraction.actors`, quotes by their index in `Extraction.quotes`. Only a fact
that was asked for with its explanation has one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ontology.date_expression import DateExpression
from ontology.enums import ActorType, Basis, EventType, Modality, QuoteKind, Stance
from ontology.explanation import Explanation
from ontology.figure import Figure
from ontology.span import Span


class Header(NamedTuple):
    """Title and date of publication (EDTF) that a text gives itself, each null where it gives none."""

    title: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world actor with all its mentions, in text order.

    `keys` identify it in other articles, the strongest first; none when only its own article can identify it.
    """

    type: ActorType
    name: str
    country: str | None
    role: str | None
    aliases: tuple[str, ...]
    keys: tuple[str, ...]
    mentions: tuple[Span, ...]
    confidence: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker of a quote: the mention as written, and the actor it stands for if known."""

    actor: int | None
    mention: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to a speaker; several pieces of one utterance are several content spans."""

    kind: QuoteKind
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event; `span` is the time expression."""

    edtf: str
    span: Span


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event: ISO 3166-1 alpha-2 and the place as the text names it."""

    country: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event, with every trigger that names it."""

    type: EventType
    title: str
    triggers: tuple[Span, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    when: When | None
    where: Where | None
    modality: Modality
    figures: tuple[Figure, ...]
    confidence: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A goal, a judgement or an expectation of a holder on an issue."""

    holder: int
    issue: str
    stance: Stance
    evidence: Span
    basis: Basis
    quote: int | None
    confidence: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All facts found in one text, each kind in text order."""

    engine: str
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    dates: tuple[DateExpression, ...]
    warnings: tuple[str, ...]
