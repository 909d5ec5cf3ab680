"""Turns names and common nouns into candidates: phrases that may stand for an actor, with type and country."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, phrases
from extraction.actors.gazetteer import Noun
from extraction.actors.roles import Role, Roles, find_roles
from extraction.actors.spotting import Name
from extraction.actors.table import MentionKind
from extraction.document import Document
from ontology import countries
from ontology.enums import ActorType

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
_OBJECTS = frozenset(("dobj", "dative", "iobj", "obj"))
_MODIFIERS = frozenset(("compound", "nmod", "amod", "npadvmod", "advmod", "quantmod"))
# A state named behind these is where something happens, not who does it; measured on names of states in hand-made
# annotations: "in" 1 actor of 40, "into" 0 of 3, "with" 4 of 4, "by" 7 of 7, "from" 7 of 11, "on" 5 of 6.
_LOCATIVE = frozenset("in into at through inside within outside near across around throughout along off over".split())
# A seat of government is more often a place still.
_SUPRANATIONAL = frozenset("european international world united african arab asian inter-american global".split())
_INSIDE = frozenset("in into at inside within outside near".split())
# Without a modifier these are sides or means more often than actors: "both parties", "by force".
_VAGUE = frozenset("party force command office".split())
_COUNTED = frozenset("other two three four five six seven eight nine ten both these those more".split())
_CAPITAL_PREPOSITIONS = frozenset("by with between against on from".split())
_DEFINITE = frozenset("the this that these those its their his her our".split())
_PLACES = frozenset(("GPE", "LOC", "FAC"))


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
    introduces: int | None = None
    """Where the name starts of the person that this role introduces ("the minister, X")."""


def find_candidates(document: Document, found: list[Name], speakers: frozenset[int]) -> list[Candidate]:
    """All candidates in text order; where two share a head, the longer one only."""
    roles = find_roles(document, found)
    candidates = list(_named(document, found, roles.of))
    candidates += _common(document, found, roles, speakers)
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    return candidates


def _named(document: Document, found: list[Name], roles: dict[int, Role]) -> Iterator[Candidate]:
    doc = document.doc
    for index, name in enumerate(found):
        head = _head(doc, name)
        if name.label == "PERSON":
            modifier = _is_modifier(head, name) and head.head.pos_ == "NOUN"
            # "the Danube": people have no article.
            article = " " not in name.text and name.start > 0 and doc[name.start - 1].lower_ == "the"
            if modifier or article or not any(c.isupper() for c in name.text):
                continue
            role = roles.get(index)
            yield Candidate(
                name.start, name.end, head.i, MentionKind.NAME, ActorType.PERSON, name.text,
                role.country if role else None, role,
            )  # fmt: skip
        elif candidate := _body(document, name, head):
            yield candidate


def _body(document: Document, name: Name, head: Token) -> Candidate | None:
    """The candidate of a name that is no person's, if it acts."""
    doc = document.doc
    start = name.start
    known = name.known
    if known and known.place:
        return None
    if known and known.type is ActorType.STATE:
        if _is_modifier(head, name) or not _acts(head, capital=known.capital):
            return None
        actor_type, country, full = ActorType.STATE, known.country, known.name
    elif name.label == "NORP":
        return _people(doc, name, head)
    elif name.label in _PLACES:
        if name.label != "LOC" or _role_of(head)[0] != "subject":
            return None
        actor_type, country, full = ActorType.STATE, None, name.text
    else:
        actor_type = known.type if known else _type_of(name.text)
        if _is_modifier(head, name) and not (known and actor_type in (ActorType.ARMED_GROUP, ActorType.PARTY)):
            return None
        full = known.name if known else name.text
        start = min(start, _name_start(doc, phrases.left_edge(head), start))
        country = known.country if known else None
        if not country and actor_type not in (ActorType.INTERGOVERNMENTAL, ActorType.MEDIA):
            # "Islamic State in Iraq" is not Iraq's.
            end = start if known else phrases.right_edge(head)
            country = phrases.country_in(document, phrases.left_edge(head), end)
        if not known:
            full = document.text_of(start, name.end)
    if start and doc[start - 1].lower_ == "the":
        start -= 1
    definite = doc[start].lower_ in _DEFINITE
    return Candidate(start, name.end, head.i, MentionKind.NAME, actor_type, full, country, definite=definite)


def _people(doc: Doc, name: Name, head: Token) -> Candidate | None:
    """A nation or creed as its people: "the Saudis" are the state, "Americans" are a group."""
    if head.tag_ not in ("NNS", "NNPS") or _is_modifier(head, name):
        return None
    country = countries.demonym(name.text)
    definite = name.start > 0 and doc[name.start - 1].lower_ == "the"
    start = name.start - definite
    if country and definite:
        full = countries.name_of(country)
        return Candidate(start, name.end, head.i, MentionKind.NAME, ActorType.STATE, full, country)
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
    )


def _name_start(doc: Doc, left: int, start: int) -> int:
    """Take capitalised words before a name into it: "the Iraqi Council of Representatives"."""
    while (
        start > left
        and doc[start - 1].text[:1].isupper()
        and doc[start - 1].is_alpha
        and not doc[start - 1].is_sent_start
    ):
        start -= 1
    return start


def _type_of(name: str) -> ActorType:
    """The type of a body by the word that heads its name."""
    known = gazetteer.name_nouns()
    parts = name.lower().replace("’", "'").split()
    cut = next((i for i, part in enumerate(parts) if part in ("of", "for", "on", "to", "in") and i), len(parts))
    if cut < len(parts) and parts[cut] in ("on", "for") and parts[cut - 1] in ("council", "committee"):
        return ActorType.ORGANIZATION
    for part in reversed(parts[:cut]):
        if part in known:
            supranational = known[part] is ActorType.GOVERNMENT and not _SUPRANATIONAL.isdisjoint(parts)
            return ActorType.INTERGOVERNMENTAL if supranational else known[part]
    return ActorType.ORGANIZATION


