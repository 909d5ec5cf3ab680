"""Governors that decide whether an event took place: "refused to", "a plan for", "without", "is unlikely"."""

from spacy.tokens import Token

from extraction import syntax
from extraction.events.lexicon import EventClass, Sense, context, occurring
from ontology.enums import EventType, Modality

__all__ = ["Sense", "applied", "is_presupposed", "occurring", "of_modifiers", "over", "sense_of_light"]

_NOUNS = ("NOUN", "PROPN")
_NAMING = (*_NOUNS, "ADJ")
# "plan for", "threat of", "agreement to", "ready for": the preposition leads to the content of the word.
_OF_ITS_MATTER = frozenset("of for to on about".split())
_PROJECTS = (Sense.INTENDED, Sense.PROMISED, Sense.WANTED)
_COPULAS = frozenset("be prove turn remain appear seem".split())
_PLACING = ("on", "off", "in", "out")
# Statements and offers can be retracted; with other objects "withdraw" means that they leave.
_RETRACTED = frozenset(
    "retract withdraw recant correct disprove discredit invent make rescind revoke resist drop".split()
)
_DEEPEST = 4
# An object of these that is refused or rejected here has already been said or done by somebody.
_SPOKEN = frozenset((EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.PROTEST))
_HOSTILE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE))
# Verbs that deny their object. Under other verbs it exists: "rejected the attack" implies that there was one.
_EXCLUDING = frozenset("rule deny exclude decide opt renounce forswear".split())
# Nouns whose clause or object is the content of speech: "rejected claims that", "the reports are false".
_SAYINGS = frozenset(
    "claim report rumour rumor allegation accusation suggestion assertion story news speculation notion idea talk"
    " charge insinuation statement theory".split()
)

# "a meeting aimed at peace" may be over; a failed coup was still a coup.
_OVER = ("aimed", "failed")
# To announce sanctions is to impose them.
_ENACTING = frozenset(("announce", "offer"))


def applied(sense: Sense | None, world: Modality | None) -> Modality | None:
    """Return the modality under a governor of this sense, where the governor itself has the modality `world`."""
    if sense is None:
        return world
    if sense is Sense.ONGOING:
        return Modality.OCCURRED
    if world is Modality.DENIED:
        return sense.denied
    if world is Modality.HYPOTHETICAL:
        return Modality.HYPOTHETICAL
    return sense.plain


def over(token: Token) -> tuple[Sense | None, Token]:
    """Return the sense of the governor of a verb or noun, through its preposition, and the governor."""
    head = token.head
    if token.dep_ in ("pcomp", "pobj"):
        found, head, is_its_matter = _through(head)
        if found is not None or not is_its_matter:
            return found, head
    if head.pos_ in _NOUNS:
        undone = _undone(head)
        if undone is not None:
            return undone
    sense = context().get(f"{head.lemma_.lower()}+to") if syntax.is_infinitive(token) else None
    if sense is None and token.dep_ != "nsubj" and not syntax.is_naming(head):  # "the test failed": there was a test
        sense = _sense(head)
    if sense is None and token.dep_ not in ("attr", "acomp"):
        sense = _predicated(head)
    return sense, head


def _through(link: Token) -> tuple[Sense | None, Token, bool]:
    """Return the sense of a preposition with its governor, the governor, and true if the content follows it."""
    head, preposition = link.head, link.lower_
    before = [c.lower_ for c in link.lefts if c.dep_ == "advmod"]  # "instead of"
    alone = () if preposition == "about" else (preposition,)  # "about to attack", but not "spoke about the attack"
    for key in (*(f"{word}+{preposition}" for word in (*before, head.lemma_.lower())), *alone):
        found = context().get(key)
        if found is not None:
            return found, _governing(head), False
    if link.i == head.i:
        return None, head, False
    head = _governing(head)
    shunned = preposition in ("from", "at") and _sense(head) in (Sense.FAILED, Sense.REFUSED)
    return None, head, shunned or (head.pos_ in _NAMING and preposition in _OF_ITS_MATTER)


def _predicated(verb: Token) -> Sense | None:
    """Return the sense of a predicate: "is false", "turned out to be a hoax", "is off the table"."""
    if verb.lemma_.lower() not in _COPULAS:
        return None
    for phrase in syntax.prepositional(verb, _PLACING):
        found = context().get(f"{phrase.head.lower_}+{phrase.lemma_.lower()}")
        if found is not None:
            return found
    inner = syntax.child(verb, "xcomp")
    for bearer in (verb, inner) if inner is not None else (verb,):
        predicate = syntax.child(bearer, "acomp", "attr", "oprd")
        if predicate is not None:
            return Sense.WANTED if syntax.is_due(predicate) else _sense(predicate)  # "it is time that they left"
    return None


def _governing(word: Token) -> Token:
    """Return the verb or noun that an adverb or preposition belongs to: "instead of", "short of"."""
    for _ in range(_DEEPEST):
        if word.pos_ in ("VERB", "AUX", "ADJ", *_NOUNS) or word.head.i == word.i:
            break
        word = word.head
    return word


def _undone(noun: Token) -> tuple[Sense, Token] | None:
    """Return the retraction of a claim or plan: "denied reports that", "dropped the idea of", "... proved false"."""
    head = noun.head
    if noun.lemma_.lower() not in _SAYINGS and context().get(noun.lemma_.lower()) not in _PROJECTS:
        return None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        predicated = _predicated(head)
        if predicated is Sense.REFUSED:
            return predicated, head
    if noun.dep_ in ("dobj", "nsubjpass"):
        sense = Sense.REFUSED if head.lemma_.lower() in _RETRACTED else _sense(head)
        if sense in (Sense.REFUSED, Sense.CANCELLED):
            return sense, head
    return None


def _sense(word: Token) -> Sense | None:
    lemma, table = word.lemma_.lower(), context()
    if word.dep_ == "pobj" and f"{word.head.lower_}+{lemma}" in table:
        return table[f"{word.head.lower_}+{lemma}"]  # "in case"
    for particle in word.children:
        if particle.dep_ in ("prt", "advmod") or (particle.dep_ == "prep" and not any(particle.children)):
            found = table.get(f"{lemma}+{particle.lower_}")
            if found is not None:
                return found
    if any(c.lower_ == "too" for c in word.lefts) and word.pos_ == "ADJ":
        return Sense.FAILED
    return table.get(lemma) or table.get(word.lower_)


def of_modifiers(noun: Token) -> Modality | None:
    """Return the modality that an adjective, compound or participle gives to its noun."""
    for c in noun.children:
        if (c.dep_ in ("amod", "compound") or (c.dep_ == "acl" and c.tag_ == "VBN")) and (c.lower_ not in _OVER):
            found = context().get(c.lower_) or (context().get(c.lemma_.lower()) if c.tag_ == "VBN" else None)
            if found:
                return found.plain
    return None


def sense_of_light(verb: Token) -> Sense | None:
    """Return the sense of a light verb that also sets the modality: "planned an attack", "sought talks"."""
    return _sense(verb) if verb.lemma_.lower() not in _ENACTING else None


def is_presupposed(sense: Sense, governor: Token, kind: EventClass) -> bool:
    """Return whether an event took place although a word of refusal governs it: "rejected the accusation"."""
    if sense is Sense.REFUSED:
        return kind.type in _SPOKEN or (kind.type in _HOSTILE and governor.lemma_.lower() not in _EXCLUDING)
    if sense is Sense.CANCELLED:
        return kind.type in _SPOKEN or kind.type in (EventType.SANCTION, EventType.COERCE)
    return False
