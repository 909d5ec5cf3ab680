"""The findings of all rules put together: order, overlaps, utterances without a cue of their own, kinds."""

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from extraction.encoder import Chances
from extraction.quotes.direct.cued import cued
from extraction.quotes.direct.headline import headline
from extraction.quotes.direct.marks import Quoted
from extraction.quotes.direct.turns import turns
from extraction.quotes.direct.utterances import is_utterance
from extraction.quotes.reading import Attribution, Reading, Span
from extraction.quotes.reported.adjectives import attitudes
from extraction.quotes.reported.learned import is_ruled_out, learned
from extraction.quotes.reported.nouns import nominal
from extraction.quotes.reported.phrases import according, surveyed
from extraction.quotes.reported.verbs import reported
from ontology.enums import QuoteKind

_TOLD = frozenset({"say:that", "tell:that", "announce:that", "say:inserted", "say:around"})
_NESTED = frozenset({"say:that", "tell:that"})
_FURTHEST = 300
"""The largest distance, in characters, between the end of a speech and a paragraph that continues it."""
_WORD = re.compile(r"\w+")


def attributions(reading: Reading, chances: Chances | None = None) -> list[Attribution]:
    """Return the findings of all rules in text order; with the encoder's chances, with what it adds and rules out."""
    said = [*turns(reading), *headline(reading)]
    in_turn = _inside([span for turn in said for span in turn.content])
    by_cue, by_stretch, unsaid = cued(reading)
    loose = [
        s
        for s in reading.stretches
        if s not in by_stretch and s not in unsaid and not in_turn(s.end - 1) and is_utterance(reading, s)
    ]
    taken = set(by_cue) | reading.document.asides
    for stretch in (*by_stretch, *loose, *unsaid):
        taken.update(range(reading.token_from(stretch.start), reading.token_from(stretch.end)))
    found = [*said, *by_cue.values()]
    for rule in (according, surveyed, reported, nominal, attitudes):
        found += rule(reading, taken)
    if chances is not None:
        found = [a for a in found if kind(reading, a) is QuoteKind.DIRECT or not is_ruled_out(reading, a, chances)]
        found += list(learned(reading, _tokens(reading, found) | taken, chances))
    _carry_over(reading, found, loose)
    for attribution in found:
        attribution.content.sort()
    found.sort(key=lambda attribution: attribution.content)
    return _without_weak_nested(found)


def _tokens(reading: Reading, found: list[Attribution]) -> set[int]:
    """Return the tokens of cues and contents."""
    spans = [span for a in found for span in (*a.content, *([a.cue] if a.cue is not None else []))]
    return {i for start, end in spans for i in range(reading.token_from(start), reading.token_from(end))}


def _carry_over(reading: Reading, found: list[Attribution], loose: list[Quoted]) -> None:
    """Attach each utterance without a cue to the one before it."""
    spoken = [a for a in found if a.content and (_has_marks(reading, a) or a.rule in _TOLD)]
    spoken.sort(key=lambda a: a.content[-1])
    ends = [a.content[-1][1] for a in spoken]
    for stretch in loose:
        number = bisect_right(ends, stretch.outer_start) - 1
        if number < 0:
            continue
        before = spoken[number]
        if _continues(reading, before, stretch):
            before.content.append((stretch.start, stretch.end))
            ends[number] = stretch.end


def _has_marks(reading: Reading, attribution: Attribution) -> bool:
    return attribution.rule.startswith("direct") or any(
        reading.stretch_around(end - 1) is not None for _, end in attribution.content
    )


def _continues(reading: Reading, before: Attribution, stretch: Quoted) -> bool:
    """Return whether an utterance continues the last: in its paragraph, or in the next if that is all quotation."""
    text = reading.text
    start, end = reading.document.offsets(*reading.document.paragraphs[stretch.paragraph])
    if start <= before.content[-1][1]:
        return True
    last = max(before.content[-1][1], before.cue[1] if before.cue else 0)
    if not before.rule.startswith("direct") or stretch.outer_start - last >= _FURTHEST:
        return False
    if _WORD.search(text, start, stretch.outer_start) or _WORD.search(text, stretch.outer_end, end):
        return False
    return text.count("\n\n", last, stretch.outer_start) < 2


def _without_weak_nested(found: list[Attribution]) -> list[Attribution]:
    """Leave out findings inside another's content, except plain saying."""
    nested = _inside([span for a in found if a.rule != "direct:turn" for span in a.content])
    return [a for a in found if a.cue is None or not nested(a.cue[0]) or a.rule in _NESTED]


def _inside(spans: list[Span]) -> Callable[[int], bool]:
    """Return a function that checks whether an offset lies in one of the spans."""
    spans = sorted(spans)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))

    def inside(offset: int) -> bool:
        number = bisect_right(starts, offset) - 1
        return number >= 0 and offset < reach[number]

    return inside


def kind(reading: Reading, attribution: Attribution) -> QuoteKind:
    """Return direct, mixed or indirect, by the share of the words inside quotation marks."""
    words = inside = 0
    for start, end in attribution.content:
        for match in _WORD.finditer(reading.text, start, end):
            words += 1
            inside += reading.stretch_around(match.start()) is not None
    if attribution.rule == "direct:turn":
        return QuoteKind.DIRECT
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if words - inside <= max(1, words // 10) else QuoteKind.MIXED
