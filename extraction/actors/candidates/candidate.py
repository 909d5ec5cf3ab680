"""A phrase that may stand for an actor, before the actor is known."""

from dataclasses import dataclass

from extraction.actors.candidates.clues import NO_CLUES, Clues
from extraction.actors.found import MentionKind
from extraction.actors.spotting.roles import Role
from ontology.enums import ActorType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may stand for an actor; `name` is the name in it, without article and role."""

    start: int
    end: int
    head: int
    kind: MentionKind
    type: ActorType
    name: str
    country: str | None
    role: Role | None = None
    body: str = ""
    plural: bool = False
    definite: bool = False
    bare: bool = False
    """The noun has no distinguishing modifier: "the minister", "the country"."""
    owner: str = ""
    """The possessor, in lower case: "its" of "its army", "nation" of "the nation's army"."""
    specified: bool = False
    """A clause says which one it is: "the administration that the rebels set up"."""
    acts: bool = True
    """The phrase is in the position of an actor; a first or full name counts as an actor without it."""
    idle: bool = False
    """The phrase is not in the position of an actor, or is a mere modifier: an actor only if an event is done to it."""
    introduces: int | None = None
    """The head of the name of the person that this role introduces ("the minister, X")."""
    clues: Clues = NO_CLUES
    """Clues to a person from the words around the name."""
    written: str = ""
    """A known name as the text writes it; empty where that is `name`."""
    rule: str = ""
    """How a name was recognised; empty for common nouns and adjectives."""
