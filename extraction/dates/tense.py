"""The tense of the clause that an expression stands in: what has been, or what is to come."""

from spacy.tokens import Token

from extraction.dates.meaning import Tense

_WILL = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_TO_COME = _WILL | {"ca", "can", "may", "must", "should", "could", "would", "might"}
_BEEN = frozenset(("had", "was", "were", "did", "has", "have", "'ve", "’ve"))
_BEING = frozenset(("is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"))
_ADVERBIAL = frozenset(("prep", "npadvmod", "advmod", "tmod", "dobj"))
# Verbs and adjectives whose infinitive or participle is still to come.
_AHEAD = frozenset(
    "schedule expect plan due set slate intend hope want aim agree decide promise vow pledge prepare likely "
    "propose order seek urge ask call postpone extend delay adjourn".split()
)
_UP_TO = frozenset(("until", "till", "to", "for", "by"))
_LONGEST_CLIMB = 12


def tense(token: Token) -> Tense:
    """The tense at a token, from the nearest verb above it that tells."""
    if token.dep_ == "poss":  # "Friday's vote" is of no tense
        return Tense.UNKNOWN
    child = token
    for step in range(_LONGEST_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            if token.lemma_ in _AHEAD and child.lower_ in _UP_TO:
                return Tense.FUTURE
            found = _of_verb(token, direct=step <= 2 and child.dep_ in _ADVERBIAL)
            if found is not Tense.UNKNOWN:
                return found
        elif token.lemma_ in _AHEAD:
            return Tense.FUTURE
        if token.head == token:
            break
        child, token = token, token.head
    return Tense.UNKNOWN


def _of_verb(verb: Token, direct: bool) -> Tense:
    """What a verb tells; the present does of what modifies it directly ("meets on Tuesday")."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & _TO_COME:
        unreal = "have" in auxiliaries and not auxiliaries & _WILL  # "should have left"
        return Tense.PAST if unreal else Tense.FUTURE
    if "to" in auxiliaries:
        ahead = verb.head.lemma_ in _AHEAD or verb.dep_ in ("xcomp", "relcl", "acl")
        return Tense.FUTURE if ahead else Tense.UNKNOWN
    if verb.lemma_ in _AHEAD and verb.tag_ == "VBN":
        return Tense.FUTURE
    if verb.tag_ == "VBD" or auxiliaries & _BEEN:
        return Tense.PAST
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return Tense.PAST
    if direct and (verb.tag_ in ("VBP", "VBZ") or (verb.tag_ == "VBG" and auxiliaries & _BEING)):
        return Tense.FUTURE
    return Tense.UNKNOWN
