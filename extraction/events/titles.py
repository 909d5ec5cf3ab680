"""Headings of events, built by rule from their class and participants."""

from collections.abc import Sequence

from extraction.actors.found import ActorTable
from extraction.events.lexicon import EventClass
from ontology.enums import Modality
from ontology.headings import MODALITY_WORDS

# Prepositions copied from the text into the heading: "aid for Haiti", "strike on Haiti".
_LINKS = frozenset("to for on against in from over".split())


def said(heading: str, modality: Modality) -> str:
    """Return a heading that includes the modality: "no attack on Libya by Egypt"."""
    return " ".join(filter(None, (MODALITY_WORDS.get(modality), heading)))


def title(kind: EventClass, actors: Sequence[str], recipients: Sequence[str], link: str = "") -> str:
    """Return a short heading: "invasion of Iraq by the US-led coalition", "meeting of Biden and Al-Kazemi".

    `link` is the preposition before the recipients in the text.
    """
    noun, _, preposition = kind.title.rpartition(" ")
    if link in _LINKS and preposition != "of" and not kind.is_judgement and not kind.reciprocal:
        preposition = link
    if kind.reciprocal and len(actors) > 1 and not recipients:
        return f"{noun} of {listed(actors)}"
    heading = f"{noun} {preposition} {listed(recipients)}" if recipients else noun
    return f"{heading} by {listed(actors)}" if actors else heading


def listed(names: Sequence[str]) -> str:
    """Return up to three names as a list in prose."""
    if len(names) > 3:
        return ", ".join(names[:3]) + " and others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def names(table: ActorTable, indices: Sequence[int]) -> list[str]:
    """Return the names of actors."""
    return [table.actors[index].name for index in indices]
