"""Extract facts from text: actors, quotes, events and positions, each grounded in spans of the text."""

from extraction.engine import ENGINE, load
from extraction.extract import extract
from extraction.language import detect_language
from extraction.text.header import infer_header

__all__ = ["ENGINE", "detect_language", "extract", "infer_header", "load"]
