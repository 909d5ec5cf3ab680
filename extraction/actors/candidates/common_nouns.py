"""Common nouns as candidates: "the army", "US troops", "the minister"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extraction.actors import gazetteer, noun_phrases
from extraction.actors.candidates import clauses
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.found import MentionKind
from extraction.actors.gazetteer import Known, Noun
from extraction.actors.spotting.name import Name
from extraction.actors.spotting.roles import Role, Roles
from extraction.document import Document
from ontology import countries
from ontology.enums import ActorType

_INSIDE = frozenset("in into at inside within outside near".split())
_APART = frozenset((":", ";", '"', "“", "”"))
_OF_PLACES = _INSIDE | {"of", "across", "around", "throughout", "from"}
# Without a modifier these are more often sides or means than actors: "both parties", "by force".
_VAGUE = frozenset("party force command office people".split())
_COUNTED = frozenset("other two three four five six seven eight nine ten both these those more".split())
# "tens of thousands of hackers" means hackers.
_QUANTITIES = frozenset("hundred thousand million dozen score number majority many most some".split())
_NAMED_BODIES = frozenset((ActorType.ARMED_GROUP, ActorType.ORGANIZATION, ActorType.INTERGOVERNMENTAL))
_CROWDS = (ActorType.GROUP, ActorType.MILITARY, ActorType.ARMED_GROUP)
_RELATIVES = frozenset(("that", "which", "whom"))
_TELLING = frozenset("tell inform assure warn remind notify convince persuade promise advise show".split())
# People whom political acts affect: in the annotated texts 32 of 37 such phrases are actors as objects or behind
# prepositions, of all for groups of people 134 of 265.
_CONCERNED = frozenset(
    "protester protestor demonstrator rioter victim survivor civilian migrant refugee hostage prisoner detainee"
    " smuggler supporter opponent".split()
)
_SELF_NAMED = frozenset((ActorType.ARMED_GROUP, ActorType.PARTY, ActorType.INTERGOVERNMENTAL))


def find_common(document: Document, found: list[Name], roles: Roles, speakers: frozenset[int]) -> Iterator[Candidate]:
    """Yield the common nouns that act, and the roles that stand for people."""
    doc = document.doc
    # "The Republican" is a role, "Republicans" a name.
    roles_too = {name.start for name in found if name.label == "NORP" and gazetteer.person_noun(doc[name.end - 1])}
    named = {i for name in found if name.start not in roles_too for i in range(name.start, name.end)}
    heads = {clauses.head_of(doc, name).i: name for name in found}
    people = {head for head, name in heads.items() if name.label == "PERSON"}
    # "the news agency AFP", "Mr Prime Minister,"
    aside = {name.start - 1 for name in found if _is_body(name) and clauses.described(doc, name.start)}
    aside |= {end - 1 for token in doc if token.tag_ == "NNP" and (end := clauses.past_address(token))}
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in named or token.i in roles.consumed:
            continue
        if side := _side(document, token):
            yield side
        noun = gazetteer.noun_of(token)
        modifier = clauses.modifies_noun(token) and token.i not in speakers
        if noun is None or token.i in aside or modifier or _goes_on(token) or _is_service(token):
            continue
        if token.head.i in people and token.i not in roles.introducing and _is_beside(token):
            continue  # "Ann Lee, a Toronto lawyer": a role, not somebody else
        person, end = roles.introducing.get(token.i, (None, 0))
        candidate = _common_candidate(document, token, noun, end)
        if person is not None:
            candidate = replace(candidate, introduces=clauses.head_of(doc, found[person]).i)
        counted = quantity(token) or token
        speaks = not speakers.isdisjoint((token.i, counted.i))
        acts = person is not None or (_common_acts(counted, candidate) and not _is_vague(token, candidate))
        if speaks or acts:
            candidate = replace(candidate, acts=speaks or person is not None or not _is_told_of(counted, candidate))
            name = _named_by(token, noun, heads)
            yield _named(document, candidate, name) if name else candidate
        elif _may_be_affected(candidate) and not _is_vague(token, candidate):
            yield replace(candidate, idle=True)


def _side(document: Document, token: Token) -> Candidate | None:
    """Return the state in "the Kyrgyz side", as official statements call it."""
    code = countries.demonym(document.doc[token.i - 1].text) if token.lower_ == "side" and token.i else None
    if code is None:
        return None
    start = noun_phrases.left_edge(token)
    name = countries.name_of(code)
    return Candidate(
        start, token.i + 1, token.i, MentionKind.NAME, ActorType.STATE, name, code, definite=True, rule="side"
    )


def _is_body(name: Name) -> bool:
    if name.known:
        return name.known.type is not ActorType.STATE
    return name.label == "ORG"


def _may_be_affected(candidate: Candidate) -> bool:
    """Return whether a common noun is specific enough to be affected by an event: "students", "a Kenyan soldier"."""
    if candidate.type is ActorType.STATE:
        return False
    if candidate.plural:
        return not candidate.bare or candidate.type in _CROWDS
    return candidate.country is not None or (candidate.definite and candidate.type is ActorType.GROUP)


def _named_by(token: Token, noun: Noun, heads: dict[int, Name]) -> Name | None:
    """Return the name inside a phrase that identifies the body: "the Islamic State network", "the NATO alliance"."""
    if token.tag_ != "NN" or noun.type not in _NAMED_BODIES:
        return None
    inside = [heads[child.i] for child in token.lefts if child.i in heads and child.dep_ in clauses.MODIFIERS]
    return next((name for name in inside if (name.known.type in _SELF_NAMED if name.known else _is_body(name))), None)


def _named(document: Document, candidate: Candidate, name: Name) -> Candidate:
    """Turn the candidate into a name of the body that a name inside it identifies."""
    known = name.known or Known(name.text, candidate.type, candidate.country)
    inner = noun_phrases.without_article(document.doc, candidate.start, candidate.end)
    return Candidate(
        candidate.start, candidate.end, candidate.head, MentionKind.NAME, known.type, known.name, known.country,
        definite=candidate.definite, written=document.text_of(inner, candidate.end), rule=name.rule,
    )  # fmt: skip


def _common_candidate(document: Document, token: Token, noun: Noun, least_end: int) -> Candidate:
    doc = document.doc
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "police"
    actor_type = noun.plural if plural else noun.type
    relational = actor_type in (ActorType.PERSON, ActorType.GROUP, ActorType.GOVERNMENT)
    start, end = noun_phrases.left_edge(token), noun_phrases.right_edge(token, relational=relational)
    end = max([end, least_end, *(child.i + 1 for child in token.rights if _goes_on(child))])
    if counted := quantity(token):
        start = noun_phrases.left_edge(counted)
    inner = noun_phrases.without_article(doc, start, end)
    if doc[inner].lower_ == "of":
        inner = start
    country = None if noun_phrases.of_several(token) else noun_phrases.country_in(document, start, end)
    if noun.type is ActorType.PERSON and plural and actor_type is ActorType.GOVERNMENT and not country:
        actor_type = ActorType.GROUP
    name = document.text_of(inner, end)
    kind, role = MentionKind.NOMINAL, None
    if actor_type is ActorType.PERSON:
        kind, role = MentionKind.ROLE, Role(name, frozenset((token.lemma_.lower(),)), country)
    owner = next((child.lower_ for child in token.lefts if child.dep_ == "poss"), "")
    definite = doc[start].lower_ in noun_phrases.DEFINITE or bool(owner)
    bare = inner == token.i and end == token.i + 1
    return Candidate(
        start, end, token.i, kind, actor_type, name, country, role, noun.body, plural, definite, bare, owner,
        specified=_is_specified(token),
    )  # fmt: skip


def _is_specified(noun: Token) -> bool:
    """Return whether a clause about somebody else says which one a noun means: "the government that he formed".

    The parser often takes it for a clause of the verb, which it is after a verb of telling.
    """
    doc, relative = noun.doc, noun.i + 1
    if relative + 1 >= len(doc) or doc[relative].lower_ not in _RELATIVES or noun.head.lemma_ in _TELLING:
        return False
    return doc[relative + 1].pos_ not in ("VERB", "AUX", "ADV", "PUNCT")


def _common_acts(token: Token, candidate: Candidate) -> bool:
    """Return whether a common noun stands in the position of an actor."""
    part, preposition = clauses.part_of(token)
    actor_type, definite, plural, bare = candidate.type, candidate.definite, candidate.plural, candidate.bare
    if actor_type is ActorType.STATE:
        # "in the country" is a place: 0 of 13 are actors, of 12 after "of" 4; "in our country" speaks of somebody.
        place = preposition in _OF_PLACES and token.doc[candidate.start].lower_ not in ("our", "this")
        return definite and bare and part in ("subject", "object", "prep", "poss") and not place
    if actor_type is ActorType.MILITARY and plural and part != "subject" and _is_counted(token):
        return False
    if part == "subject":
        return definite or plural or not bare or token.i == 0 or token.nbor(-1).lower_ in ("a", "an", "one")
    if actor_type is ActorType.INTERGOVERNMENTAL and not plural and not bare and preposition in ("by", "of"):
        return True
    if actor_type in (ActorType.GROUP, ActorType.ORGANIZATION):
        if plural and (part == "object" or (part == "prep" and preposition not in _INSIDE)):
            concerned = (candidate.country and not candidate.owner) or token.lemma_.lower() in _CONCERNED
            return bool(concerned) or preposition in ("by", "against") or _is_told(token)
        return part == "prep" and preposition == "by"
    if actor_type is ActorType.PERSON:
        return definite and part in ("object", "prep", "poss")
    if part in ("object", "poss") or (part == "prep" and preposition not in _INSIDE):
        return definite or candidate.country is not None or (plural and not bare)
    return False


def _is_told_of(token: Token, candidate: Candidate) -> bool:
    """Return whether a role only tells what somebody is, or owns something: "as the mayor", "the voter's choice"."""
    part, preposition = clauses.part_of(token)
    of_somebody = part == "object" and bool(candidate.owner)
    return candidate.type is ActorType.PERSON and (of_somebody or part == "poss" or preposition == "as")


def quantity(token: Token) -> Token | None:
    """Return the quantity before a plural noun: "hundreds" of "hundreds of troops"."""
    found = None
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.i + 1 == token.head.i:
        token = token.head.head
        # "The number of troops" is a number.
        if token.lemma_.lower() not in _QUANTITIES or any(child.lower_ == "the" for child in token.lefts):
            break
        found = token
    return found


def _is_vague(token: Token, candidate: Candidate) -> bool:
    """Return whether a noun lacks a distinguishing modifier: "both parties", "people", "other countries"."""
    unsaid = candidate.bare or _COUNTED.issuperset(candidate.name.lower().split()[:-1])
    vague = token.lemma_ in _VAGUE and candidate.owner != "our"
    return unsaid and (vague or (candidate.body == "country" and candidate.plural))


def _is_beside(token: Token) -> bool:
    """Return whether a noun is in apposition to another before it, with no clause or quotation between them."""
    if token.dep_ != "appos" or token.head.i > token.i or token.tag_ not in ("NN", "NNP"):
        return False
    between = token.doc[token.head.i + 1 : noun_phrases.left_edge(token)]
    return not any(other.pos_ in ("VERB", "AUX") or other.text in _APART for other in between)


def _is_service(token: Token) -> bool:
    """Return whether a noun for bodies means what somebody does: "opposition to the plan", "the visa regime"."""
    if token.lemma_ == "presidency":
        # "holds the rotating presidency": an office, not the body that acts.
        return clauses.part_of(token)[0] not in ("subject", "poss")
    if token.lemma_ == "regime":
        return any(child.dep_ == "compound" and child.pos_ == "NOUN" for child in token.lefts)
    if token.lemma_ == "opposition":
        return token.i + 1 < len(token.doc) and token.nbor().lower_ in ("to", "against")
    return token.lower_ == "offices" and any(child.lower_ == "good" for child in token.lefts)


def _is_counted(token: Token) -> bool:
    return any(child.dep_ == "nummod" or child.lower_ in ("more", "fewer") for child in token.lefts)


def _is_told(token: Token) -> bool:
    """Return whether somebody is told something: "told reporters"."""
    return token.dep_ in ("dobj", "dative") and token.head.lemma_ == "tell"


def _goes_on(token: Token) -> bool:
    """Return whether a role is a further one of the same person: "the senator and presidential candidate"."""
    single = token.tag_ in ("NN", "NNP") and token.head.tag_ in ("NN", "NNP")
    owned = any(child.dep_ in ("det", "poss", "nummod") for child in token.lefts)
    return token.dep_ == "conj" and single and not owned and all(map(gazetteer.person_noun, (token, token.head)))
