"""The words of a text that can name an event."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.document import Document
from extraction.events import lexicon, syntax
from extraction.events.lexicon import Needs
from extraction.events.model import Trigger

# Clauses whose mood makes an event of what is said: "X said that Y must leave".
_OBLIGING = frozenset("must should ought".split())
_SAYING = frozenset("say tell add warn reiterate argue insist stress declare state write note explain".split())


def find_triggers(document: Document) -> list[Trigger]:
    """Every trigger, in text order; at most one begins at a token."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token in document.doc:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ == "ROOT"):
            found += _verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            found += _noun(token)
    for trigger in found:
        if trigger.words[-1].i != trigger.token.i or len(trigger.words) > 1:
            taken.update(word.i for word in trigger.words if word.i != trigger.token.i)
    return [trigger for trigger in found if trigger.token.i not in taken or len(trigger.words) > 1]


def _verb(token: Token) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound", "aux", "auxpass"):
        return
    particles = {child.lower_: child for child in token.rights if child.dep_ in ("prt", "prep", "advmod")}
    framed = _framed(token, lemma, particles)
    if framed is not None:
        yield framed
    else:
        for entry in lexicon.verbs().get(lemma, ()):
            if entry.particle and not _has_particle(entry.particle, entry.slots, particles):
                continue
            if entry.required and not any(syntax.behind(token, slot) for slot in entry.slots):
                continue
            yield Trigger(token, (token,), entry.kind, entry.slots, entry.needs, "")
            break
    if _is_obligation(token):
        yield Trigger(token, (token,), lexicon.classes()["demand"], (), Needs.BOTH, "obliged")


def _has_particle(word: str, slots: tuple[str, ...], particles: dict[str, Token]) -> bool:
    """Whether the particle is there; a preposition counts only where it leads to the recipient."""
    found = particles.get(word)
    return found is not None and (found.dep_ != "prep" or word in slots or not any(found.children))


def _framed(token: Token, lemma: str, particles: dict[str, Token]) -> Trigger | None:
    frames = lexicon.frames().get(lemma)
    if not frames:
        return None
    nouns = syntax.objects(token)
    for particle in particles.values():
        nouns += syntax.prepositional(particle)
    for frame in frames:
        if frame.particle and frame.particle not in particles:
            continue
        for noun in nouns:
            if noun.dep_ == "pobj" and noun.head.lower_ != frame.particle:
                continue
            if noun.lemma_.lower() in frame.objects:
                return Trigger(token, (token, noun), frame.kind, frame.slots, frame.kind.needs, "")
    return None


def _noun(token: Token) -> Iterator[Trigger]:
    if token.dep_ in ("compound", "amod", "nmod"):
        return
    for entry in lexicon.nouns().get(token.lemma_.lower(), ()):
        if entry.modifier and not any(child.lemma_.lower() == entry.modifier for child in token.lefts):
            continue
        trigger = Trigger(token, (token,), entry.kind, (), entry.needs, entry.of)
        _carry(trigger)
        yield trigger
        return


def _carry(trigger: Trigger) -> None:
    """Finds the light verb of a noun: its verb as object or as passive subject."""
    noun = trigger.token
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "nsubjpass" or noun.dep_ == "dobj":
        side = lexicon.light_verbs().get(verb.lemma_.lower())
        if side is not None:
            trigger.carrier, trigger.carrier_side = verb, side


def _is_obligation(token: Token) -> bool:
    if not any(child.dep_ == "aux" and child.lower_ in _OBLIGING for child in token.children):
        return False
    return speaker_verb(token) is not None


def speaker_verb(token: Token) -> Token | None:
    """The verb of saying whose content a clause is."""
    verb = token
    for _ in range(4):
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _SAYING:
            return verb.head
        if verb.dep_ not in ("conj", "ccomp", "xcomp"):
            return None
        verb = verb.head
    return None
