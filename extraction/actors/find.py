"""The search for the actors of a text: people and bodies that act, speak, want something or are acted upon."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extraction.actors import noun_phrases
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.candidates.find_candidates import find_candidates
from extraction.actors.found import ActorTable
from extraction.actors.gathering.gather import gather
from extraction.actors.gathering.owners import Home, home
from extraction.actors.reference.pronouns import resolve_pronouns
from extraction.actors.spotting.find_names import find_names
from extraction.actors.spotting.name import Name
from extraction.document import Document
from extraction.layout.part import PartKind
from ontology import countries

Range = tuple[int, int]


def find_actors(
    document: Document, speakers: frozenset[int] = frozenset(), issuers: Iterable[Range] = ()
) -> tuple[ActorTable, list[Candidate]]:
    """Return the actors of a text with all their mentions, and the phrases that name actors only as objects of events.

    The heads in `speakers` are speakers, so they count as actors. `issuers` are the phrases for the document's issuers.
    """
    found = find_names(document, speakers)
    everyone = find_candidates(document, found, speakers)
    candidates = [candidate for candidate in everyone if not candidate.idle]
    of_issuer = next(filter(None, (noun_phrases.country_in(document, *issuer) for issuer in issuers)), None)
    at_home = Home(of_issuer) if of_issuer else home(found, candidates)
    if at_home.country is None:
        at_home = Home(_dateline(document))
    actors, aside = gather(candidates, _brackets(document, found), at_home)
    table = ActorTable(resolve_pronouns(document, actors))
    idle = [candidate for candidate in everyone if candidate.idle]
    return table, idle + [replace(candidate, idle=True, acts=True) for candidate in aside]


def _dateline(document: Document) -> str | None:
    """Return the country of the only dateline."""
    doc = document.doc
    lines = [doc[start:end].text for start, end in document.parts(PartKind.DATELINE)]
    names = [part.strip(" -–—_").title() for line in lines for part in re.split(r"[,(/0-9]", line)]
    found = {code for name in names if name and (code := countries.place_country(name))}
    return found.pop() if len(found) == 1 else None


def _brackets(document: Document, found: list[Name]) -> dict[str, str]:
    """Return the acronyms introduced in brackets, each with the name before it: "the Free Front (FF)"."""
    doc = document.doc
    pairs = {}
    for name, after in pairwise(found):
        if after.start == name.end + 1 and doc[name.end].text == "(" and after.text.isupper() and " " in name.text:
            pairs[after.text.replace(".", "")] = name.text
    return pairs
