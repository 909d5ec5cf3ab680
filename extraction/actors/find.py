"""The search for the actors of a text: people and bodies that act, speak, want something or are acted upon."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from extraction.actors import noun_phrases
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.candidates.find_candidates import find_candidates
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.actors.gathering.cluster import ORGANS
from extraction.actors.gathering.gather import gather
from extraction.actors.gathering.owners import Home, home
from extraction.actors.reference.pronouns import resolve_pronouns
from extraction.actors.spotting.find_names import find_names
from extraction.actors.spotting.name import Name
from extraction.actors.spotting.organs import at_home
from extraction.document import Document
from extraction.issuers import issuing_state
from extraction.layout.part import PartKind
from ontology import countries

Range = tuple[int, int]
_PERSONAL = frozenset(("his", "her"))


def find_actors(
    document: Document, speakers: frozenset[int] = frozenset(), issuers: Iterable[Range] = ()
) -> tuple[ActorTable, list[Candidate]]:
    """Return the actors of a text with all their mentions, and the phrases that name actors only as objects of events.

    The heads in `speakers` are speakers, so they count as actors. `issuers` are the phrases for the document's issuers.
    """
    found = at_home(find_names(document, speakers))
    everyone = find_candidates(document, found, speakers)
    candidates = [candidate for candidate in everyone if not candidate.idle]
    of_issuer = next(filter(None, (noun_phrases.country_in(document, *issuer) for issuer in issuers)), None)
    issuer = issuing_state(document)
    of_issuer = of_issuer or issuer
    country = Home(of_issuer, issuer=issuer) if of_issuer else home(found, candidates)
    if not (of_issuer or country.by_titles):
        country = _by_datelines(document, country)
    actors, aside = gather(candidates, _brackets(document, found), country)
    table = ActorTable(_with_owners(document, resolve_pronouns(document, actors)))
    idle = [candidate for candidate in everyone if candidate.idle]
    return table, idle + [replace(candidate, idle=True, acts=True) for candidate in aside]


def _with_owners(document: Document, actors: list[FoundActor]) -> list[FoundActor]:
    """Give "her government" the country of who she is."""
    owners = {m.start: actor.country for actor in actors for m in actor.mentions if m.kind is MentionKind.PRONOUN}
    return [
        replace(actor, country=owners.get(actor.mentions[0].start))
        if actor.type in ORGANS and document.doc[actor.mentions[0].start].lower_ in _PERSONAL
        else actor
        for actor in actors
    ]


def _by_datelines(document: Document, otherwise: Home) -> Home:
    """Return the country of the only dateline, or those of the sections of a digest."""
    sections, lead = [], 0
    for start, end in document.parts(PartKind.DATELINE):
        parts = re.split(r"[,(/0-9]", document.doc[start:end].text)
        names = (part.strip(" -–—_:\n").title() for part in parts)
        if code := next(filter(None, (countries.place_country(name) for name in names if name)), None):
            sections.append((start, code))
            lead = end
    several = len({code for _, code in sections}) > 1
    if several:
        return Home(sections=tuple(sections))
    if not sections:
        return otherwise
    code = sections[0][1]
    return Home(code) if _may_be_in(document, lead, code) else Home()


def _may_be_in(document: Document, start: int, code: str) -> bool:
    """Return whether the sentence after a dateline may be set in its country.

    "KAMPALA - Rebels shelled a market in the Congolese town of Beni": the army is not that of Uganda.
    """
    lead = next((sentence for sentence in document.sentences if sentence.start >= start), None)
    if lead is None:
        return True
    named = {name: countries.demonym(name.text) or countries.place_country(name.text) for name in lead.ents}
    set_in = {country for name, country in named.items() if _is_after_in(name.root) or _is_after_in(name.root.head)}
    is_named = code in named.values() or any(countries.lookup(token.text) == code for token in lead)
    return is_named or set_in <= {None}


def _is_after_in(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "in"


def _brackets(document: Document, found: list[Name]) -> dict[str, str]:
    """Return the acronyms introduced in brackets, each with the name before it: "the Free Front (FF)"."""
    doc = document.doc
    pairs = {}
    for name, after in pairwise(found):
        if after.start == name.end + 1 and doc[name.end].text == "(" and after.text.isupper() and " " in name.text:
            pairs[after.text.replace(".", "")] = name.text
    return pairs
