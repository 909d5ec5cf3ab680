"""Text in, facts out: actors, quotes, events and positions, each tied to the characters that carry it."""

from extraction.engine import ENGINE, load
from extraction.extract import extract
from extraction.language import detect_language

__all__ = ["ENGINE", "detect_language", "extract", "load"]
