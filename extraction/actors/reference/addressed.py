"""Forms of address in speech, resolved to the person spoken to: "Mr President" where two speak to each other."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from extraction.actors.candidates import clauses
from extraction.actors.found import ActorMention, ActorTable, MentionKind
from extraction.actors.reference.first_persons import Said
from extraction.document import Document
from ontology.enums import ActorType


def resolve_addressed(document: Document, table: ActorTable, said: list[Said]) -> ActorTable:
    """Return the actors with "Mr President" added to the mentions of the person so addressed.

    In the words of one of only two speakers it is the other; in the words of somebody unknown it is the only speaker.
    """
    speakers = {actor for *_, actor in said if actor is not None and table.actors[actor].type is ActorType.PERSON}
    if len(speakers) not in (1, 2):
        return table
    speaking = {i: actor for start, end, actor in said for i in range(start, end)}
    found: dict[int, list[ActorMention]] = {}
    for start, end in _addresses(document.doc):
        others = speakers - {speaking.get(start)}
        if len(others) == 1 and table.headed_by(end - 1) is None:
            mention = ActorMention(start, end, end - 1, MentionKind.ROLE)
            found.setdefault(others.pop(), []).append(mention)
    actors = [
        replace(actor, mentions=tuple(sorted((*actor.mentions, *found[i]), key=lambda m: (m.start, m.end))))
        if i in found
        else actor
        for i, actor in enumerate(table.actors)
    ]
    return ActorTable(actors, issuing=table.issuing) if found else table


def _addresses(doc: Doc) -> Iterator[tuple[int, int]]:
    for token in doc:
        if end := clauses.past_address(token):
            yield token.i, end
