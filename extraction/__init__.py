"""Text in, facts out: actors, quotes, events and positions, each tied to the characters that carry it."""

from extraction.engine import ENGINE, WORK, load
from extraction.extract import extract
from extraction.language import detect_language

__all__ = ["ENGINE", "WORK", "detect_language", "extract", "load"]
