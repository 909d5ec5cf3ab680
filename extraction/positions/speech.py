"""Positions of speakers from the clauses of their quotes."""

from collections.abc import Iterator
from functools import partial

from spacy.tokens import Token

from extraction.positions.attitudes import Reading, is_asked
from extraction.positions.embedding import Hold, hold, is_named_so
from extraction.positions.holding.holders import Holders
from extraction.positions.judgements import Judgement, judge
from extraction.values import Value, value
from ontology.enums import Stance

_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_OTHERS = frozenset("you he she they".split())


def statements(word: Token, holders: Holders) -> Iterator[Reading]:
    """Yield the speaker's positions stated by a clause, given by its verb, or by a damning adjective."""
    is_verb = word.pos_ in ("VERB", "AUX")
    if not is_verb and (word.dep_ != "amod" or value(word) is not Value.DAMNING or is_named_so(word.head)):
        return
    voice = holders.voice_at(word)
    if voice is None or is_asked(word):
        return
    if not is_verb:
        for speaker in voice.speakers:
            yield Reading(speaker, word, word.head, Judgement(Stance.OPPOSES, word.head, "damning"), True)
    elif _is_main(word, voice.start, voice.end) and hold(word) is not Hold.NOT_HAD:
        for speaker in voice.speakers:
            judgement = judge(word, partial(holders.is_of, speaker))
            if judgement is not None:
                yield Reading(speaker, word, word, judgement, True)


def _is_main(verb: Token, start: int, end: int) -> bool:
    """Return whether a verb heads a clause of the quote that is not inside another of its clauses."""
    if verb.dep_ in ("aux", "auxpass"):
        return False
    for _ in range(6):
        is_inside = verb.head.i != verb.i and start <= verb.head.idx < end
        by_others = any(c.dep_ == "nsubj" and c.lower_ in _OTHERS for c in verb.head.lefts)
        if is_inside and (verb.dep_ not in _MAIN or (verb.dep_ == "ccomp" and by_others)):
            return False  # "you promised that no school would close" is what somebody else said
        if not is_inside:
            return True
        verb = verb.head
    return True
