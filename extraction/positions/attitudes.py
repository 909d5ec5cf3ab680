"""Positions from words that show an attitude: who has it, and to what."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.positions import syntax
from extraction.positions.holders import Holders
from extraction.positions.judgements import Judgement, assessed, judge, turned, wanted
from extraction.positions.matters import following
from extraction.positions.words import Attitude, Sense, senses
from ontology.enums import Stance

_MAYBE = frozenset({"may", "might"})
_IF = frozenset({"if", "whether", "unless"})
_WRONGS = ("of", "for", "over")
_INFINITIVE = frozenset({"inf"})
_ASSESSMENTS = frozenset({Stance.EXPECTS, Stance.DOUBTS})


@dataclass(frozen=True, slots=True)
class Reading:
    """A position as tokens: the word that shows it, what follows the word, and the judgement of that."""

    holder: int
    word: Token
    followed: Token
    judgement: Judgement
    is_said: bool


def readings(word: Token, holders: Holders) -> Iterator[Reading]:
    """The positions a word shows."""
    chosen = _chosen(word)
    if chosen is None or _is_hypothetical(word):
        return
    part, sense, followed = chosen
    judgement = _judged(word, sense.attitude, followed)
    if judgement is None:
        return
    for holder in _holders(word, part, sense.attitude, followed, holders):
        yield Reading(holder, word, followed, judgement, sense.attitude.is_said)


def _chosen(word: Token) -> tuple[str, Sense, Token] | None:
    """The sense of a word whose complement is there; a clause tells more than an object beside it."""
    best: tuple[str, Sense, Token] | None = None
    for part, sense in senses(word):
        for followed in _followed(word, sense):
            if followed.pos_ in ("VERB", "AUX"):
                return part, sense, followed
            best = best or (part, sense, followed)
    return best


def _holders(word: Token, part: str, attitude: Attitude, followed: Token, holders: Holders) -> list[int]:
    if attitude is Attitude.EXCLUDES:
        return holders.subject(followed) if followed.pos_ == "VERB" else []
    if attitude.holder_is_object:
        thing = syntax.subject(word) if syntax.is_passive(word) else syntax.child(word, "dobj")
        return holders.of(thing) if thing is not None else []
    if part == "verb":
        return holders.of_verb(word)
    if part == "adjective":
        return holders.of(word.head) if word.dep_ == "amod" else holders.subject(word)
    return holders.named(word) if part == "holder" else holders.of_noun(word)


def _followed(word: Token, sense: Sense) -> Iterator[Token]:
    if sense.attitude is Attitude.ACCUSES:
        yield from syntax.prepositional(word, _WRONGS)
        yield from following(word, sense.follows)
    elif sense.attitude is Attitude.ASKS:
        yield from _asked(word, sense)
    elif sense.attitude.holder_is_object:
        thing = syntax.agent(word) if syntax.is_passive(word) else syntax.subject(word)
        if thing is not None and syntax.child(word, "dobj", "nsubjpass") is not None:
            yield thing
    else:
        yield from following(word, sense.follows)


def _asked(word: Token, sense: Sense) -> Iterator[Token]:
    """What somebody is asked to do."""
    prepositions = sense.follows - _INFINITIVE
    if not prepositions or any(c.dep_ == "dobj" for c in word.children):
        yield from (c for c in following(word, _INFINITIVE) if c.dep_ != "advcl" or syntax.child(word, "dobj"))
    for asked in syntax.prepositional(word, prepositions):
        if asked.dep_ == "pcomp":
            yield asked
        else:
            yield from (c for c in word.children if c.i > asked.i and c.pos_ == "VERB" and syntax.is_infinitive(c))
            yield from (c for c in asked.children if c.pos_ == "VERB" and syntax.is_infinitive(c))


def _judged(word: Token, attitude: Attitude, followed: Token) -> Judgement | None:
    really = syntax.is_negated(word)
    if attitude is Attitude.EXCLUDES:
        return wanted(followed, 0.7, Stance.OPPOSES) if really else None
    stance = turned(attitude.stance, really)
    is_clause = followed.pos_ in ("VERB", "AUX")
    if attitude.stance in _ASSESSMENTS:
        own = judge(followed) if is_clause and stance is Stance.EXPECTS else None
        return own or assessed(followed, 0.65, stance)
    if really and attitude in (Attitude.OBJECTS, Attitude.ACCUSES):
        return None  # who did not condemn has not praised
    return wanted(followed, 0.7, stance)


def _is_hypothetical(word: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in _MAYBE for c in word.children):
        return True
    return any(c.dep_ == "mark" and c.lower_ in _IF and not _is_even(c) for c in word.children)


def _is_even(mark: Token) -> bool:
    """Whether an "if" is that of "even if", which concedes a fact."""
    return mark.i > 0 and mark.nbor(-1).lower_ == "even"
