"""Who said what: direct, mixed and indirect quotations with their speakers."""

from bisect import bisect_left

from extraction.document import Document
from extraction.quotes.attribution import Attribution
from extraction.quotes.confidence import confidence
from extraction.quotes.direct import DirectSpeech
from extraction.quotes.found import FoundQuote
from extraction.quotes.marks import quoted
from extraction.quotes.phrases import according
from extraction.quotes.reported import reported
from ontology.enums import QuoteKind

__all__ = ["FoundQuote", "find_quotes"]


def find_quotes(document: Document) -> list[FoundQuote]:
    """The quotes of a parsed text, in text order. Never raises."""
    return [
        FoundQuote(
            kind=_kind(document.text, attribution),
            speaker=attribution.speaker,
            cue=attribution.cue,
            content=tuple(sorted(attribution.content)),
            confidence=confidence(attribution.rule),
        )
        for attribution in attributions(document)
    ]


def attributions(document: Document) -> list[Attribution]:
    """What the rules find, each with the name of its rule, in text order."""
    stretches = quoted(document)
    speech = DirectSpeech(document, stretches)
    found = speech.gather()
    taken = set(speech.by_cue)
    for attribution in found:
        for start, end in attribution.content:
            taken.update(range(bisect_left(speech.starts, start), bisect_left(speech.starts, end)))
    found += according(document, taken)
    found += reported(document, taken)
    return sorted(found, key=lambda attribution: attribution.content)


def _kind(text: str, attribution: Attribution) -> QuoteKind:
    if attribution.rule.startswith("direct"):
        return QuoteKind.DIRECT
    if any(mark in text[start:end] for start, end in attribution.content for mark in '“”"'):
        return QuoteKind.MIXED
    return QuoteKind.INDIRECT
