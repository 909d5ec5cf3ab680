"""Words that decide whether what hangs on them took place: "refused to", "a plan for", "without", "is unlikely"."""

from spacy.tokens import Token

from extraction import syntax
from extraction.events.lexicon import EventClass, Sense, context, occurring
from ontology.enums import EventType, Modality

__all__ = ["Sense", "applied", "is_presupposed", "occurring", "of_modifiers", "over", "sense_of_light"]

_NOUNS = ("NOUN", "PROPN")
_NAMING = (*_NOUNS, "ADJ")
# A plan for, a threat of, an agreement to, ready for: the preposition leads to what the word is about.
_OF_ITS_MATTER = frozenset("of for to on about".split())
_DEEPEST = 4
# What is refused or rejected here has been said or done by somebody.
_SPOKEN = frozenset((EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.PROTEST))
_HOSTILE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE))
# Verbs that say of a noun that it will not be: of all others, "rejected the attack" says that there was one.
_EXCLUDING = frozenset("rule deny exclude".split())
# Nouns whose clause or object is what somebody says: "rejected claims that", "the reports are false".
_SAYINGS = frozenset(
    "claim report rumour rumor allegation accusation suggestion assertion story news speculation notion idea talk"
    " charge insinuation statement theory".split()
)

# "a meeting aimed at peace" may be over; a failed coup was one.
_OVER = ("aimed", "failed")
# Who announces sanctions imposes them.
_ENACTING = frozenset(("announce", "offer"))


def applied(sense: Sense | None, world: Modality | None) -> Modality | None:
    """The modality of what a word of this sense governs, where the word itself has the modality `world`."""
    if sense is None:
        return world
    plain, denied = sense.value
    if world is Modality.DENIED:
        return denied
    if world is Modality.HYPOTHETICAL:
        return Modality.HYPOTHETICAL
    return plain


def over(token: Token) -> tuple[Sense | None, Token]:
    """The sense of the word that a verb or noun hangs on, through its preposition, and the word."""
    head = token.head
    preposition = ""
    if token.dep_ in ("pcomp", "pobj"):
        preposition, link, head = head.lower_, head, head.head
        before = next((c.lower_ for c in link.lefts if c.dep_ == "advmod"), head.lemma_.lower())  # "instead of"
        found = context().get(f"{before}+{preposition}") or context().get(preposition)
        if found is not None:
            return found, _governing(head)
        if link.i == head.i:
            return None, head
        head = _governing(head)
        sense = _sense(head)
        kept_from = preposition == "from" and sense is Sense.FAILED
        if not kept_from and (head.pos_ not in _NAMING or preposition not in _OF_ITS_MATTER):
            return None, head
    sense = _sense(head) if token.dep_ != "nsubj" else None  # "the test failed" was one
    if sense is None and head.pos_ == "AUX" and token.dep_ not in ("attr", "acomp"):
        predicate = syntax.child(head, "acomp", "attr", "oprd")
        sense = _sense(predicate) if predicate is not None else None
    if sense is None and head.lemma_.lower() in _SAYINGS and head.pos_ in _NOUNS:
        return _over_saying(head)
    return sense, head


def _governing(word: Token) -> Token:
    """The verb or noun that an adverb or preposition belongs to: "instead of", "short of"."""
    for _ in range(_DEEPEST):
        if word.pos_ in ("VERB", "AUX", "ADJ", *_NOUNS) or word.head.i == word.i:
            break
        word = word.head
    return word


def _over_saying(noun: Token) -> tuple[Sense | None, Token]:
    """ "Reports that ... are false", "denied reports that ..."."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") and head.i != noun.i:
        sense, governor = over(noun)
        return sense, governor
    return None, noun


def _sense(word: Token) -> Sense | None:
    lemma, table = word.lemma_.lower(), context()
    for particle in word.children:
        if particle.dep_ in ("prt", "advmod") or (particle.dep_ == "prep" and not any(particle.children)):
            found = table.get(f"{lemma}+{particle.lower_}")
            if found is not None:
                return found
    if any(c.lower_ == "too" for c in word.lefts) and word.pos_ == "ADJ":
        return Sense.FAILED
    return table.get(lemma) or table.get(word.lower_)


def of_modifiers(noun: Token) -> Modality | None:
    """The modality that an adjective, compound or participle gives to its noun."""
    for c in noun.children:
        if (c.dep_ in ("amod", "compound") or (c.dep_ == "acl" and c.tag_ == "VBN")) and (c.lower_ not in _OVER):
            found = context().get(c.lower_) or (context().get(c.lemma_.lower()) if c.tag_ == "VBN" else None)
            if found:
                return found.value[0]
    return None


def sense_of_light(verb: Token) -> Sense | None:
    """The sense of a light verb that is more than light: "planned an attack", "sought talks"."""
    return context().get(verb.lemma_.lower()) if verb.lemma_.lower() not in _ENACTING else None


def is_presupposed(sense: Sense, governor: Token, kind: EventClass) -> bool:
    """Return whether an event goes on being one though a word of refusal governs it: "rejected the accusation"."""
    if sense is Sense.REFUSED:
        return kind.type in _SPOKEN or (kind.type in _HOSTILE and governor.lemma_.lower() not in _EXCLUDING)
    if sense is Sense.CANCELLED:
        return kind.type in _SPOKEN or kind.type in (EventType.SANCTION, EventType.COERCE)
    return False
