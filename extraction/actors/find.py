"""Finds the actors of a text: who acts, speaks, wants something or is acted upon."""

from itertools import pairwise

from extraction.actors.candidates.candidate import Candidate
from extraction.actors.candidates.find_candidates import find_candidates
from extraction.actors.found import ActorTable
from extraction.actors.gathering.gather import gather
from extraction.actors.gathering.owners import home
from extraction.actors.reference.pronouns import resolve_pronouns
from extraction.actors.spotting.find_names import find_names
from extraction.actors.spotting.name import Name
from extraction.document import Document


def find_actors(document: Document, speakers: frozenset[int] = frozenset()) -> tuple[ActorTable, list[Candidate]]:
    """The actors of a text, each with all its mentions, and the phrases that name one only if an event is done to it.

    What the tokens `speakers` head speaks, so it acts.
    """
    found = find_names(document)
    everyone = find_candidates(document, found, speakers)
    candidates = [candidate for candidate in everyone if not candidate.idle]
    actors = gather(candidates, _brackets(document, found), home(found, candidates))
    table = ActorTable(resolve_pronouns(document, actors))
    return table, [candidate for candidate in everyone if candidate.idle]


def _brackets(document: Document, found: list[Name]) -> dict[str, str]:
    """The acronyms introduced in brackets, each with the name before it: "the Free Front (FF)"."""
    doc = document.doc
    pairs = {}
    for name, after in pairwise(found):
        if after.start == name.end + 1 and doc[name.end].text == "(" and after.text.isupper() and " " in name.text:
            pairs[after.text.replace(".", "")] = name.text
    return pairs
