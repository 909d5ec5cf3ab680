"""What the search for events yields, and what its steps hand to one another."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from extraction.events.lexicon import EventClass, Needs, classes
from ontology.edtf import Edtf
from ontology.enums import EventType, Modality


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One real-world event. `triggers` are character ranges in text order, `actors` and `recipients` indices of
    the actor table, `when` is the EDTF value and the character range that says so."""

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


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event, before it is known which event it is."""

    token: Token
    words: tuple[Token, ...]
    kind: EventClass
    slots: tuple[str, ...]
    needs: Needs
    of: str
    """The side that "of" leads to, for nouns."""
    carrier: Token | None = None
    """The light verb that carries a noun: "held" in "held talks"."""
    carrier_side: str = "actor"
    name: str = ""
    """The proper name of the event, for nouns that are part of one."""
    withheld: bool = False
    """The negation is part of the event: "will not accept" is a refusal that took place."""

    def of_class(self, name: str) -> "Trigger":
        """The same words as a trigger of another class."""
        kind = classes()[name]
        return replace(self, kind=kind, needs=kind.needs)

    @property
    def anchor(self) -> Token:
        """The word whose clause tells who, when and whether."""
        return self.carrier if self.carrier is not None else self.token


@dataclass(slots=True)
class Telling:
    """One mention of an event with what its clause says of it."""

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
    """Nothing behind the trigger says which event: "the visit", not "the visit to Oslo"."""
    governor: int = -1
    """The token that the trigger's phrase or clause hangs on: "met" for "met to discuss"."""
    link: str = ""
    """The preposition that leads to the recipients, where one does."""
    unnamed: bool = False
    """Somebody does it whom the text does not name here."""
    quoted: bool = False
    main: bool = False
    """Told in a main clause, or in what somebody says."""
