"""What may stand for an actor, before it is known which one."""

from dataclasses import dataclass

from extraction.actors.candidates.clues import NO_CLUES, Clues
from extraction.actors.found import MentionKind
from extraction.actors.spotting.roles import Role
from ontology.enums import ActorType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may stand for an actor; `name` is what it calls it, without article and role."""

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
    """No modifier says which one: "the minister", "the country"."""
    owner: str = ""
    """The word that says whose, in lower case: "its" of "its army", "nation" of "the nation's army"."""
    acts: bool = True
    """Whether it stands where an actor stands; a first or full name is believed without."""
    idle: bool = False
    """Stands where no actor stands, or only says whose something is: an actor only if an event is done to it."""
    introduces: int | None = None
    """The head of the name of the person that this role introduces ("the minister, X")."""
    clues: Clues = NO_CLUES
    """What the words around the name of a person tell."""
    written: str = ""
    """A known name as it is written; empty where that is `name`."""
