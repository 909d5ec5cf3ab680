"""Puts together what the rules find: order, overlaps, utterances without a cue of their own, kinds."""

import re
from bisect import bisect_right
from itertools import accumulate

from extraction.quotes.attribution import Attribution, Reading, Span
from extraction.quotes.direct import cued, is_utterance
from extraction.quotes.marks import Quoted
from extraction.quotes.phrases import according
from extraction.quotes.reported import reported
from ontology.enums import QuoteKind

_TOLD = frozenset({"say:that", "tell:that", "announce:that", "say:inserted", "say:around"})
_WORD = re.compile(r"\w+")


def attributions(reading: Reading) -> list[Attribution]:
    """What the rules find, in text order."""
    by_cue, by_stretch = cued(reading)
    loose = [s for s in reading.stretches if s not in by_stretch and is_utterance(reading, s)]
    taken = set(by_cue)
    for stretch in (*by_stretch, *loose):
        taken.update(range(reading.token_from(stretch.start), reading.token_from(stretch.end)))
    found = [*by_cue.values(), *according(reading, taken), *reported(reading, taken)]
    _carry_over(reading, found, loose)
    for attribution in found:
        attribution.content.sort()
    found.sort(key=lambda attribution: attribution.content)
    return _without_outer(_without_weak_nested(found))


def _carry_over(reading: Reading, found: list[Attribution], loose: list[Quoted]) -> None:
    """Gives an utterance without a cue to the one before it."""
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
    """Whether an utterance goes on the one before: in the same paragraph, or in one that is all quotation."""
    text = reading.text
    between = text[max(before.content[-1][1], before.cue[1] if before.cue else 0) : stretch.outer_start]
    start, end = reading.document.offsets(*reading.document.paragraphs[stretch.paragraph])
    if start <= before.content[-1][1]:
        return True
    if not before.rule.startswith("direct"):
        return False
    alone = not _WORD.search(text, start, stretch.outer_start) and not _WORD.search(text, stretch.outer_end, end)
    return alone and between.count("\n\n") < 2 and len(between) < 300


def _without_weak_nested(found: list[Attribution]) -> list[Attribution]:
    """Leaves out what stands inside another's content."""
    spans = sorted(span for attribution in found for span in attribution.content)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))

    def nested(cue: Span) -> bool:
        number = bisect_right(starts, cue[0]) - 1
        return number >= 0 and reach[number] >= cue[1]

    return [a for a in found if a.cue is None or not nested(a.cue) or a.rule in ("say:that", "tell:that")]


def _without_outer(found: list[Attribution]) -> list[Attribution]:
    """Leaves out "according to Y" around a whole "X said ..." : X has the words, Y only carries them."""
    said = sorted(span for a in found if a.rule in _TOLD for span in a.content)
    starts = [start for start, _ in said]

    def carried(start: int, end: int) -> bool:
        number = bisect_right(starts, end) - 1
        return number >= 0 and said[number][1] == end and said[number][0] - start < 0.3 * (end - start)

    return [a for a in found if a.rule != "according" or not any(carried(*span) for span in a.content)]


def kind(reading: Reading, attribution: Attribution) -> QuoteKind:
    """direct, mixed or indirect, by how many of the words stand inside quotation marks."""
    words = inside = 0
    for start, end in attribution.content:
        for match in _WORD.finditer(reading.text, start, end):
            words += 1
            inside += reading.stretch_around(match.start()) is not None
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if words - inside <= max(1, words // 10) else QuoteKind.MIXED
