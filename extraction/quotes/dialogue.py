"""Transcripts: paragraphs that begin with a speaker's name in capitals and a colon."""

import re
from collections.abc import Iterator

from extraction.quotes.attribution import Attribution, Reading, Span

_LABEL = re.compile(r"[\"“]?((?:[A-Z][A-Z.'’-]+)(?: [A-Z.'’-]{2,}){0,3}) ?(:)\s")


def dialogue(reading: Reading) -> Iterator[Attribution]:
    """The turns of a transcript; one label alone is a heading, as in "UPDATE: ..."."""
    turns: list[tuple[Span, Span, Span]] = []
    for tokens in reading.document.paragraphs:
        start, end = reading.document.offsets(*tokens)
        match = _LABEL.match(reading.text, start, end)
        if match is not None:
            turns.append((match.span(1), match.span(2), (match.end(), end)))
    names = {reading.text[slice(*name)] for name, _, _ in turns}
    if len(names) < 2 or len(turns) == len(names):
        return
    for name, colon, content in turns:
        yield Attribution("direct:turn", colon, name, name, [content])
