"""Words in quotation marks, classified as speech or as the name of a thing."""

from extraction.quotes.direct.marks import Quoted
from extraction.quotes.reading import Reading


def is_utterance(reading: Reading, stretch: Quoted) -> bool:
    """Return whether a stretch begins a sentence and reads like one."""
    inside = reading.text[stretch.start : stretch.end].strip()
    first = next((c for c in inside if c.isalnum()), "")
    if not first or first.islower() or is_title(inside):
        return False
    lead = reading.lead(stretch)
    return (not lead or lead in ".!?:…”\"'’)—–-―") and inside[-1] in ".,!?…—–-:'’])"


def is_title(inside: str) -> bool:
    """Return whether words read like the name of a thing: few, and each with a capital letter."""
    words = inside.split()
    if len(words) > 1 and not any(word[:1].isupper() for word in words[1:]):
        return False
    return len(words) <= 6 and inside[-1:] not in ("?", "!") and all(w[:1].isupper() or len(w) < 4 for w in words)
