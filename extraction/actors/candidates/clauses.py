"""The position of a phrase in its clause, and whether actors stand there."""

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names
from extraction.actors.spotting.name import Name
from ontology.enums import ActorType

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
_OBJECTS = frozenset(("dobj", "dative", "iobj", "obj"))
MODIFIERS = frozenset(("compound", "nmod", "amod", "npadvmod", "advmod", "quantmod"))
# After these a state is the place of an action, not an actor; measured on names of states in hand-made
# annotations: "in" 1 actor of 40, "into" 0 of 3, "with" 4 of 4, "by" 7 of 7, "from" 7 of 11, "on" 5 of 6.
_LOCATIVE = frozenset("in into at through inside within outside near across around throughout along off over".split())
# A seat of government is even more often a place.
_CAPITAL_PREPOSITIONS = frozenset("by with between against on from".split())
# Who is talked about seldom acts: 1 of 6.
_TALKS = frozenset(
    "speak talk talks view meeting conference discussion exchange consultation conversation summit debate seminar"
    " brief briefing".split()
)
_WAYS = frozenset("via as off regarding towards toward".split())
_MOVES = frozenset(
    "travel go come return fly drive move flee arrive depart sail walk journey head emigrate migrate immigrate"
    " relocate escape transfer lift take carry bring evacuate ship smuggle deport extradite remove transport cross"
    " hail originate register broadcast report spread extend stretch run cycle march drift".split()
)
_PARTS = frozenset(
    "territory coast shore part centre center north south east west northeast northwest southeast southwest"
    " capital city town village port region province district area edge border corner side heart outskirt suburb"
    " map interior island mainland airspace soil water rest most half".split()
)
# What a place does without anybody acting; of 19 places that are subjects of other verbs 18 are annotated as actors.
_STATES_OF_PLACES = frozenset(
    "be have become fall exist remain lie face see suffer experience grow sit stand stretch border cover contain"
    " include host house lose need get receive leave boast feature connect rise sink flood burn shake wake".split()
)
# A state behind the "of" of these is annotated in 7 of 30 places.
_HELD = frozenset((ActorType.PERSON, ActorType.GROUP, ActorType.GOVERNMENT, ActorType.MILITARY))
# Of 113 unknown names of organisations after other prepositions 45 are actors, of 44 after these 2.
_BESIDE = frozenset("on at in for via into off near outside inside under during".split())
_DESCRIBED = frozenset((ActorType.ARMED_GROUP, ActorType.ORGANIZATION, ActorType.MEDIA, ActorType.PARTY))
_PERSONAL = frozenset("to by with from for against between about than".split())


def modifies_noun(token: Token) -> bool:
    return token.dep_ in MODIFIERS and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i


def head_of(doc: Doc, name: Name) -> Token:
    """Return the token of a name whose head lies outside the name; the last one of several."""
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= doc[i].head.i < name.end or doc[i].head.i == i:
            return doc[i]
    return doc[name.end - 1]


def is_modifier(head: Token, name: Name) -> bool:
    """Return whether the name only modifies a noun: "US" in "US troops", "Obama" in "the Obama administration"."""
    if head.dep_ not in MODIFIERS or head.head.i == head.i or name.start <= head.head.i < name.end:
        return False
    return head.head.i > head.i


def person_acts(head: Token) -> bool:
    part, preposition = part_of(head)
    return part in ("subject", "object", "poss") or (part == "prep" and preposition in _PERSONAL)


def acts(head: Token, *, capital: bool) -> bool:
    part, preposition = part_of(head)
    if capital:
        return part in ("subject", "object", "poss") or (part == "prep" and preposition in _CAPITAL_PREPOSITIONS)
    return part in ("subject", "object", "poss") or (part == "prep" and preposition not in _LOCATIVE)


def decides(head: Token) -> bool:
    """Return whether a region or city is the subject of something that only people do: "Ohio postponed its vote"."""
    first = _first(head)
    # "the governor, Neb."
    apart = head.dep_ == "appos"
    return (
        not apart
        and first.dep_ == "nsubj"
        and first.head.pos_ == "VERB"
        and first.head.lemma_.lower() not in _STATES_OF_PLACES
    )


def is_place(head: Token) -> bool:
    """Return whether a name of a state is a mere place or topic: "travelled to X", "the coast of X", "views on X"."""
    if head.dep_ == "appos" and head.head.ent_type_ in ("GPE", "LOC", "FAC") and head.head.i < head.i:
        return True
    head = _first(head)
    if head.dep_ == "dobj":
        return head.head.lemma_ == "discuss"
    if head.dep_ != "pobj":
        return False
    preposition, governor = head.head, head.head.head
    if preposition.lower_ in ("on", "about"):
        return governor.lemma_.lower() in _TALKS
    if preposition.lower_ in ("to", "from") and governor.pos_ == "VERB":
        return governor.lemma_.lower() in _MOVES
    if preposition.lower_ in ("of", "from"):
        return governor.lemma_.lower() in _PARTS
    return preposition.lower_ in _WAYS


def is_beside(head: Token) -> bool:
    """Return whether a phrase only says where or how something happens: "on Twitter", "at Howard University"."""
    return part_of(head)[1] in _BESIDE


def is_within_role(head: Token) -> bool:
    """Return whether a state only says whose people or body are meant: "the President of X", "X's government".

    "The foreign ministers of X and Y" are sent by X and Y; "the peoples of X and Y" are not.
    """
    if head.dep_ == "poss":
        noun, body = gazetteer.noun_of(head.head), gazetteer.name_nouns().get(head.head.lower_)
        named = head.head.pos_ == "PROPN" and body in _HELD
        return named or (noun is not None and noun.type in _HELD - {ActorType.GROUP})
    if head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    owned = head.head.head
    while owned.dep_ == "pobj" and owned.lower_ == "affairs":  # "the Minister of Foreign Affairs of X"
        owned = owned.head.head
    noun = gazetteer.noun_of(owned)
    several = owned.tag_ not in ("NN", "NNP") and bool(head.conjuncts)
    return noun is not None and noun.type in _HELD and (noun.type is ActorType.GROUP or not several)


def described(doc: Doc, name: int) -> tuple[Token, ActorType] | None:
    """Return the noun before a name that says what body it is, and its kind: "the news agency ISNA", "militia X"."""
    token = doc[name - 1] if name else None
    if token is None or token.tag_ != "NN" or token.pos_ != "NOUN" or token.is_sent_end:
        return None
    noun = gazetteer.noun_of(token)
    return (token, noun.type) if noun is not None and noun.type in _DESCRIBED else None


def past_address(courtesy: Token) -> int | None:
    """Return the end of a form of address with an office, no name and a mark after it: "Mr Prime Minister,"."""
    if not names.is_courtesy(courtesy.text):
        return None
    doc, end = courtesy.doc, courtesy.i + 1
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha:
        end += 1
    office = end > courtesy.i + 1 and gazetteer.person_noun(doc[end - 1])
    return end if office and (end == len(doc) or doc[end].is_punct or doc[end].is_space) else None


def _first(head: Token) -> Token:
    """Return the first of several conjuncts or appositions."""
    for _ in range(8):
        if head.dep_ not in ("conj", "appos") or head.head.i == head.i:
            break
        head = head.head
    return head


def part_of(head: Token) -> tuple[str, str]:
    """Return the role of a phrase in its clause and its preposition; a conjunct has the role of the first one."""
    head = _first(head)
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
