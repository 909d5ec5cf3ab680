"""Who said what: direct, mixed and indirect quotations with their speakers."""

from extraction.document import Document
from extraction.quotes.assemble import attributions, kind
from extraction.quotes.attribution import Reading
from extraction.quotes.confidence import confidence
from extraction.quotes.found import FoundQuote

__all__ = ["FoundQuote", "find_quotes"]


def find_quotes(document: Document) -> list[FoundQuote]:
    """The quotes of a parsed text, in text order. Never raises."""
    reading = Reading(document)
    return [
        FoundQuote(
            kind=kind(reading, attribution),
            speaker=attribution.speaker,
            antecedent=attribution.antecedent,
            cue=attribution.cue,
            content=tuple(attribution.content),
            confidence=confidence(attribution.rule),
        )
        for attribution in attributions(reading)
    ]
