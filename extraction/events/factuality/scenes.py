"""Apparent violence: storms and illness, fiction and games, sport, figures of speech ("killed the bill")."""

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from extraction import syntax
from extraction.events import lexicon, sides
from extraction.events.model import Trigger
from extraction.lexicon import rows
from ontology.enums import EventType

_SCORE = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b")
_MET_WITH = frozenset("in by during after from of".split())
_DEADLY = frozenset(("killing", "death"))
_FIGURATIVE = frozenset("killing shooting strike bombing wounding attack".split())
_IN_SPORT = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.THREATEN))
_FORCE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.THREATEN, EventType.RETREAT))
_WHERE = frozenset(("which", "where", "whose"))
_DEEPEST = 10
_FAR = 40


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for name, words in rows("events/scenes.tsv") if name == kind for word in words.split())


def as_real(trigger: Trigger) -> Trigger | None:
    """Return the trigger as a real event: a killing by nature becomes a death; None for fiction, sport and the like."""
    if _is_made_up(trigger):
        return None
    if trigger.kind.type in _FORCE and _is_of_nature(trigger):
        return replace(trigger.of_class("death"), needs=trigger.kind.needs) if trigger.kind.name in _DEADLY else None
    if trigger.kind.name in _FIGURATIVE and any(
        _is(noun, "matter") and noun.i not in {word.i for word in trigger.words} for noun in _objects(trigger)
    ):
        return None
    return None if trigger.kind.type in _IN_SPORT and _is_of_sport(trigger.token) else trigger


def _is(token: Token, kind: str) -> bool:
    return token.lemma_.lower() in _words(kind) or token.lower_ in _words(kind)


def _is_nature(noun: Token) -> bool:
    """Return whether a noun is no actor, except in "a wave of attacks", "a hail of bullets"."""
    return _is(noun, "nature") and not any(
        _is(inner, "weapon") or inner.lemma_.lower() in lexicon.nouns() for inner in sides.behind(noun, "of")
    )


def _objects(trigger: Trigger) -> list[Token]:
    return sides.objects(trigger.token) if trigger.token.pos_ == "VERB" else []


def _is_of_nature(trigger: Trigger) -> bool:
    verb = trigger.anchor
    if verb.pos_ not in ("VERB", "AUX"):
        if any(c.dep_ in ("compound", "amod") and _is(c, "ailment") for c in verb.lefts):
            return True
        return any(_is_nature(noun) for noun in sides.behind(verb, "by") or _caused(verb))
    doers = sides.doers(verb)
    if doers:
        return all(_is_nature(noun) for noun in doers)
    return syntax.is_passive(verb) and any(_is_nature(noun) for noun in _caused(verb))


def _caused(word: Token) -> list[Token]:
    """Return the nouns that name the cause of a death: "killed in a crash", "when a bus overturned"."""
    found = [noun for c in word.rights if c.dep_ in ("prep", "agent") and c.lower_ in _MET_WITH for noun in c.children]
    for clause in word.rights:
        if clause.dep_ == "advcl" and any(c.lower_ == "when" for c in clause.lefts):
            found += [c for c in clause.lefts if c.dep_ in syntax.SUBJECTS]
    return found


def _is_made_up(trigger: Trigger) -> bool:
    token = trigger.token
    if any(_is(c, "unreal") for word in trigger.words for c in word.lefts if c.dep_ == "amod"):
        return True
    acted = trigger.kind.type is EventType.ASSAULT
    for _ in range(_DEEPEST):
        if any(_is_setting(c, acted=acted) for c in token.children):
            return True
        head = token.head
        if head.i == token.i:
            return False
        if head.pos_ == "NOUN" and _is(head, "work") and _tells(token):
            return True
        tells = _is(head, "telling") or (head.lemma_ == "be" and token.lower_ == "about")
        if head.pos_ in ("VERB", "AUX") and tells and token.dep_ not in syntax.SUBJECTS:
            subject = syntax.child(head, "nsubj")
            if subject is not None and _is(subject, "work"):
                return True
        token = head
    return False


def _is_setting(preposition: Token, *, acted: bool) -> bool:
    """Return whether a phrase sets a fictional scene or an exercise: "in the film", "during a drill"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("in", "during"):
        return False
    return any(
        (noun.lemma_.lower() != "series" and _is(noun, "work")) or (acted and _is(noun, "drill"))
        for noun in preposition.children
        if noun.dep_ == "pobj" and noun.ent_type_ == ""
    )


def _tells(link: Token) -> bool:
    """Return whether a phrase introduces the content of a work: "a film in which", "a novel about"."""
    if link.dep_ == "relcl":
        return any(word.lower_ in _WHERE for word in link.lefts) or any(
            inner.lower_ in _WHERE for word in link.lefts for inner in word.children
        )
    return link.dep_ == "prep" and link.lower_ == "about"


def _is_of_sport(token: Token) -> bool:
    sentence = _around(token)
    found: dict[str, set[str]] = {"weapon": set(), "play": set(), "sport": set()}
    for word in sentence:
        lemma = word.lemma_.lower()
        kind = _of_matches().get(lemma)
        if kind is not None and (kind == "weapon" or word.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")):
            found[kind].add(lemma)
    if found["weapon"] or not (found["sport"] or found["play"]):
        return False
    return bool(found["play"]) or len(found["sport"]) > 1 or _SCORE.search(sentence.text) is not None


@cache
def _of_matches() -> dict[str, str]:
    """Return the class of each word typical of reports of matches or of real attacks."""
    return {word: kind for kind in ("sport", "play", "weapon") for word in _words(kind)}


def _around(token: Token) -> Span:
    """Return the sentence of a token, or the part of a very long sentence near the token."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < _FAR and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and end - token.i < _FAR and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]
