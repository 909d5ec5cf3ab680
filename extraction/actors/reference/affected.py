"""Actors that do not act but may undergo an event: "a Danish proposal", "arrested the students"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extraction.actors import noun_phrases
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.actors.gathering.gather import gather
from extraction.actors.gathering.owners import Home
from extraction.document import Document
from ontology.enums import ActorType

# Of 134 in 179 texts annotated whole 0.48 are actors there.
_COMMON_NOUN = 0.48
_Key = tuple[ActorType, str]


def find_affected(
    document: Document, actors: ActorTable, idle: list[Candidate], together: Mapping[int, tuple[int, ...]]
) -> ActorTable:
    """Return the actors, followed by those that only the phrases `idle` name.

    `together` maps the heads of phrases such as "both sides" to the actors that they stand for.
    """
    known = dict(_keys(document, actors.actors))
    heads: dict[int, int] = {}
    left: list[Candidate] = []
    for candidate in idle:
        index = known.get(_key(candidate.type, candidate.country, candidate.name))
        if index is None:
            left.append(candidate)
        else:
            heads[candidate.head] = index
    affected, _ = gather(left, {}, Home())
    for number, actor in enumerate(affected, start=len(actors.actors)):
        heads |= {mention.head: number for mention in actor.mentions}
    return ActorTable(actors.actors, map(_shown, affected), heads, actors.issuing, together)


def _keys(document: Document, actors: Iterable[FoundActor]) -> Iterable[tuple[_Key, int]]:
    for index, actor in enumerate(actors):
        yield _key(actor.type, actor.country, actor.name), index
        for mention in actor.mentions:
            start = noun_phrases.without_article(document.doc, mention.start, mention.end)
            yield _key(actor.type, actor.country, document.text_of(start, mention.end)), index


def _key(type_: ActorType, country: str | None, name: str) -> _Key:
    """Return a key that two phrases share if they name the same state or consist of the same words."""
    return type_, country if type_ is ActorType.STATE and country else name.lower()


def _shown(actor: FoundActor) -> FoundActor:
    """Return the actor without the adjectives of its country, if it has other mentions."""
    kinds = {mention.kind for mention in actor.mentions}
    if kinds == {MentionKind.DEMONYM}:
        return actor
    named = tuple(mention for mention in actor.mentions if mention.kind is not MentionKind.DEMONYM)
    return replace(actor, mentions=named, confidence=actor.confidence if MentionKind.NAME in kinds else _COMMON_NOUN)
