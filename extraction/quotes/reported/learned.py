"""Reported speech that the encoder sees, which no rule reads: its cue, and a clause that is said; what it rules out."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from extraction.encoder import Chances
from extraction.encoder.heads import HEADS
from extraction.quotes.reading import Attribution, Reading
from extraction.quotes.unsaid import is_unsaid
from extraction.quotes.who import IN_DIALOGUE, Range

RULE = "learned"
"""The rule of these attributions."""

# Chosen on 30 annotated texts that were held out: of 17 spans 9 were right, and 0.85 adds 6 of which none is.
_SAID, _CUE = 0.93, 0.5
# In 30 annotated texts and 80 invented documents that were held out, 37 reported quotes are above this mean chance of
# no quote, of which 5 are right.
_UNSAID = 0.9
_FEWEST_WORDS = 3
# The largest distance in tokens between a cue and what is said.
_NEAR = 12
_CUES, _FIRST, _LATER = (HEADS["quote"].index(label) for label in ("CUE", "B", "I"))


def learned(reading: Reading, taken: AbstractSet[int], chances: Chances) -> Iterator[Attribution]:
    """Yield attributions of what the encoder sees; `taken` are tokens in other quotes and their cues."""
    for start, end in _spans(chances):
        if any(i in taken for i in range(start, end)):
            continue
        cue = _cue(reading, chances, start, end)
        who = reading.who_does(cue) if cue is not None else None
        span = reading.content(start, end)
        if cue is None or who is None or span is None or reading.doc[who.mention[0]].lower_ in IN_DIALOGUE:
            continue
        if cue.i not in taken and not start <= who.mention[0] < end and not is_unsaid(cue):
            found = reading.attribution(RULE, (cue.i, cue.i + 1), who)
            found.content = [span]
            yield found


def is_ruled_out(reading: Reading, attribution: Attribution, chances: Chances) -> bool:
    """Return whether no word of what is said is in a quote."""
    words = [i for start, end in attribution.content for i in range(reading.token_from(start), reading.token_from(end))]
    return bool(words and chances[words, 0].mean() > _UNSAID)


def _spans(chances: Chances) -> Iterator[Range]:
    """Yield the token ranges of what is said."""
    labels = chances.argmax(axis=1)
    start = None
    for i in range(len(labels) + 1):
        label = labels[i] if i < len(labels) else 0
        if start is not None and label != _LATER:
            if i - start >= _FEWEST_WORDS and chances[start:i, (_FIRST, _LATER)].sum(axis=1).mean() > _SAID:
                yield start, i
            start = None
        if start is None and label in (_FIRST, _LATER):
            start = i


def _cue(reading: Reading, chances: Chances, start: int, end: int) -> Token | None:
    """Return the verb of saying beside a span, the likeliest in its sentence."""
    sentence = reading.doc[start].sent
    near = [*range(max(start - _NEAR, sentence.start), start), *range(end, min(end + _NEAR, sentence.end))]
    verbs = [i for i in near if reading.doc[i].pos_ == "VERB" and chances[i, _CUES] > _CUE]
    return reading.doc[max(verbs, key=lambda i: chances[i, _CUES])] if verbs else None
