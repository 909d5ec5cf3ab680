"""Candidates from names and common nouns: phrases that may stand for an actor, with type and country."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, noun_phrases
from extraction.actors.candidates import clauses
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.candidates.clues import find_clues
from extraction.actors.candidates.common_nouns import find_common, quantity
from extraction.actors.found import MentionKind
from extraction.actors.spotting.name import Name
from extraction.actors.spotting.roles import Roles, find_roles
from extraction.document import Document
from ontology import countries
from ontology.enums import ActorType

_SUPRANATIONAL = frozenset("european international world united african arab asian inter-american global".split())
_PARTISAN = frozenset("democratic republican conservative labour liberal socialist communist".split())
_GATHERINGS = frozenset("conference convention state".split())
_DATELINE = frozenset(["(", "—", "–", "-", "--"])
_VARIANT = re.compile(r"(?<=[a-z])-\d+\b")
"""The number of a disease or a vessel: "Covid-19"."""
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_ORGANS = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY, ActorType.INTERGOVERNMENTAL))


def find_candidates(document: Document, found: list[Name], speakers: frozenset[int]) -> list[Candidate]:
    """Return all candidates in text order; where two share a head, only the longer one."""
    roles = find_roles(document, found)
    candidates = list(_named(document, found, roles, speakers))
    candidates += find_common(document, found, roles, speakers)
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    return candidates


def _named(document: Document, found: list[Name], roles: Roles, speakers: frozenset[int]) -> Iterator[Candidate]:
    doc = document.doc
    # "President of the United States Ann Lee"
    titles = {i for index, start in roles.titled.items() for i in range(start, found[index].start)}
    european = any(name.known and name.known.name.startswith("European ") for name in found)
    for index, name in enumerate(found):
        head = clauses.head_of(doc, name)
        if name.label == "PERSON":
            modifier = clauses.is_modifier(head, name) and head.head.pos_ == "NOUN"
            # "the Danube": names of people have no article.
            article = " " not in name.text and name.start > 0 and doc[name.start - 1].lower_ == "the"
            if modifier or article or _type_of(name.text) is None:
                continue
            role = roles.of.get(index)
            start = _title_start(doc, roles.titled.get(index, name.start), name.start)
            yield Candidate(
                start, name.end, head.i, MentionKind.NAME, ActorType.PERSON, name.text,
                role.country if role else None, role, acts=head.i in speakers or clauses.person_acts(head),
                clues=find_clues(doc, start, name.start, head), rule=name.rule,
            )  # fmt: skip
        elif name.start not in roles.in_brackets and (
            candidate := _body(document, _meant(name, head, european), head, speakers)
        ):
            in_title = candidate.type is ActorType.STATE and candidate.start in titles
            yield replace(candidate, idle=True) if in_title else candidate


def _title_start(doc: Doc, start: int, name: int) -> int:
    """Return where the mention of a person starts: at the title or its article, but after a possessor."""
    for i in range(name - 1, start - 1, -1):
        if doc[i].text in ("'s", "’s"):
            return i + 1
    return start - 1 if start < name and start and doc[start - 1].lower_ == "the" else start


def _meant(name: Name, head: Token, european: bool) -> Name:
    """Return the name with its meaning in the text: Brussels as an actor is the EU where the text is about the EU."""
    if european and name.known and name.text == "Brussels" and clauses.acts(head, capital=True):
        return replace(name, known=gazetteer.known_names()["European Union"])
    return name


def _body(document: Document, name: Name, head: Token, speakers: frozenset[int]) -> Candidate | None:
    """Return the candidate for the name of a body, if it acts."""
    known = name.known
    if known and known.place:
        # No country: "Ohio" is not the United States.
        region = _candidate(document, name, head, ActorType.STATE, name.text, None)
        return region if clauses.decides(head) else None
    if known and known.type is ActorType.STATE:
        if known.capital and _is_dateline(document.doc, name):
            return None
        if clauses.is_modifier(head, name):
            # "The Oslo talks" take place in Oslo.
            return None if known.capital else _demonym(name, head, known.country)
        state = _candidate(document, name, head, ActorType.STATE, known.name, known.country)
        acts = clauses.acts(head, capital=known.capital) and not clauses.is_place(head)
        acts = acts and not clauses.is_within_role(head)
        return replace(state, idle=not acts)
    if name.label == "NORP":
        return _people(document.doc, name, head)
    if name.label in _PLACES:
        acts = name.label == "LOC" and clauses.decides(head)
        return _candidate(document, name, head, ActorType.STATE, name.text, None) if acts else None
    return _organization(document, name, head, speaks=head.i in speakers)


def _organization(document: Document, name: Name, head: Token, *, speaks: bool) -> Candidate | None:
    doc, known = document.doc, name.known
    actor_type = known.type if known else _type_of(name.text)
    # A name that forms a sentence of its own is a caption or a heading.
    if actor_type is None or (known is None and not speaks and clauses.part_of(head)[0] == "root"):
        return None
    modifier = clauses.is_modifier(head, name) and not speaks
    idle = modifier and not (known and actor_type in (ActorType.ARMED_GROUP, ActorType.PARTY))
    if idle and (known is None or actor_type not in (ActorType.INTERGOVERNMENTAL, ActorType.GOVERNMENT)):
        return None
    left = noun_phrases.left_edge(head)
    start = min(name.start, _name_start(doc, left, name.start))
    described = clauses.described(doc, start)
    if described is not None and known is None:
        actor_type = described[1]
    country = known.country if known else None
    if not country and actor_type not in (ActorType.INTERGOVERNMENTAL, ActorType.MEDIA):
        # "Islamic State in Iraq" does not belong to Iraq.
        country = noun_phrases.country_in(document, left, start if known else noun_phrases.right_edge(head))
    full = known.name if known else document.text_of(start, name.end)
    if (end := _past_state(document, name, actor_type)) > name.end:
        full, known = document.text_of(start, end), None
        actor_type, country = _type_of(full) or actor_type, noun_phrases.country_in(document, name.end, end)
    if described is not None:
        start = noun_phrases.left_edge(described[0])
    candidate = _candidate(document, replace(name, start=start, end=end), head, actor_type, full, country)
    if start > left and doc[start - 1].tag_ == "POS":
        candidate = replace(candidate, start=left)  # "Peru's Congress"
    # "on Twitter" is no actor, "for Greenpeace" is.
    trusted = speaks or (known is not None and actor_type is not ActorType.ORGANIZATION)
    return replace(candidate, idle=idle, acts=trusted or not clauses.is_beside(head))


def _past_state(document: Document, name: Name, actor_type: ActorType) -> int:
    """Return the end of a name with the state it is an organ of: "the Supreme Court of the United States"."""
    doc, end = document.doc, name.end
    if actor_type not in _ORGANS or doc[end : end + 1].text != "of":
        return end
    start = end + 2 if doc[end + 1 : end + 2].text == "the" else end + 1
    known = gazetteer.known_names()
    for length in range(min(4, len(doc) - start), 0, -1):
        state = known.get(doc[start : start + length].text)
        if state and state.type is ActorType.STATE and not state.place:
            return start + length
    return end


def _candidate(
    document: Document, name: Name, head: Token, actor_type: ActorType, full: str, country: str | None
) -> Candidate:
    start = name.start
    if start and document.doc[start - 1].lower_ == "the":
        start -= 1
    return Candidate(
        start, name.end, head.i, MentionKind.NAME, actor_type, full, country,
        definite=document.doc[start].lower_ in noun_phrases.DEFINITE, written=name.text if name.known else "",
        rule=name.rule,
    )  # fmt: skip


def _is_dateline(doc: Doc, name: Name) -> bool:
    """Return whether a name is a dateline: "LONDON —", "Washington (AFP)"."""
    return bool(doc[name.start].is_sent_start) and name.end < len(doc) and doc[name.end].text in _DATELINE


def _people(doc: Doc, name: Name, head: Token) -> Candidate | None:
    """Return a nation or creed as its people: "the Saudis" means the state, "Americans" a group."""
    country = countries.demonym(name.text)
    if head.tag_ not in ("NNS", "NNPS") or clauses.is_modifier(head, name):
        return _demonym(name, head, country)
    definite = name.start > 0 and doc[name.start - 1].lower_ == "the"
    start = name.start - definite
    if country and definite:
        full = countries.name_of(country)
        return Candidate(
            start, name.end, head.i, MentionKind.NAME, ActorType.STATE, full, country, written=name.text, rule=name.rule
        )
    counted = quantity(head)
    start = min(start, noun_phrases.left_edge(counted or head))  # "hundreds of Danes", "young Danes"
    return Candidate(
        start,
        name.end,
        head.i,
        MentionKind.NAME,
        ActorType.GROUP,
        name.text,
        country,
        body="people",
        plural=True,
        rule=name.rule,
    )


def _demonym(name: Name, head: Token, country: str | None) -> Candidate | None:
    """Return the state named by an adjective or by a name in a compound: "a Danish proposal"."""
    if country is None:
        return None
    full = countries.name_of(country)
    return Candidate(
        name.start, name.end, head.i, MentionKind.DEMONYM, ActorType.STATE, full, country, written=name.text, idle=True
    )


def _name_start(doc: Doc, left: int, start: int) -> int:
    """Return the start of a name with the capitalised words before it: "the Iraqi Council of Representatives"."""
    while (
        start > left
        and doc[start - 1].text[:1].isupper()
        and doc[start - 1].is_alpha
        and not doc[start - 1].is_sent_start
        and doc[start - 1].lower_ != "the"
    ):
        start -= 1
    return start


def _organ(head: str, parts: list[str]) -> ActorType:
    """Return the type of a council, committee or court by the words of its name."""
    if head in ("committee", "council") and not _PARTISAN.isdisjoint(parts):
        return ActorType.PARTY
    united = "united" in parts and not {"states", "kingdom", "emirates"}.isdisjoint(parts)
    if united or _SUPRANATIONAL.isdisjoint(parts):
        return ActorType.GOVERNMENT
    return ActorType.INTERGOVERNMENTAL


def _type_of(name: str) -> ActorType | None:
    """Return the type of a body by the head noun of its name; None where the noun does not denote a body."""
    known = gazetteer.name_nouns()
    parts = _VARIANT.sub("", name.lower().replace("’", "'")).split()
    cut = next((i for i, part in enumerate(parts) if part in ("of", "for", "on", "to", "in") and i), len(parts))
    if cut < len(parts) and parts[cut] in ("on", "for") and parts[cut - 1] in ("council", "committee"):
        return ActorType.ORGANIZATION
    if cut > 1 and parts[cut - 1].isdigit():
        cut -= 1  # "Resolution 1373"
    for part in reversed(parts[:cut]):
        told = known.get(part, ActorType.ORGANIZATION)
        if told is None:
            # "Square Capital" is not a square; a "Conference of Mayors" acts.
            if part == parts[cut - 1] and not (part in _GATHERINGS and parts[cut : cut + 1] == ["of"]):
                return None
        elif part in known:
            return _organ(part, parts) if told is ActorType.GOVERNMENT else told
    return ActorType.ORGANIZATION
