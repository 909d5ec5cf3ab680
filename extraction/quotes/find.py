"""The search for quotes: direct, mixed and indirect quotations with their speakers."""

from extraction.document import Document
from extraction.encoder import Scores
from extraction.issuers import OwnVoice
from extraction.quotes.assemble import attributions, kind
from extraction.quotes.confidence import confidence
from extraction.quotes.found import FoundQuote
from extraction.quotes.reading import Reading


def find_quotes(document: Document, own: OwnVoice | None = None, scores: Scores | None = None) -> list[FoundQuote]:
    """Return the quotes of a parsed text in text order. Never raises.

    `own` adds those in its issuers' own voice, `scores` those that only the encoder sees.
    """
    reading = Reading(document, own)
    return [
        FoundQuote(
            kind=kind(reading, attribution),
            speaker=attribution.speaker,
            named_by=attribution.named_by,
            cue=attribution.cue,
            content=tuple(reading.with_marks(*_trimmed(document.text, *span)) for span in attribution.content),
            confidence=confidence(attribution.rule),
            rule=attribution.rule,
            asks=attribution.asks,
        )
        for attribution in attributions(reading, scores.quote if scores is not None else None)
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without outer white space."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
