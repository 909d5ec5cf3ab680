"""Positions that the encoder sees, which no rule reads, and those of the rules that it takes for their opposite.

The limits were chosen on 30 annotated texts and 80 invented documents that were held back when it learnt: of the 5
positions in them that it takes for their opposite, none was right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

from spacy.tokens import Token

from extraction import syntax
from extraction.document import Document
from extraction.encoder import Chances
from extraction.encoder.heads import HEADS
from extraction.positions.attitudes import Reading
from extraction.positions.embedding import Hold, hold
from extraction.positions.evidence import evidence
from extraction.positions.holding.holders import Holders
from extraction.positions.judgements import turned, wanted
from extraction.positions.matters import matter
from extraction.questions import Questions
from ontology.enums import Stance

RULE = "learned"
"""The rule of judgements by the encoder."""

_SEEN = 0.65
# Above this mean chance of the other stance, evidence may show the opposite.
_OPPOSITE = 0.9
_FEWEST_WORDS = 3
_LED = ("pobj", "pcomp")
# Words that the encoder often reads as their opposite, or that leave open what is meant.
_OPEN = frozenset("no not never nor neither without if whether unless would might may could".split())


@dataclass(frozen=True, slots=True)
class _Seen:
    """Evidence of a position as tokens [start, end), and the stance that it shows."""

    start: int
    end: int
    stance: Stance


def joined(
    read: Sequence[Reading], document: Document, chances: Chances, holders: Holders, questions: Questions
) -> list[Reading]:
    """Return the readings that the encoder does not rule out and those that it alone sees, in text order."""
    found = [reading for reading in read if not _is_ruled_out(reading, chances)]
    taken = {i for reading in read for i in range(*evidence(reading))}
    for seen in _find_seen(document, chances):
        words = document.doc[seen.start : seen.end]
        is_open = any(map(_is_open, (*words, *words.root.children))) or hold(words.root) is not Hold.HAD
        if taken.isdisjoint(range(seen.start, seen.end)) and not is_open and words.root not in questions:
            found += _readings(words.root, seen, holders)
    return sorted(found, key=lambda reading: reading.word.i)


def _is_ruled_out(reading: Reading, chances: Chances) -> bool:
    """Return whether the evidence of a reading may show the opposite of its stance.

    Who wants the end of something opposes it, but the encoder may say that they support the end.
    """
    about = matter(reading.followed)
    if about is not None and about.turned:
        return False
    opposite = turned(reading.judgement.stance, really=True)
    words = chances[slice(*evidence(reading))]
    return opposite is not reading.judgement.stance and bool(
        words[:, HEADS["stance"].index(opposite)].mean() > _OPPOSITE
    )


def _find_seen(document: Document, chances: Chances) -> Iterator[_Seen]:
    for label, group in groupby(range(len(document.doc)), key=chances.argmax(axis=1).__getitem__):
        words = list(dropwhile(lambda i: document.doc[i].is_punct or document.doc[i].is_space, group))
        if not label or len(words) < _FEWEST_WORDS:
            continue
        start, end = words[0], words[-1] + 1
        if chances[start:end, label].mean() > _SEEN:
            yield _Seen(start, end, Stance(HEADS["stance"][label]))


def _readings(word: Token, seen: _Seen, holders: Holders) -> Iterator[Reading]:
    """Yield the positions of the speaker, or else of the subject of a word, which heads their evidence."""
    voice = holders.voice_at(word)
    if voice is not None:
        held = list(voice.speakers)
    elif word.pos_ in ("VERB", "AUX"):
        held = holders.of_verb(word)
    else:
        held = holders.of_noun(word, word) if word.pos_ in ("NOUN", "PROPN") else []
    followed = _followed(word, is_said=voice is not None)
    judgement = wanted(followed, RULE, seen.stance)
    if judgement is None or judgement.stance is not seen.stance:
        return  # for or against "the end of the ban": the encoder does not say which
    for holder in held:
        yield Reading(holder, word, followed, judgement, voice is not None, shown=(seen.start, seen.end))


def _followed(word: Token, *, is_said: bool) -> Token:
    """Return the head of what a word is about: the clause that is said, or what an attitude leads to."""
    if is_said and word.pos_ == "VERB":
        return word
    followed = next(filter(None, (syntax.child(word, part) for part in ("ccomp", "xcomp", "dobj", "nsubjpass"))), None)
    if followed is None:
        followed = next((c for p in word.rights for c in p.children if p.dep_ == "prep" and c.dep_ in _LED), None)
    if followed is None and word.lemma_ == "be":
        followed = syntax.child(word, *syntax.SUBJECTS)
    return word if followed is None else followed


def _is_open(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in _OPEN