def _common(document: Document, found: list[Name], roles: Roles, speakers: frozenset[int]) -> Iterator[Candidate]:
    doc = document.doc
    named = {i for name in found for i in range(name.start, name.end)}
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in named or token.i in roles.consumed:
            continue
        noun = gazetteer.noun_of(token)
        if noun is None or _modifies_noun(token) or _goes_on(token):
            continue
        person = roles.introducing.get(token.i)
        introduces = None if person is None else found[person].start
        candidate = _common_candidate(document, token, noun, introduces)
        acts = person is not None or token.i in speakers or _common_acts(token, candidate)
        vague = candidate.bare or _COUNTED.issuperset(candidate.name.lower().split()[:-1])
        if acts and not (vague and (token.lemma_ in _VAGUE or (noun.body == "country" and candidate.plural))):
            yield candidate


def _common_candidate(document: Document, token: Token, noun: Noun, introduces: int | None) -> Candidate:
    doc = document.doc
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "police"
    actor_type = noun.plural if plural else noun.type
    relational = actor_type in (ActorType.PERSON, ActorType.GROUP, ActorType.GOVERNMENT)
    start, end = phrases.left_edge(token), phrases.right_edge(token, relational=relational)
    inner = phrases.without_article(doc, start, end)
    country = phrases.country_in(document, start, end)
    if noun.type is ActorType.PERSON and plural and actor_type is ActorType.GOVERNMENT and not country:
        actor_type = ActorType.GROUP
    name = document.text_of(inner, end)
    kind, role = MentionKind.NOMINAL, None
    if actor_type is ActorType.PERSON:
        kind, role = MentionKind.ROLE, Role(name, frozenset((token.lemma_.lower(),)), country)
    owner = next((child.lower_ for child in token.lefts if child.dep_ == "poss"), "")
    definite = doc[start].lower_ in _DEFINITE or bool(owner)
    bare = inner == token.i and end == token.i + 1
    return Candidate(
        start, end, token.i, kind, actor_type, name, country, role, noun.body, plural, definite, bare, owner, introduces
    )


def _common_acts(token: Token, candidate: Candidate) -> bool:
    """Whether a common noun stands where an actor stands."""
    part, preposition = _role_of(token)
    actor_type, definite, plural, bare = candidate.type, candidate.definite, candidate.plural, candidate.bare
    if actor_type is ActorType.STATE:
        return definite and bare and part in ("subject", "object", "prep", "poss")
    if actor_type is ActorType.MILITARY and plural and part != "subject" and _is_counted(token):
        return False
    if part == "subject":
        return definite or plural or not bare or token.i == 0 or token.nbor(-1).lower_ in ("a", "an", "one")
    if actor_type in (ActorType.GROUP, ActorType.ORGANIZATION):
        return part == "prep" and preposition == "by"
    if actor_type is ActorType.PERSON:
        return definite and part in ("object", "prep", "poss")
    if part in ("object", "poss") or (part == "prep" and preposition not in _INSIDE):
        return definite or candidate.country is not None or (plural and not bare)
    return False


def _is_counted(token: Token) -> bool:
    return any(child.dep_ == "nummod" or child.lower_ in ("more", "fewer") for child in token.lefts)


def _modifies_noun(token: Token) -> bool:
    return token.dep_ in _MODIFIERS and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i


def _goes_on(token: Token) -> bool:
    """Whether a role is a further one of the same person: "the senator and presidential candidate"."""
    single = token.tag_ in ("NN", "NNP") and token.head.tag_ in ("NN", "NNP")
    owned = any(child.dep_ in ("det", "poss", "nummod") for child in token.lefts)
    return token.dep_ == "conj" and single and not owned and all(map(gazetteer.person_noun, (token, token.head)))


def _head(doc: Doc, name: Name) -> Token:
    """The token of a name that hangs outside it; the last one of several."""
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= doc[i].head.i < name.end or doc[i].head.i == i:
            return doc[i]
    return doc[name.end - 1]


def _is_modifier(head: Token, name: Name) -> bool:
    """Whether the name only says which: "US" in "US troops", "Obama" in "the Obama administration"."""
    if head.dep_ not in _MODIFIERS or head.head.i == head.i or name.start <= head.head.i < name.end:
        return False
    return head.head.i > head.i


def _acts(head: Token, *, capital: bool) -> bool:
    part, preposition = _role_of(head)
    if capital:
        return part in ("subject", "object", "poss") or (part == "prep" and preposition in _CAPITAL_PREPOSITIONS)
    return part in ("subject", "object", "poss") or (part == "prep" and preposition not in _LOCATIVE)


def _role_of(head: Token) -> tuple[str, str]:
    """The part a phrase plays in its clause, with its preposition; a conjunct plays the part of the first one."""
    for _ in range(8):
        if head.dep_ in ("conj", "appos") and head.head.i != head.i:
            head = head.head
        else:
            break
    if head.dep_ in _SUBJECTS:
        return "subject", ""
    if head.dep_ in _OBJECTS:
        return "object", ""
    if head.dep_ == "poss":
        return "poss", ""
    if head.dep_ == "pobj":
        return ("subject", "") if head.head.dep_ == "agent" else ("prep", head.head.lower_)
    if head.dep_ == "ROOT":
        return "root", ""
    return "", ""
