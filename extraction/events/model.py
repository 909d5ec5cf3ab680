"""Data types of event extraction: its results and its intermediate steps."""

from dataclasses import dataclass, replace
from typing import Protocol

from spacy.tokens import Token

from extraction.events.lexicon import EventClass, Needs, classes
from extraction.rule_words import RuleWords
from ontology.edtf import Edtf
from ontology.enums import EventType, FigureKind, Modality


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """Figure of an event at text[start:end]; the other fields are those of `ontology.figure.Figure`."""

    kind: FigureKind
    low: int | float | None
    high: int | float | None
    approximate: bool
    unit: str
    start: int
    end: int


class Dated(Protocol):
    """Date expression: its character range and its EDTF value, if any."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def edtf(self) -> Edtf | None: ...


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One real-world event.

    `triggers` are character ranges in text order, `actors` and `recipients` indices of the actor table, `when` is
    the EDTF value and the character range of its date expression, `figures` are in text order.
    """

    type: EventType
    title: str
    triggers: tuple[tuple[int, int], ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    when: tuple[str, tuple[int, int]] | None
    country: str | None
    place: str | None
    modality: Modality
    confidence: float
    signs: tuple[str, ...] = ()
    """The signs of its confidence."""
    rules: tuple[RuleWords, ...] = ()
    """Of each mention."""
    figures: tuple[FoundFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Word that names an event, not yet assigned to one."""

    token: Token
    words: tuple[Token, ...]
    kind: EventClass
    slots: tuple[str, ...]
    needs: Needs
    of: str
    """Side that "of" leads to, for nouns."""
    carrier: Token | None = None
    """Light verb of a noun: "held" in "held talks"."""
    carrier_side: str = "actor"
    name: str = ""
    """Proper name of the event, for nouns that are part of one."""
    withheld: bool = False
    """True if the negation is part of the event: "will not accept" is a refusal that took place."""
    learned: bool = False
    """True if only the encoder sees an event here."""
    rule: str = ""
    """Entry of a lexicon or mood of a clause that found it."""

    def of_class(self, name: str) -> "Trigger":
        """Return the trigger with the same words in another class."""
        kind = classes()[name]
        return replace(self, kind=kind, needs=kind.needs)

    def explained(self) -> RuleWords:
        """Return the class and the rule of the trigger with its words."""
        rule = "encoder" if self.learned else f"{self.rule}, negated" if self.withheld else self.rule
        return RuleWords(f"{self.kind.name}: {rule}", tuple((word.idx, word.idx + len(word)) for word in self.words))

    @property
    def anchor(self) -> Token:
        """Return the word whose clause gives participants, time and modality."""
        return self.carrier if self.carrier is not None else self.token


@dataclass(slots=True)
class Telling:
    """One mention of an event with the facts of its clause."""

    trigger: Trigger
    actors: list[int]
    recipients: list[int]
    modality: Modality | None
    """None where the words leave it open."""
    when: tuple[Edtf, tuple[int, int]] | None = None
    country: str | None = None
    place: str | None = None
    definite: bool = False
    bare: bool = True
    """True if nothing after the trigger identifies the event: "the visit", not "the visit to Oslo"."""
    governor: int = -1
    """Token that governs the phrase or clause of the trigger: "met" for "met to discuss"."""
    link: str = ""
    """Preposition before the recipients, if any."""
    unnamed: bool = False
    """True if the doer is a person or body not named here."""
    quoted: bool = False
    main: bool = False
    """True in a main clause or in the main clause of speech."""
