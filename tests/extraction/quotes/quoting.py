"""What the quote tests read: the quotes of a small text as plain strings."""

from extraction.engine import parsed
from extraction.quotes.find import find_quotes

Told = tuple[str | None, str | None, str]
"""Speaker, cue and content; the pieces of a content are joined by " / "."""


def quotes(text: str) -> list[Told]:
    """The quotes in text order."""
    with parsed(text) as document:
        return [
            (_cut(text, quote.speaker), _cut(text, quote.cue), " / ".join(text[a:b] for a, b in quote.content))
            for quote in find_quotes(document)
        ]


def kinds(text: str) -> list[str]:
    """The kinds of the quotes."""
    with parsed(text) as document:
        return [quote.kind.value for quote in find_quotes(document)]


def contents(text: str) -> list[str]:
    """What is said in each quote."""
    return [content for _, _, content in quotes(text)]


def named_by(text: str) -> list[str | None]:
    """The words to look each speaker up by."""
    with parsed(text) as document:
        return [_cut(text, quote.named_by) for quote in find_quotes(document)]


def _cut(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None
